import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { mayOperate } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import styles from './Flywheel.module.css';
import { Gauge } from './Gauge.tsx';
import { LinkTable } from './LinkTable.tsx';
import { balances, type Estimate, linksOf } from './loop.ts';
import { Ring } from './Ring.tsx';

type Result = NonNullable<Estimate['result']>;
type Past = ValueOf<typeof endpoints.listLoopEstimates>['data'][number];

/** The loop as it was last measured: its picture, its two gains, and what the data cannot tell. */
export function Flywheel() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const queries = useQueryClient();
  const read = useRead(endpoints.getFlywheel);
  const history = useRead(endpoints.listLoopEstimates, { query: { limit: 10 } });
  const ask = useWrite(endpoints.askLoopEstimate, {
    stale: [endpoints.getFlywheel, endpoints.listLoopEstimates],
  });
  const open = read.data?.value.open ?? null;
  // While one is measured, the page looks again by itself.
  useEffect(() => {
    if (open === null) return undefined;
    const timer = setInterval(() => {
      for (const { id } of [endpoints.getFlywheel, endpoints.listLoopEstimates])
        void queries.invalidateQueries({ queryKey: [id] });
    }, 3_000);
    return () => clearInterval(timer);
  }, [open, queries]);
  const measure = async () => {
    if ((await ask.run({})) !== undefined) tell(t('flywheel.asked'));
  };
  return (
    <Page
      title={t('flywheel.title')}
      about={t('flywheel.about')}
      actions={
        !mayOperate(me) ? undefined : (
          <Button onClick={() => void measure()} loading={ask.isRunning} disabled={open !== null}>
            {open === null
              ? t('flywheel.measure')
              : open.state === 'running'
                ? t('flywheel.running')
                : t('flywheel.waiting')}
          </Button>
        )
      }
    >
      {ask.error === undefined ? null : <ProblemNotice error={ask.error} />}
      <Loaded read={read} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {({ latest }) => <Wheel latest={latest} />}
      </Loaded>
      <Loaded read={history} skeleton={<Skeleton lines={3} />}>
        {({ data }) => (data.length === 0 ? null : <History rows={data} />)}
      </Loaded>
    </Page>
  );
}

function Wheel({ latest }: { latest: Estimate | null }) {
  const t = useText();
  const result = latest?.result ?? null;
  const links = linksOf(result);
  return (
    <>
      {result === null ? (
        <Notice title={t('flywheel.never')}>{t('flywheel.cannotTellText')}</Notice>
      ) : result.merchant === null || result.needs.length > 0 ? (
        <Needs result={result} />
      ) : null}
      <Section title={t('flywheel.picture')} about={t('flywheel.pictureAbout')}>
        <Ring links={links} result={result} />
        <p className={styles.legend}>
          {balances.map(({ name }) => t(`flywheel.balances.${name}`)).join(' · ')}
        </p>
      </Section>
      <div className={styles.gains}>
        <Gain kind="merchant" result={result} />
        <Gain kind="platform" result={result} />
      </div>
      <Section title={t('flywheel.table')}>
        <LinkTable links={links} level={result?.level ?? 0.9} />
        {latest === null ? null : <Made estimate={latest} />}
      </Section>
    </>
  );
}

/** What the data would need before they could tell; what is missing of several variables is told in one line. */
function Needs({ result }: { result: Result }) {
  const t = useText();
  const format = useFormat();
  const list = new Intl.ListFormat(format.locale);
  const named = (kind: 'records' | 'nudges'): string =>
    list.format(
      result.needs.flatMap((need) => (need.kind === kind ? [t(`flywheel.variables.${need.variable}`)] : [])),
    );
  const isPartly = result.links.length > 0;
  return (
    <Notice tone="warn" title={t('flywheel.cannotTell')}>
      {isPartly ? t('flywheel.partlyText') : t('flywheel.cannotTellText')}
      <ul className={styles.needs}>
        {result.needs.map((need) =>
          need.kind === 'merchants' || need.kind === 'weeks' ? (
            <li key={need.kind}>{t(`flywheel.needs.${need.kind}`, { have: need.have, need: need.need })}</li>
          ) : null,
        )}
        {(['records', 'nudges'] as const).map((kind) =>
          named(kind) === '' ? null : (
            <li key={kind}>{t(`flywheel.needs.${kind}`, { variable: named(kind) })}</li>
          ),
        )}
      </ul>
    </Notice>
  );
}

function Gain({ kind, result }: { kind: 'merchant' | 'platform'; result: Result | null }) {
  const t = useText();
  const format = useFormat();
  const gain = result?.[kind] ?? null;
  const end = (value: number | null): string =>
    value === null ? t('flywheel.unbounded') : format.number(Math.round(value * 1000) / 1000);
  return (
    <Section title={t(`flywheel.${kind}Gain`)} about={t(`flywheel.${kind}GainAbout`)}>
      <div className={styles.gain}>
        <p className={styles.big}>
          {gain === null ? t('flywheel.gainUnknown') : format.number(Math.round(gain.gain * 1000) / 1000)}
        </p>
        <svg viewBox="0 0 160 34" role="img" aria-label={t('flywheel.one')}>
          <Gauge gain={gain} />
        </svg>
        {gain === null || result === null ? (
          kind === 'platform' ? (
            <p className={styles.soft}>{t('flywheel.platformUnknown')}</p>
          ) : null
        ) : (
          <>
            <p className={styles.soft}>
              {t('flywheel.interval', {
                level: format.ppm(Math.round(result.level * 1_000_000)),
                low: end(gain.low),
                high: end(gain.high),
              })}
              {gain.probabilityAboveOne === null
                ? null
                : ` · ${t('flywheel.probability', { chance: format.ppm(Math.round(gain.probabilityAboveOne * 1000) * 1000) })}`}
            </p>
            <p>{format.text(gain.reading)}</p>
          </>
        )}
      </div>
    </Section>
  );
}

/** Where nothing could be measured the estimator was not run at all. */
const isRun = (estimate: Estimate): estimate is Estimate & { codeVersion: string } =>
  estimate.codeVersion !== null && estimate.codeVersion !== 'none';

/** What a result was made of, so that it can be traced. */
function Made({ estimate }: { estimate: Estimate }) {
  const t = useText();
  const format = useFormat();
  const { result } = estimate;
  if (result === null) return null;
  return (
    <p className={styles.soft}>
      {t('flywheel.measuredAt', {
        time: format.time(estimate.finishedAt ?? estimate.createdAt),
        merchants: result.merchants,
        weeks: result.weeks,
        until: estimate.until,
        policy: estimate.policyVersion,
        code: isRun(estimate) ? estimate.codeVersion : t('flywheel.notRun'),
        digest: (estimate.panelDigest ?? '').slice(0, 12),
      })}
    </p>
  );
}

function History({ rows }: { rows: readonly Past[] }) {
  const t = useText();
  const format = useFormat();
  const columns: Column<Past>[] = [
    { key: 'when', title: t('flywheel.when'), main: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    { key: 'state', title: t('common.state'), cell: ({ state }) => t(`flywheel.states.${state}`) },
    { key: 'cause', title: t('flywheel.cause'), cell: ({ cause }) => t(`flywheel.causes.${cause}`) },
    {
      key: 'until',
      title: t('flywheel.until'),
      align: 'end',
      cell: ({ until }) => <span className="number nowrap">{until}</span>,
    },
    {
      key: 'gain',
      title: t('flywheel.merchantGain'),
      align: 'end',
      cell: ({ result }) =>
        result?.merchant == null
          ? t('flywheel.gainUnknown')
          : format.number(Math.round(result.merchant.gain * 1000) / 1000),
    },
  ];
  return (
    <Section title={t('flywheel.history')}>
      <DataTable
        caption={t('flywheel.history')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        dense
      />
    </Section>
  );
}
