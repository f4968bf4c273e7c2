import type { Issue } from '../api/schemas.ts';
import type { Translate } from '../i18n/intl.ts';
import { pointerOf } from './pointer.ts';

type PlainFault =
  | 'required'
  | 'money'
  | 'number'
  | 'decimal'
  | 'form'
  | 'instant'
  | 'choice'
  | 'refund'
  | 'nothing'
  | 'twice'
  | 'unchanged';
type LimitFault = 'textMin' | 'textMax' | 'numberMin' | 'numberMax' | 'listMin' | 'listMax';

/** What is wrong with a field, as a text of `faults` and the number in it; or in the market's own words. */
export type Fault =
  | { kind: PlainFault }
  | { kind: LimitFault; limit: number }
  | { kind: 'told'; detail: string };

export type Faults = ReadonlyMap<string, Fault>;
export const noFaults: Faults = new Map();

/** Collects faults while a draft is turned into a request; the first of a field counts. */
export class FaultList {
  readonly faults = new Map<string, Fault>();
  add(pointer: string, fault: PlainFault | Fault): void {
    if (this.faults.has(pointer)) return;
    this.faults.set(pointer, typeof fault === 'string' ? { kind: fault } : fault);
  }
  get isEmpty(): boolean {
    return this.faults.size === 0;
  }
}

/** What the schema found, at the fields it found it. */
export function faultsOfIssues(issues: readonly Issue[]): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const issue of issues) {
    const pointer = pointerOf(issue.path);
    if (!faults.has(pointer)) faults.set(pointer, faultOfIssue(issue));
  }
  return faults;
}

function faultOfIssue({ code, limit = 0, of, message }: Issue): Fault {
  const side = code === 'too_small' ? 'Min' : 'Max';
  if (code === 'too_small' || code === 'too_big') {
    if (of === 'string')
      return limit === 1 && side === 'Min' ? { kind: 'required' } : { kind: `text${side}`, limit };
    return { kind: of === 'array' ? `list${side}` : `number${side}`, limit };
  }
  if (code === 'invalid_type') return { kind: 'required' };
  if (code === 'invalid_format') return { kind: 'form' };
  if (code === 'invalid_value' || code === 'invalid_union') return { kind: 'choice' };
  return { kind: 'told', detail: message };
}

/** A fault in the reader's language. What the market tells comes in it already. */
export function faultText(t: Translate, fault: Fault): string {
  if (fault.kind === 'told') return fault.detail;
  if ('limit' in fault) return t(`faults.${fault.kind}`, { limit: fault.limit });
  return t(`faults.${fault.kind}`);
}
