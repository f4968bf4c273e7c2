import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

type Link = AnswerInput<typeof endpoints.revokeLink>;

const link = (number: number, more: Partial<Link>): Link => ({
  id: testId('link', number),
  storeId: testId('store', 1),
  channel: 'group',
  target: { kind: 'store' },
  label: `茶友群 ${number}`,
  url: `https://hazumi.example/l/AAAAAAAAAAAAAAA${number}`,
  state: 'active',
  maxUses: null,
  uses: 0,
  expiresAt: null,
  revokedAt: null,
  createdAt: testTime(number),
  results: { visits: 1_204, orders: 61, salesMinor: 1_234_500 },
  ...more,
});

/** One in each state. */
export const links: Link[] = [
  link(1, {}),
  link(2, {
    channel: 'clerk',
    label: 'A clerk with quite a long name indeed',
    maxUses: 50,
    uses: 50,
    state: 'usedUp',
  }),
  link(3, { channel: 'contact', state: 'expired', expiresAt: testTime(-1) }),
  link(4, {
    channel: 'poster',
    target: { kind: 'product', productId: testId('product', 1) },
    state: 'revoked',
    revokedAt: testTime(9),
    results: { visits: 0, orders: 0, salesMinor: 0 },
  }),
];
