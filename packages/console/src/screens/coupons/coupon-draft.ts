import type { BodyInput, endpoints, Locale } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { parseDecimal, parseMoney, parseWhole } from '../../forms/numbers.ts';

type CouponBody = BodyInput<typeof endpoints.createCoupon>;
type Shape = CouponBody['shape'];

export const couponKinds = ['threshold', 'amountOff', 'percentOff', 'items'] as const;
export const couponVisibilities = ['public', 'hidden'] as const;

export interface CouponDraft {
  name: string;
  visibility: string;
  kind: string;
  amount: string;
  percent: string;
  cap: string;
  from: string;
  pieces: string;
  days: string;
  perPerson: string;
  total: string;
}
export const couponDraft: CouponDraft = {
  name: '',
  visibility: 'hidden',
  kind: 'threshold',
  amount: '',
  percent: '',
  cap: '',
  from: '',
  pieces: '2',
  days: '7',
  perPerson: '1',
  total: '100',
};

/** Which fields a kind asks for; the others are not read. */
export const fieldsOf: Record<(typeof couponKinds)[number], readonly (keyof CouponDraft)[]> = {
  amountOff: ['amount'],
  percentOff: ['percent', 'cap'],
  items: ['pieces', 'percent'],
  threshold: ['from', 'amount'],
};

export const kindOf = (draft: Pick<CouponDraft, 'kind'>): (typeof couponKinds)[number] =>
  couponKinds.find((kind) => kind === draft.kind) ?? 'threshold';

/** @param locale the language that the name is written in: the reader's own */
export function couponBody(draft: CouponDraft, currency: string, locale: Locale): Converted<CouponBody> {
  const list = new FaultList();
  const whole = (at: 'days' | 'perPerson' | 'total' | 'pieces'): number => {
    const value = parseWhole(draft[at]);
    if (value === undefined) list.add(`/${at}`, 'number');
    return value ?? 0;
  };
  const money = (at: 'amount' | 'from' | 'cap'): number => {
    const value = parseMoney(draft[at], currency);
    if (value === undefined || value === 0) list.add(`/${at}`, 'money');
    return value ?? 0;
  };
  const share = (): number => {
    const percent = parseDecimal(draft.percent);
    if (percent === undefined || percent <= 0 || percent > 100) list.add('/percent', 'decimal');
    return Math.round((percent ?? 0) * 10_000);
  };
  const shape: Shape = (() => {
    switch (kindOf(draft)) {
      case 'amountOff':
        return { kind: 'amountOff', amountMinor: money('amount') };
      case 'percentOff':
        return {
          kind: 'percentOff',
          sharePpm: share(),
          capMinor: draft.cap.trim() === '' ? null : money('cap'),
        };
      case 'items':
        return { kind: 'items', pieces: whole('pieces'), sharePpm: share() };
      case 'threshold':
        return { kind: 'threshold', fromMinor: money('from'), amountMinor: money('amount') };
    }
  })();
  if (draft.name.trim() === '') list.add('/name', 'required');
  const [days, perPerson, total] = [whole('days'), whole('perPerson'), whole('total')];
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: {
      names: { [locale]: draft.name.trim() },
      visibility: couponVisibilities.find((one) => one === draft.visibility) ?? 'hidden',
      shape,
      validity: { kind: 'fromClaim', days },
      perPerson,
      total,
    },
    draftPointer: (pointer) => draftPlaces.find(([start]) => pointer.startsWith(start))?.[1] ?? pointer,
  };
}

/** Where in the draft a place of the request came from. */
const draftPlaces: readonly [string, string][] = [
  ['/names', '/name'],
  ['/validity', '/days'],
  ['/shape/amountMinor', '/amount'],
  ['/shape/sharePpm', '/percent'],
  ['/shape/capMinor', '/cap'],
  ['/shape/fromMinor', '/from'],
  ['/shape/pieces', '/pieces'],
];
