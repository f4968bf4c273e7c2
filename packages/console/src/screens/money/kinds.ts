import type { ReactNode } from 'react';
import type { Translate } from '../../i18n/intl.ts';

const kinds = [
  'capture',
  'topUp',
  'orderPaid',
  'orderRefund',
  'unappliedRefund',
  'refundSettled',
  'experimentCredit',
  'incentiveGranted',
  'incentiveVested',
  'incentiveClawback',
] as const;

/** The kind of a booking in the reader's words; one that the console does not know is shown as it is called. */
export function kindText(t: Translate, kind: string): ReactNode {
  const known = kinds.find((one) => one === kind);
  return known === undefined ? kind : t(`money.kind.${known}`);
}
