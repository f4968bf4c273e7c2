import { endpoints } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useTell } from '../../ui/Toasts.tsx';
import type { OrderValue } from './order-draft.ts';
import { orderLists } from './ShipForm.tsx';

/** The seller cannot deliver: the order ends, and what was paid goes back. */
export function CancelForm({ order, close }: { order: OrderValue; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const send = useSend(endpoints.cancelStoreOrder, { stale: orderLists });
  const form = useForm({ reason: '' });
  const submission = useSubmit(form, {
    endpoint: 'cancelStoreOrder',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ params: { storeId: order.storeId, orderId: order.id }, body }),
    done: () => {
      tell(t('order.cancelledTold'));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('order.cancel')} leaveFreely danger>
      <p>{t('order.cancelAbout')}</p>
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
