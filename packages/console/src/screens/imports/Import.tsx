import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { importKinds, importStates } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam, useStorePlace } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Figures } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { BackLink, RowLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { columnLabel } from './columns.ts';
import styles from './Import.module.css';
import { ImportBadge, RowKindBadge } from './ImportBadge.tsx';

export type ImportValue = ValueOf<typeof endpoints.getImport>;
type Row = ValueOf<typeof endpoints.listImportRows>['data'][number];

const isWorking = (state: ImportValue['state'] | undefined): boolean =>
  state === 'applying' || state === 'undoing';

/** One import: what each row of the file does, applying that, and taking it back. */
export function Import() {
  const t = useText();
  const place = useStorePlace();
  const importId = useParam('importId');
  const queries = useQueryClient();
  const params = { storeId: place.storeId, importId };
  const first = useRead(endpoints.getImport, { params });
  const state = first.data?.value.state;
  const read = useRead(endpoints.getImport, { params }, { refetchMs: isWorking(state) ? 1000 : false });
  const before = useRef(state);
  useEffect(() => {
    // Once it has come to an end, the rows and the goods are other than they were.
    if (isWorking(before.current) && !isWorking(state)) {
      for (const { id } of [endpoints.listImportRows, endpoints.listStoreProducts]) {
        void queries.invalidateQueries({ queryKey: [id] });
      }
    }
    before.current = state;
  }, [state, queries]);
  const file = read.data?.value;
  return (
    <Page
      title={file?.fileName ?? t('nav.imports')}
      back={
        <BackLink to="/licences/$licenceId/stores/$storeId/imports" params={place}>
          {t('nav.imports')}
        </BackLink>
      }
      about={file === undefined ? undefined : <ImportBadge state={file.state} />}
      actions={<AsOf read={read} />}
    >
      <Loaded read={read} skeleton={<Skeleton lines={8} kind="sheet" />}>
        {(value) => (
          <>
            <Summary file={value} />
            <Step file={value} params={params} />
            <Rows params={params} file={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Summary({ file }: { file: ImportValue }) {
  const t = useText();
  const format = useFormat();
  return (
    <Figures
      figures={[
        { name: t('imports.rows'), value: format.number(file.rows), note: file.encoding.toUpperCase() },
        { name: t('imports.create'), value: format.number(file.create) },
        { name: t('imports.change'), value: format.number(file.change) },
        { name: t('imports.unchanged'), value: format.number(file.unchanged) },
        { name: t('imports.errors'), value: format.number(file.errors) },
      ]}
    />
  );
}

/** What can be done with the import now. */
function Step({ file, params }: { file: ImportValue; params: { storeId: string; importId: string } }) {
  const t = useText();
  const format = useFormat();
  const options = { updates: endpoints.getImport, stale: [endpoints.listImports] };
  const apply = useWrite(endpoints.applyImport, options);
  const undo = useWrite(endpoints.undoImport, options);
  const discard = useWrite(endpoints.discardImport, options);
  const error = apply.error ?? undo.error ?? discard.error;
  const toApply = file.create + file.change;
  return (
    <>
      {error === undefined ? null : <ProblemNotice error={error} announce />}
      {file.ignoredColumns.length === 0 ? null : (
        <Notice title={t('imports.ignored')}>{file.ignoredColumns.join(t('keys.separator'))}</Notice>
      )}
      {isWorking(file.state) ? <Progress file={file} /> : null}
      {file.state === 'applied' ? (
        <Notice
          tone={file.skipped > 0 ? 'warn' : 'good'}
          title={t('imports.appliedCount', { applied: file.applied, skipped: file.skipped })}
        >
          {file.undoUntil === null ? null : t('imports.undoUntil', { until: format.time(file.undoUntil) })}
        </Notice>
      ) : null}
      {file.state === 'undone' ? (
        <Notice title={t('imports.undoneCount', { undone: file.undone, kept: file.kept })} />
      ) : null}
      <div className="row">
        {file.state === 'ready' ? (
          <>
            <Button
              disabled={toApply === 0}
              loading={apply.isRunning}
              onClick={() => void apply.run({ params })}
            >
              {t('imports.apply', { count: toApply })}
            </Button>
            <Button
              variant="default"
              loading={discard.isRunning}
              onClick={() => void discard.run({ params })}
            >
              {t('imports.discard')}
            </Button>
          </>
        ) : null}
        {file.state === 'applied' && file.undoUntil !== null ? (
          <Button variant="default" loading={undo.isRunning} onClick={() => void undo.run({ params })}>
            {t('imports.undo')}
          </Button>
        ) : null}
        {file.errors === 0 ? null : (
          <DownloadButton
            definition={endpoints.getImportErrors}
            call={{ params }}
            fileName={`${file.fileName.replace(/\.csv$/i, '')}-errors.csv`}
          >
            {t('imports.downloadErrors')}
          </DownloadButton>
        )}
      </div>
    </>
  );
}

function Progress({ file }: { file: ImportValue }) {
  const t = useText();
  const isApplying = file.state === 'applying';
  const done = isApplying ? file.applied + file.skipped : file.undone + file.kept;
  const of = isApplying ? file.create + file.change : file.applied;
  return (
    <div className="stack tight" role="status">
      <p>{isApplying ? t('imports.applying', { done, of }) : t('imports.undoing', { done, of })}</p>
      <progress
        className={styles.progress}
        value={done}
        max={Math.max(of, 1)}
        aria-label={t(`state.import.${file.state}`)}
      />
    </div>
  );
}

function Rows({ params, file }: { params: { storeId: string; importId: string }; file: ImportValue }) {
  const t = useText();
  const format = useFormat();
  const place = useStorePlace();
  const search = useSearch({ strict: false }) as {
    kind?: Row['kind'];
    state?: Row['state'];
    cursor?: string;
  };
  const read = useRead(
    endpoints.listImportRows,
    { params, query: { limit: 50, ...search } },
    { keepPrevious: true },
  );
  const label = (key: string): string => columnLabel(t, key, format.language);
  const columns: Column<Row>[] = [
    {
      key: 'row',
      title: t('imports.row'),
      main: true,
      cell: (row) => (
        <span className="number">
          {t('imports.line', { number: row.rowNumber })}{' '}
          {row.productId === null ? (
            <span className="strong">{row.skuCode ?? row.productCode}</span>
          ) : (
            <RowLink
              to="/licences/$licenceId/stores/$storeId/goods/$productId"
              params={{ ...place, productId: row.productId }}
            >
              {row.skuCode ?? row.productCode ?? row.productId}
            </RowLink>
          )}
        </span>
      ),
    },
    { key: 'kind', title: t('imports.does'), cell: (row) => <RowKindBadge kind={row.kind} /> },
    ...(file.state === 'ready' || file.state === 'discarded'
      ? []
      : [{ key: 'state', title: t('common.state'), cell: (row: Row) => t(`state.importRow.${row.state}`) }]),
    { key: 'changes', title: t('imports.changes'), cell: (row) => <Changes row={row} label={label} /> },
  ];
  return (
    <>
      <Filters>
        <ChoiceFilter
          name="kind"
          label={t('imports.does')}
          all={t('imports.anyKind')}
          value={search.kind}
          options={importKinds.map((kind) => [kind, t(`state.importKind.${kind}`)] as const)}
        />
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('goods.anyState')}
          value={search.state}
          options={importStates.map((state) => [state, t(`state.importRow.${state}`)] as const)}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty title={t('common.nothingFound')}>{t('common.nothingFoundText')}</Empty>
          ) : (
            <>
              <DataTable
                caption={t('imports.rows')}
                columns={columns}
                rows={data}
                rowKey={({ rowNumber }) => String(rowNumber)}
                dense
              />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** Column by column, what was and what will be; or why the row cannot be taken. */
function Changes({ row, label }: { row: Row; label: (column: string) => string }) {
  const t = useText();
  return (
    <>
      {row.error === null ? null : (
        <p className={styles.error}>
          {row.error.column === null ? '' : `${label(row.error.column)}: `}
          {row.error.message}
        </p>
      )}
      <ul className={styles.changes}>
        {row.changes.map((change) => (
          <li key={change.column}>
            <span className="soft">{label(change.column)}</span>{' '}
            {change.before === null ? null : (
              <>
                <del>{change.before}</del> <span aria-hidden>→</span>{' '}
              </>
            )}
            {change.after === null ? <em>{t('imports.cleared')}</em> : <ins>{change.after}</ins>}
          </li>
        ))}
      </ul>
    </>
  );
}
