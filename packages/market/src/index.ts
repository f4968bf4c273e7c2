export { auditMarket } from './audit.ts';
export { type Composition, type CompositionOptions, composeMarket } from './compose.ts';
export { type Clock, manualClock, settableClock, systemClock } from './kernel/clock.ts';
export type { Actor } from './kernel/context.ts';
export { type DatabaseHandle, openDatabase } from './kernel/database.ts';
export { tailEvents } from './kernel/events.tail.ts';
export { consumeEvents, type StoredEvent } from './kernel/events.ts';
export { DatabaseTooOld, migrate } from './kernel/migrate.ts';
export { noPoints, type PointName, type Points } from './kernel/points.ts';
export type { LabFindings, LabRunner, LabSize, LabStage, LabTask } from './lab/lab.runner.ts';
export { trialBalance } from './ledger/ledger.repository.ts';
export { smtpTransport } from './mail/mail.sending.ts';
export type { Market, Settings } from './market.ts';
export type {
  EstimateRules,
  LoopMeasurement,
  LoopMeter,
  MeasuredGain,
  MeasuredLink,
} from './measures/measures.meter.ts';
export {
  type LoopPanel,
  loopLinks,
  loopPanel,
  measurableLinks,
  type PanelSeries,
} from './measures/measures.panel.ts';
export { openFolderStorage } from './media/storage.folder.ts';
export { openS3Storage } from './media/storage.s3.ts';
export { scarceProducts } from './orders/stock.ts';
export { SandboxProvider } from './payments/provider/sandbox.ts';
export { createPerson, grantMembership, grantOperator, revokeOperator } from './people/grants.ts';
