import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';

type State = ValueOf<typeof endpoints.getImport>['state'];
type Row = ValueOf<typeof endpoints.listImportRows>['data'][number];

const tones: Record<State, BadgeTone> = {
  ready: 'accent',
  applying: 'accent',
  applied: 'good',
  undoing: 'accent',
  undone: 'quiet',
  discarded: 'quiet',
};
export function ImportBadge({ state }: { state: State }) {
  const t = useText();
  return <Badge tone={tones[state]}>{t(`state.import.${state}`)}</Badge>;
}

const kindTones: Record<Row['kind'], BadgeTone> = {
  create: 'good',
  change: 'accent',
  unchanged: 'quiet',
  error: 'danger',
};
export function RowKindBadge({ kind }: { kind: Row['kind'] }) {
  const t = useText();
  return <Badge tone={kindTones[kind]}>{t(`state.importKind.${kind}`)}</Badge>;
}
