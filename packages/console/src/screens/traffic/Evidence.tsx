import { endpoints } from '@hazumi/contracts';
import { useRead, type ValueOf } from '../../api/read.ts';
import { digitsOf, useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Page.tsx';
import { useImpressions } from './impressions.ts';
import { useKeywordText } from './keywords.ts';
import styles from './Traffic.module.css';

export type Day = ValueOf<typeof endpoints.getStoreAllotmentDay>;
export type Keyword = Day['keywords'][number]['keyword'];
type Evidence = Day['keywords'][number];

/** What each keyword gave the store on a day, and every figure that it was worked out from. */
export function Keywords({ day }: { day: Day }) {
  const t = useText();
  const keywordText = useKeywordText();
  const format = useFormat();
  const impressions = useImpressions();
  // Merit is counted in the market's currency, whatever the store sells in.
  const currency = useRead(endpoints.getMarket, {}).data?.value.currency;
  const share = (part: number, of: number): string =>
    format.ppm(of === 0 ? 0 : Math.round((part / of) * 1e4) * 100);
  const columns: Column<Evidence>[] = [
    {
      key: 'keyword',
      title: t('traffic.keyword'),
      main: true,
      cell: ({ keyword, supply }) => (
        <>
          <span className="strong">{keywordText(keyword)}</span>
          <span className={styles.small}>{t('traffic.supplyOf', { supply: impressions(supply) })}</span>
        </>
      ),
    },
    {
      key: 'due',
      title: t('traffic.due'),
      align: 'end',
      cell: ({ due, shown }) => (
        <>
          <span className="strong number">{impressions(due.total)}</span>
          <span className={styles.small}>{t('traffic.shownOf', { shown: impressions(shown) })}</span>
        </>
      ),
    },
    {
      key: 'organic',
      title: t('traffic.pools.organic'),
      align: 'end',
      cell: ({ due, weight, allWeights }) => (
        <>
          {impressions(due.organic)}
          <span className={styles.small}>
            {t('traffic.weightShare', { share: share(weight, allWeights) })}
          </span>
        </>
      ),
    },
    {
      key: 'merit',
      title: t('traffic.pools.merit'),
      align: 'end',
      cell: ({ due, meritPrice }) => (
        <>
          {impressions(due.merit)}
          {currency === undefined ? null : (
            <span className={styles.small}>
              {t('traffic.price', {
                amount: format.money(10 ** digitsOf(currency), currency),
                price: impressions(meritPrice * 10 ** digitsOf(currency)),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'others',
      title: t('traffic.otherPools'),
      align: 'end',
      cell: ({ due }) => impressions(due.newcomer + due.exploration + due.dither),
    },
    {
      key: 'relevance',
      title: t('traffic.relevance'),
      align: 'end',
      cell: ({ relevance, sharedBy, capFactor }) => (
        <>
          {share(relevance, 1)}
          <span className={styles.small}>
            {[
              sharedBy > 1 ? t('traffic.sharedBy', { stores: sharedBy }) : '',
              capFactor < 1 ? t('traffic.capped', { share: share(capFactor, 1) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('traffic.evidence')}
      columns={columns}
      rows={day.keywords}
      rowKey={({ keyword }) => keyword.name}
    />
  );
}

/** What the store was not shown for, and which pools gave it nothing, each with the rule's reason. */
export function NotShown({ day }: { day: Day }) {
  const t = useText();
  const keywordText = useKeywordText();
  const byReason = Map.groupBy(day.notShown, ({ reason }) => reason);
  if (byReason.size === 0 && day.emptyPools.length === 0) return null;
  return (
    <Section title={t('traffic.notShown')}>
      <ul className={styles.answers}>
        {[...byReason].map(([reason, rows]) => (
          <li key={reason}>
            <span>{rows[0]?.text}</span>
            <span className="soft small">
              {rows
                .slice(0, mostNamed)
                .map(({ keyword }) => keywordText(keyword))
                .join(' · ')}
              {rows.length > mostNamed ? ` ${t('traffic.andMore', { count: rows.length - mostNamed })}` : ''}
            </span>
          </li>
        ))}
        {day.emptyPools.map(({ reason, text }) => (
          <li key={reason}>{text}</li>
        ))}
      </ul>
    </Section>
  );
}
const mostNamed = 12;
