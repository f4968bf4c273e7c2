import { endpoints } from '@hazumi/contracts';
import { useComputedColorScheme } from '@mantine/core';
import { useRead } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { BackLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import styles from './Run.module.css';
import { isUnderWay, type Run as OneRun, percent, RunState } from './RunState.tsx';

type Outcome = NonNullable<OneRun['outcome']>;

/** What a run came to: in short, and its whole report, a page of its own that can reach nothing of ours. */
export function Run() {
  const t = useText();
  const { locale } = useFormat();
  const light = useComputedColorScheme();
  const runId = useParam('runId');
  const read = useRead(endpoints.getLabRun, { params: { runId } }, { refetchMs: 3_000 });
  const run = read.data?.value;
  const address = `/v1/operator/lab-runs/${encodeURIComponent(runId)}/report?language=${locale}&light=${light}`;
  return (
    <Page
      title={t('lab.reportOf', { name: run?.draftName ?? '…' })}
      back={
        run === undefined ? (
          <BackLink to="/operator/lab">{t('nav.lab')}</BackLink>
        ) : (
          <BackLink to="/operator/lab/$draftId" params={{ draftId: run.draftId }}>
            {run.draftName}
          </BackLink>
        )
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={8} kind="sheet" />}>
        {(value) =>
          value.outcome === null ? (
            <Section>
              <RunState run={value} />
              {isUnderWay(value) ? <p className="soft">{t('lab.comes')}</p> : null}
            </Section>
          ) : (
            <>
              <Summary outcome={value.outcome} against={value.against} />
              <Section
                title={t('lab.wholeReport')}
                actions={
                  <a href={address} target="_blank" rel="noreferrer">
                    {t('lab.openApart')}
                  </a>
                }
              >
                <iframe
                  className={styles.report}
                  sandbox="allow-scripts"
                  src={address}
                  title={t('lab.reportOf', { name: value.draftName })}
                />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Summary({ outcome, against }: { outcome: Outcome; against: number }) {
  const t = useText();
  const { locale } = useFormat();
  const outcomes: Column<Outcome['outcomes'][number]>[] = [
    { key: 'label', title: t('lab.outcome'), main: true, cell: (row) => row.label },
    {
      key: 'before',
      title: t('policy.versionNumber', { number: against }),
      align: 'end',
      cell: (row) => <span className="number">{row.beforeText}</span>,
    },
    {
      key: 'after',
      title: t('lab.draft'),
      align: 'end',
      cell: (row) => <span className="number">{row.afterText}</span>,
    },
    {
      key: 'change',
      title: t('lab.change'),
      align: 'end',
      cell: (row) => <span className="number">{row.changeText}</span>,
    },
    {
      key: 'better',
      title: t('lab.betterTitle'),
      align: 'end',
      cell: (row) => (row.probabilityBetter === null ? '–' : percent(locale, row.probabilityBetter)),
    },
  ];
  const guardrails: Column<Outcome['guardrails'][number]>[] = [
    { key: 'label', title: t('lab.guardrail'), main: true, cell: (row) => row.label },
    {
      key: 'limit',
      title: t('lab.limit'),
      align: 'end',
      cell: (row) => (
        <span className="number">
          {row.bound === 'atMost' ? '≤' : '≥'} {row.limitText}
        </span>
      ),
    },
    {
      key: 'before',
      title: t('lab.breachBefore'),
      align: 'end',
      cell: (row) => percent(locale, row.breachBefore),
    },
    {
      key: 'after',
      title: t('lab.breachAfter'),
      align: 'end',
      cell: (row) => percent(locale, row.breachAfter),
    },
    {
      key: 'verdict',
      title: t('common.state'),
      cell: (row) => (
        <Badge tone={row.isBroken ? 'danger' : row.breachAfter > 0.5 ? 'warn' : 'good'}>
          {t(row.isBroken ? 'lab.isBroken' : row.breachAfter > 0.5 ? 'lab.brokenAnyway' : 'lab.holds')}
        </Badge>
      ),
    },
  ];
  return (
    <>
      {outcome.outside.length === 0 ? null : (
        <Notice tone="warn" title={t('lab.outside')}>
          <ul>
            {outcome.outside.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Section
        title={t('lab.outcomes')}
        about={t('lab.outcomesAbout', {
          pairs: outcome.pairs,
          days: outcome.days,
          principals: outcome.principals,
        })}
      >
        <DataTable
          caption={t('lab.outcomes')}
          columns={outcomes}
          rows={outcome.outcomes}
          rowKey={({ name }) => name}
        />
      </Section>
      <Section title={t('lab.guardrails')} about={t('lab.guardrailsAbout', { number: against })}>
        <DataTable
          caption={t('lab.guardrails')}
          columns={guardrails}
          rows={outcome.guardrails}
          rowKey={({ name }) => name}
        />
      </Section>
    </>
  );
}
