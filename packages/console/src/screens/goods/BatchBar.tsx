import { endpoints } from '@hazumi/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useApi } from '../../api/context.ts';
import { ApiError } from '../../api/errors.ts';
import { actionKeys } from '../../api/idempotency.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { useCategoryOptions } from '../../ui/CategoryField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { problemTitle } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { type BatchItem, type BatchResult, runBatch } from './batch.ts';
import styles from './Goods.module.css';
import type { GoodsRow } from './Goods.tsx';

type Action = 'list' | 'delist' | 'remove' | 'move';

/** What can be done to the goods that are selected, and how it went for each of them. */
export function BatchBar(props: {
  rows: readonly GoodsRow[];
  selected: ReadonlySet<string>;
  setSelected: (keys: ReadonlySet<string>) => void;
}) {
  const t = useText();
  const format = useFormat();
  const tell = useTell();
  const queries = useQueryClient();
  const act = useActions(props.rows);
  const [asking, setAsking] = useState<Action>();
  const [progress, setProgress] = useState<{ ended: number; of: number }>();
  const [outcome, setOutcome] = useState<{ action: Action; categoryId: string; result: BatchResult }>();
  const chosen = props.rows.filter(({ id }) => props.selected.has(id));

  const run = async (action: Action, items: readonly BatchItem[], categoryId = '') => {
    setAsking(undefined);
    setOutcome(undefined);
    setProgress({ ended: 0, of: items.length });
    const result = await act(action, items, categoryId, (ended) => setProgress({ ended, of: items.length }));
    setProgress(undefined);
    await queries.invalidateQueries({ queryKey: [endpoints.listStoreProducts.id] });
    props.setSelected(new Set(result.failed.map(({ item }) => item.id)));
    if (result.failed.length > 0) setOutcome({ action, categoryId, result });
    else tell(t(`batch.${action}Done`, { count: result.done.length }));
  };
  const items = chosen.map((row) => ({ id: row.id, name: format.text(row.title) }));
  return (
    <>
      {outcome === undefined ? null : (
        <Failed
          outcome={outcome.result}
          retry={() =>
            void run(
              outcome.action,
              outcome.result.failed.map(({ item }) => item),
              outcome.categoryId,
            )
          }
        />
      )}
      {progress === undefined ? null : (
        <Notice title={t('batch.running', { ended: progress.ended, of: progress.of })} live />
      )}
      {items.length === 0 || progress !== undefined ? null : (
        <div className={styles.bar} role="toolbar" aria-label={t('batch.title')}>
          <span className="strong">{t('common.selected', { count: items.length })}</span>
          <Button size="compact-sm" variant="default" onClick={() => void run('list', items)}>
            {t('goods.list')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void run('delist', items)}>
            {t('goods.delist')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking('move')}>
            {t('batch.move')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="shu" onClick={() => setAsking('remove')}>
            {t('goods.remove')}
          </Button>
        </div>
      )}
      <Dialog isOpen={asking === 'remove'} close={() => setAsking(undefined)} title={t('goods.remove')}>
        <p>{t('batch.removeText', { count: items.length })}</p>
        <div className="row">
          <Button color="shu" onClick={() => void run('remove', items)}>
            {t('goods.remove')}
          </Button>
          <Button variant="default" onClick={() => setAsking(undefined)}>
            {t('common.cancel')}
          </Button>
        </div>
      </Dialog>
      <Dialog isOpen={asking === 'move'} close={() => setAsking(undefined)} title={t('batch.move')}>
        <MoveTo count={items.length} run={(categoryId) => void run('move', items, categoryId)} />
      </Dialog>
    </>
  );
}

function MoveTo({ count, run }: { count: number; run: (categoryId: string) => void }) {
  const t = useText();
  const options = useCategoryOptions();
  const [categoryId, setCategoryId] = useState('');
  return (
    <>
      <NativeSelect
        label={t('goods.category')}
        value={categoryId}
        onChange={(event) => setCategoryId(event.currentTarget.value)}
        data={[{ value: '', label: t('store.noCategory') }, ...options]}
      />
      <div>
        <Button disabled={categoryId === ''} onClick={() => run(categoryId)}>
          {t('batch.moveCount', { count })}
        </Button>
      </div>
    </>
  );
}

function Failed({ outcome, retry }: { outcome: BatchResult; retry: () => void }) {
  const t = useText();
  return (
    <Notice
      tone={outcome.done.length === 0 ? 'danger' : 'warn'}
      live
      title={t('batch.partly', { done: outcome.done.length, failed: outcome.failed.length })}
      actions={
        <Button size="xs" variant="default" onClick={retry}>
          {t('batch.retry')}
        </Button>
      }
    >
      <ul className={styles.failed}>
        {outcome.failed.map(({ item, error }) => (
          <li key={item.id}>
            <span className="strong">{item.name}</span>: {problemTitle(t, error)}
            {error.problem.detail === undefined ? '' : ` (${error.problem.detail})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Listing goes product by product; moving to a category has an endpoint that takes many and answers for each. */
function useActions(rows: readonly GoodsRow[]) {
  const api = useApi();
  const { storeId } = useStorePlace();
  const keys = useRef(actionKeys());
  return async (
    action: Action,
    items: readonly BatchItem[],
    categoryId: string,
    tell: (ended: number) => void,
  ): Promise<BatchResult> => {
    if (action !== 'move') {
      const endpoint = {
        list: endpoints.listProduct,
        delist: endpoints.delistProduct,
        remove: endpoints.removeProduct,
      }[action];
      return runBatch(items, ({ id }) => api.send(endpoint, { params: { storeId, productId: id } }), tell);
    }
    const versions = new Map(rows.map((row) => [row.id, row.version]));
    const operations = items.map(({ id }) => ({
      op: 'change' as const,
      productId: id,
      ifVersion: versions.get(id) ?? 0,
      change: { categoryId },
    }));
    let outcomes: readonly (ApiError | null)[];
    try {
      const answer = await api.send(endpoints.batchProducts, {
        params: { storeId },
        body: { operations },
        idempotencyKey: keys.current.keyFor(JSON.stringify(operations)),
      });
      keys.current.ended('known');
      outcomes = answer.value.results.map((result) => (result.ok ? null : new ApiError(result.problem)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const failed = error;
      keys.current.ended(failed.isOutcomeUnknown ? 'unknown' : 'known');
      outcomes = items.map(() => failed);
    }
    return runBatch(
      items,
      async (item) => {
        const error = outcomes[items.indexOf(item)];
        if (error) throw error;
      },
      tell,
    );
  };
}
