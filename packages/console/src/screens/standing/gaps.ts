import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/intl.ts';

export type Standing = ValueOf<typeof endpoints.listStoreStandings>['data'][number];
export type Criterion = Standing['criteria'][number];

const shares = new Set<Criterion['criterion']>(['onTimeShipment', 'refunds', 'fraud']);

/** A figure of a criterion as people write it; a dash where it is not known. */
export function figureOf(
  format: Format,
  { criterion }: Pick<Criterion, 'criterion'>,
  value: number | null,
  currency: string,
): string {
  if (value === null || criterion === 'sanction') return '–';
  if (criterion === 'feesPaid') return format.money(value, currency);
  if (shares.has(criterion)) return format.ppm(Math.round(value * 1000) * 1000);
  return format.number(Math.round(value * 10) / 10);
}

/** What certainly is missing, in words: one thing each, orders and buyers together where both are. */
export function gapsOf(t: Translate, format: Format, standing: Standing): string[] {
  const missing = new Map(
    standing.criteria.filter(({ state }) => state === 'missing').map((one) => [one.criterion, one]),
  );
  const short = (one: Criterion): number => Math.max(1, Math.ceil((one.need ?? 0) - (one.have ?? 0)));
  const orders = missing.get('clearedOrders');
  const buyers = missing.get('buyers');
  const texts: string[] = [];
  if (orders !== undefined && buyers !== undefined) {
    // Each of the missing buyers brings an order of its own.
    const atLeast = Math.max(short(orders), short(buyers));
    texts.push(t('standing.gaps.ordersAndBuyers', { orders: atLeast, buyers: short(buyers) }));
    missing.delete('clearedOrders');
    missing.delete('buyers');
  }
  for (const one of missing.values()) {
    const need = figureOf(format, one, one.need, standing.currency);
    const have = figureOf(format, one, one.have, standing.currency);
    switch (one.criterion) {
      case 'inStockDays':
      case 'clearedOrders':
      case 'buyers':
        texts.push(t(`standing.gaps.${one.criterion}`, { count: short(one) }));
        break;
      case 'feesPaid':
        texts.push(t('standing.gaps.feesPaid', { need }));
        break;
      case 'onTimeShipment':
      case 'refunds':
      case 'score':
        texts.push(t(`standing.gaps.${one.criterion}`, { have, need }));
        break;
      case 'fraud':
      case 'sanction':
        texts.push(t(`standing.gaps.${one.criterion}`));
        break;
    }
  }
  return texts;
}
