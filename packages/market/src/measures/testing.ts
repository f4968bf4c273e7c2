import { GUARDRAILS } from '@hazumi/policy';
import type { LoopMeasurement, LoopMeter } from './measures.meter.ts';

/** A meter that measures nothing of the guardrails, and answers an estimate with what it is told to. */
export function silentMeter(measurement: LoopMeasurement | Error = new Error('not asked')): LoopMeter & {
  asked: Parameters<LoopMeter['estimate']>[];
} {
  const asked: Parameters<LoopMeter['estimate']>[] = [];
  return {
    asked,
    guardrails: () =>
      Object.fromEntries(GUARDRAILS.map((name) => [name, Number.NaN])) as ReturnType<LoopMeter['guardrails']>,
    async estimate(...args) {
      asked.push(args);
      if (measurement instanceof Error) throw measurement;
      return measurement;
    },
  };
}
