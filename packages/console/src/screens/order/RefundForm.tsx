import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { MoneyField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Money } from '../../ui/Facts.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import styles from './Order.module.css';
import {
  type OrderValue,
  refundAll,
  refundableMinor,
  refundBody,
  refundDraft,
  refundSum,
} from './order-draft.ts';
import { orderLists } from './ShipForm.tsx';

/** Gives back part or all of what was paid, line by line. */
export function RefundForm({ order, close }: { order: OrderValue; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const send = useSend(endpoints.refundOrder, { stale: orderLists });
  const form = useForm(() => refundDraft(order));
  const submission = useSubmit(form, {
    endpoint: 'refundOrder',
    convert: (draft) => refundBody(draft, order),
    send: (body) => send({ params: { storeId: order.storeId, orderId: order.id }, body }),
    done: () => {
      tell(t('order.refundTold'));
      close();
    },
  });
  const lineOf = new Map(order.lines.map((line) => [line.lineNo, line]));
  const sum = refundSum(form.draft, order.currency);
  return (
    <FormShell
      form={form}
      {...submission}
      label={t('order.refundSum', { sum: format.money(sum, order.currency) })}
      leaveFreely
      danger
    >
      <div className="row apart">
        <p className="soft">{t('order.refundAbout')}</p>
        <Button variant="default" size="xs" onClick={() => form.change((draft) => refundAll(draft, order))}>
          {t('order.refundAll')}
        </Button>
      </div>
      <ul className={styles.pick}>
        {form.draft.lines.map(({ lineNo }, at) => {
          const line = lineOf.get(lineNo);
          if (line === undefined) return null;
          return (
            <li key={lineNo}>
              <span>
                {format.text(line.title)}
                <span className={styles.options}>
                  {t('order.refundable')} <Money minor={refundableMinor(line)} currency={order.currency} />
                </span>
              </span>
              <MoneyField
                form={form}
                at={`/lines/${at}/amountMinor`}
                label={t('order.amountOf', { title: format.text(line.title) })}
                currency={order.currency}
                bare
              />
            </li>
          );
        })}
      </ul>
      <TextField
        form={form}
        at="/reason"
        label={t('common.reason')}
        hint={t('order.reasonHint')}
        maxLength={200}
        required
      />
    </FormShell>
  );
}
