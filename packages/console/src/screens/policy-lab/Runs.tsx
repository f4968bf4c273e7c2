import { endpoints } from '@hazumi/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Loaded } from '../../ui/States.tsx';
import type { WholeDraft } from './Draft.tsx';
import { isUnderWay, percent, type Run, RunState } from './RunState.tsx';
import styles from './Runs.module.css';

const sizes = ['quick', 'standard', 'thorough'] as const;
type Size = (typeof sizes)[number];
const stale = [
  endpoints.listLabRuns,
  endpoints.getPolicyDraft,
  endpoints.listPolicyDrafts,
  endpoints.getLabRun,
];
const hinderTrying: readonly string[] = ['unchanged', 'outdated', 'limitsNotRegistered'];

/** The runs of a draft in the twin: one under way tells how far it is, a finished one what it came to. */
export function Runs({ draft, mayChange }: { draft: WholeDraft; mayChange: boolean }) {
  const t = useText();
  const [size, setSize] = useState<Size>('standard');
  const params = { draftId: draft.id };
  const start = useWrite(endpoints.startLabRun, { stale });
  const read = useRead(endpoints.listLabRuns, { params, query: { limit: 10 } }, { refetchMs: 1_500 });
  const runs = read.data?.value.data ?? [];
  const isTrying = runs.some(isUnderWay);
  useDraftAfter(read.data === undefined ? undefined : runs);
  const isOpen = draft.state === 'draft' || draft.state === 'proposed';
  const mayTry = !draft.hindrances.some((one) => hinderTrying.includes(one)) && !isTrying;
  return (
    <Section
      title={t('lab.runs')}
      about={t('lab.runsAbout')}
      actions={
        mayChange && isOpen ? (
          <>
            <NativeSelect
              size="xs"
              aria-label={t('lab.size')}
              value={size}
              onChange={(event) => setSize(event.currentTarget.value as Size)}
              data={sizes.map((one) => ({ value: one, label: t(`lab.sizes.${one}`) }))}
            />
            <Button
              size="xs"
              disabled={!mayTry}
              loading={start.isRunning}
              onClick={() => void start.run({ params, body: { size } })}
            >
              {t('lab.start')}
            </Button>
          </>
        ) : undefined
      }
    >
      {start.error === undefined ? null : <ProblemNotice error={start.error} announce />}
      <Loaded read={read}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{t('lab.noRuns')}</p>
          ) : (
            <RunsTable rows={data} digest={draft.digest} mayChange={mayChange} />
          )
        }
      </Loaded>
    </Section>
  );
}

/** A run that ends may be what the draft waited for: whether it can be proposed is asked again. */
function useDraftAfter(runs: readonly Run[] | undefined): void {
  const queries = useQueryClient();
  const ended = runs
    ?.filter((run) => !isUnderWay(run))
    .map(({ id }) => id)
    .join();
  const known = useRef(ended);
  useEffect(() => {
    if (ended === undefined || ended === known.current) return;
    const isFirstLook = known.current === undefined;
    known.current = ended;
    if (isFirstLook) return;
    for (const { id } of [endpoints.getPolicyDraft, endpoints.listPolicyDrafts])
      void queries.invalidateQueries({ queryKey: [id] });
  }, [ended, queries]);
}

function RunsTable(props: { rows: readonly Run[]; digest: string; mayChange: boolean }) {
  const t = useText();
  const cancel = useWrite(endpoints.cancelLabRun, { stale });
  const columns: Column<Run>[] = [
    { key: 'at', title: t('common.created'), main: true, cell: (row) => <Time at={row.createdAt} /> },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <RunState run={row} />
          {row.state === 'running' ? <Bar run={row} /> : null}
          {row.failure === null ? null : (
            <span className="small soft" lang="en">
              {row.failure}
            </span>
          )}
        </>
      ),
    },
    { key: 'size', title: t('lab.size'), cell: (row) => t(`lab.sizes.${row.size}`) },
    {
      key: 'of',
      title: t('lab.of'),
      cell: (row) => (row.digest === props.digest ? t('lab.ofThis') : t('lab.ofEarlier')),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (row) =>
        row.state === 'done' ? (
          <LinkButton
            size="compact-sm"
            variant="subtle"
            to="/operator/lab/runs/$runId"
            params={{ runId: row.id }}
          >
            {t('lab.report')}
          </LinkButton>
        ) : isUnderWay(row) && !row.isCancelling && props.mayChange ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="shu"
            loading={cancel.isRunning}
            onClick={() => void cancel.run({ params: { runId: row.id } })}
          >
            {t('lab.cancelRun')}
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      {cancel.error === undefined ? null : <ProblemNotice error={cancel.error} announce />}
      <DataTable caption={t('lab.runs')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />
    </>
  );
}

function Bar({ run }: { run: Run }) {
  const t = useText();
  const { locale } = useFormat();
  const { stage, share } = run.progress;
  const name = t('lab.progress', {
    stage: stage === null ? t('lab.run.running') : t(`lab.stage.${stage}`),
    share: percent(locale, share),
  });
  return <progress className={styles.progress} max={1} value={share} aria-label={name} />;
}
