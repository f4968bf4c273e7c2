import { type AnswerInput, type endpoints, toPublicId } from '@hazumi/contracts';
import type { ExclusionReason } from '@hazumi/policy';

type Evidence = AnswerInput<typeof endpoints.listExcludedOrders>['data'][number]['evidence'][number];

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a rule stored as its evidence, as the API names it: an order, a party, or a parcel. */
export function evidenceOf(reason: ExclusionReason, text: string): Evidence {
  if (text.startsWith('person:'))
    return { kind: 'person', id: toPublicId('person', text.slice('person:'.length)) };
  if (text.startsWith('guest:')) return { kind: 'guest' };
  if (!uuid.test(text)) return { kind: 'parcel', tracking: text };
  return reason === 'pairLimit' || reason === 'trackingReused'
    ? { kind: 'order', id: toPublicId('order', text) }
    : { kind: 'licence', id: toPublicId('licence', text) };
}
