import { endpoints } from '@hazumi/contracts';
import { Radio } from '@mantine/core';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { ProductValue } from './product-draft.ts';
import { newStock, stockBody } from './stock-draft.ts';

/** Changes the stock of a variant, with a reason, and shows the changes that were made by hand before. */
export function StockDialog(props: { product: ProductValue; skuId: string | undefined; close: () => void }) {
  const t = useText();
  const sku = props.product.skus.find(({ id }) => id === props.skuId);
  return (
    <Dialog
      isOpen={sku !== undefined}
      close={props.close}
      title={t('stock.title', { code: sku?.code ?? '' })}
    >
      {sku === undefined ? null : (
        <>
          <ChangeStock product={props.product} sku={sku} close={props.close} />
          <Adjustments storeId={props.product.storeId} skuId={sku.id} />
        </>
      )}
    </Dialog>
  );
}

function ChangeStock(props: { product: ProductValue; sku: ProductValue['skus'][number]; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const { product, sku } = props;
  const send = useSend(endpoints.changeStock, {
    stale: [endpoints.getStoreProduct, endpoints.listStoreProducts, endpoints.listStockAdjustments],
  });
  const form = useForm(newStock);
  const submission = useSubmit(form, {
    endpoint: 'changeStock',
    convert: stockBody,
    send: (body) => send({ params: { storeId: product.storeId, skuId: sku.id }, body }),
    done: ({ value }) => {
      tell(t('stock.changed', { count: value.available }));
      props.close();
    },
  });
  const { kind } = form.draft;
  return (
    <FormShell form={form} {...submission} label={t('stock.save')} leaveFreely>
      <p>{t('stock.now', { count: sku.available })}</p>
      <Radio.Group label={t('stock.kind')} value={kind} onChange={(value) => form.set('/kind', value)}>
        <div className="row" style={{ paddingTop: 'var(--gap-1)' }}>
          <Radio value="adjust" label={t('stock.adjust')} />
          <Radio value="set" label={t('stock.set')} />
        </div>
      </Radio.Group>
      <TextField
        form={form}
        at="/pieces"
        label={kind === 'set' ? t('stock.counted') : t('stock.difference')}
        hint={kind === 'set' ? t('stock.countedHint') : t('stock.differenceHint')}
        inputMode="text"
        required
      />
      <TextField
        form={form}
        at="/reason"
        label={t('common.reason')}
        placeholder={t('stock.reasonExample')}
        maxLength={200}
        required
      />
    </FormShell>
  );
}

function Adjustments(params: { storeId: string; skuId: string }) {
  const t = useText();
  const format = useFormat();
  const read = useRead(endpoints.listStockAdjustments, { params, query: { limit: 10 } });
  return (
    <section className="stack tight">
      <h3>{t('stock.history')}</h3>
      <Loaded read={read} skeleton={<Skeleton lines={3} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{t('stock.noHistory')}</p>
          ) : (
            <ul className="stack tight" style={{ listStyle: 'none' }}>
              {data.map((entry) => (
                <li key={`${entry.at} ${entry.delta} ${entry.reason}`} className="row apart">
                  <span>
                    <span className="strong number">
                      {entry.delta > 0 ? '+' : ''}
                      {format.number(entry.delta)}
                    </span>{' '}
                    {entry.reason}
                  </span>
                  <span className="soft small">
                    <Time at={entry.at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
