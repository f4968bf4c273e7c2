import { endpoints } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useTell } from '../../ui/Toasts.tsx';
import styles from './Order.module.css';
import { type OrderValue, piecesLeft, shipBody, shipDraft } from './order-draft.ts';

/** One parcel: all that is left, or some of it. */
export function ShipForm({ order, close }: { order: OrderValue; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const send = useSend(endpoints.shipOrder, { stale: orderLists });
  const form = useForm(() => shipDraft(order));
  const submission = useSubmit(form, {
    endpoint: 'shipOrder',
    convert: (draft) => shipBody(draft, order),
    send: (body) => send({ params: { storeId: order.storeId, orderId: order.id }, body }),
    done: () => {
      tell(t('order.shippedTold'));
      close();
    },
  });
  const lineOf = new Map(order.lines.map((line) => [line.lineNo, line]));
  return (
    <FormShell form={form} {...submission} label={t('order.ship')} leaveFreely>
      <div className="columns">
        <TextField form={form} at="/carrier" label={t('order.carrier')} maxLength={60} required />
        <TextField
          form={form}
          at="/trackingNumber"
          label={t('order.tracking')}
          maxLength={60}
          autoComplete="off"
          mono
          required
        />
      </div>
      <p className="soft">{t('order.shipAbout')}</p>
      <ul className={styles.pick}>
        {form.draft.lines.map(({ lineNo }, at) => {
          const line = lineOf.get(lineNo);
          if (line === undefined) return null;
          return (
            <li key={lineNo}>
              <span>
                {format.text(line.title)}
                <span className={styles.options}>
                  {line.options.map(format.text).filter(Boolean).join(' / ')}
                </span>
              </span>
              <TextField
                form={form}
                at={`/lines/${at}/quantity`}
                label={t('order.piecesOf', { title: format.text(line.title) })}
                unit={`/ ${format.number(piecesLeft(line))}`}
                inputMode="numeric"
                bare
              />
            </li>
          );
        })}
      </ul>
    </FormShell>
  );
}

/** What shows an order, and is read again when one changes. */
export const orderLists = [
  endpoints.getStoreOrder,
  endpoints.listStoreOrders,
  endpoints.listLicenceOrders,
  endpoints.listLicenceStores,
  endpoints.getStoreMoney,
  endpoints.listStoreEntries,
];
