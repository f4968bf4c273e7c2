import { type BodyOf, endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { digitsOf, useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import type { Day } from './Evidence.tsx';
import { useImpressions } from './impressions.ts';
import { useKeywordText } from './keywords.ts';
import styles from './Traffic.module.css';

type Change = BodyOf<typeof endpoints.tryAllotment>;
interface Try {
  label: string;
  change: Change;
}
interface Answer {
  label: string;
  gain: number;
  principalGain: number;
}

/** Buttons that run the day's rule again with one thing changed. Nothing is kept of it but the answers on this page. */
export function WhatIf({ storeId, day }: { storeId: string; day: Day }) {
  const t = useText();
  const impressions = useImpressions();
  const tries = useTries(day);
  const send = useWrite(endpoints.tryAllotment);
  const [running, setRunning] = useState<string>();
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const run = async ({ label, change }: Try) => {
    setRunning(label);
    const found = await send.run({ params: { storeId }, body: change });
    setRunning(undefined);
    if (found === undefined) return;
    const { gain, principalGain } = found.value;
    const answer = { label, gain, principalGain };
    setAnswers((before) => [answer, ...before.filter((one) => one.label !== label)]);
  };
  return (
    <Section title={t('traffic.whatIf')} about={t('traffic.whatIfText')}>
      <div className={styles.tries}>
        {tries.map((one) => (
          <Button
            key={one.label}
            variant="default"
            size="xs"
            loading={running === one.label}
            disabled={running !== undefined && running !== one.label}
            onClick={() => void run(one)}
          >
            {one.label}
          </Button>
        ))}
      </div>
      {send.error === undefined ? null : <ProblemNotice error={send.error} />}
      <ul className={styles.answers} aria-live="polite">
        {answers.map(({ label, gain, principalGain }) => (
          <li key={label}>
            <span>{label}</span>
            <span className="strong number">
              {t('traffic.aDay', { change: impressions(gain, { signed: true }) })}
            </span>
            {principalGain === gain ? null : (
              <span className="soft small">
                {t('traffic.withSiblings', { change: impressions(principalGain, { signed: true }) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What a merchant can ask for: more private sales, a better score, more relevance to a search, one search more. */
function useTries(day: Day): Try[] {
  const t = useText();
  const keywordText = useKeywordText();
  const format = useFormat();
  // Merit is counted in the market's currency, whatever the store sells in.
  const currency = useRead(endpoints.getMarket, {}).data?.value.currency;
  const fees = (units: number): Try[] => {
    if (currency === undefined) return [];
    const moreMinor = units * 10 ** digitsOf(currency);
    const amount = format.money(moreMinor, currency);
    return [{ label: t('traffic.moreFees', { amount }), change: { kind: 'merit', moreMinor } }];
  };
  const searches = day.keywords.filter(({ keyword }) => keyword.kind === 'search');
  const weakest = searches.filter(({ relevance }) => relevance < 0.9).slice(0, 2);
  const missing = day.notShown.find(
    ({ keyword, reason }) => reason === 'notRelevant' && keyword.kind === 'search',
  );
  return [
    ...fees(currency === 'JPY' ? 200 : 10),
    ...fees(currency === 'JPY' ? 2_000 : 100),
    { label: t('traffic.betterScore'), change: { kind: 'quality', more: 0.1 } },
    ...weakest.map(
      ({ keyword, relevance }): Try => ({
        label: t('traffic.moreRelevant', { keyword: keywordText(keyword) }),
        change: { kind: 'relevance', keyword: keyword.name, relevance: Math.min(1, relevance + 0.1) },
      }),
    ),
    ...(missing === undefined
      ? []
      : [
          {
            label: t('traffic.oneMore', { keyword: keywordText(missing.keyword) }),
            change: { kind: 'relevance', keyword: missing.keyword.name, relevance: 1 } as const,
          },
        ]),
  ];
}
