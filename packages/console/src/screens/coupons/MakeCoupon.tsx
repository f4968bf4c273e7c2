import { endpoints } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, MoneyField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import {
  couponBody,
  couponDraft,
  couponKinds,
  couponVisibilities,
  fieldsOf,
  kindOf,
} from './coupon-draft.ts';

/** Makes a coupon; the fields are those that its kind asks for. */
export function MakeCoupon(props: { storeId: string; currency: string; done: (name: string) => void }) {
  const t = useText();
  const format = useFormat();
  const { storeId, currency } = props;
  const send = useSend(endpoints.createCoupon, { stale: [endpoints.listCouponCampaigns] });
  const form = useForm(couponDraft);
  const submission = useSubmit(form, {
    endpoint: 'createCoupon',
    convert: (draft) => couponBody(draft, currency, format.locale),
    send: (body) => send({ params: { storeId }, body }),
    done: () => props.done(form.draft.name.trim()),
  });
  const asked = fieldsOf[kindOf(form.draft)];
  return (
    <FormShell form={form} {...submission} label={t('coupons.make')} leaveFreely>
      <TextField form={form} at="/name" label={t('coupons.name')} maxLength={60} required />
      <ChoiceField
        form={form}
        at="/visibility"
        label={t('coupons.visibility')}
        options={couponVisibilities.map((one) => ({ value: one, label: t(`coupons.visible.${one}`) }))}
      />
      <ChoiceField
        form={form}
        at="/kind"
        label={t('coupons.kind')}
        options={couponKinds.map((kind) => ({ value: kind, label: t(`coupons.kinds.${kind}`) }))}
      />
      {asked.includes('from') ? (
        <MoneyField form={form} at="/from" label={t('coupons.from')} currency={currency} required />
      ) : null}
      {asked.includes('pieces') ? (
        <TextField form={form} at="/pieces" label={t('coupons.pieces')} inputMode="numeric" required />
      ) : null}
      {asked.includes('amount') ? (
        <MoneyField form={form} at="/amount" label={t('coupons.amount')} currency={currency} required />
      ) : null}
      {asked.includes('percent') ? (
        <TextField form={form} at="/percent" label={t('coupons.percent')} inputMode="decimal" required />
      ) : null}
      {asked.includes('cap') ? (
        <MoneyField
          form={form}
          at="/cap"
          label={t('coupons.cap')}
          hint={t('coupons.capHint')}
          currency={currency}
        />
      ) : null}
      <TextField form={form} at="/days" label={t('coupons.days')} inputMode="numeric" required />
      <TextField form={form} at="/perPerson" label={t('coupons.perPerson')} inputMode="numeric" required />
      <TextField form={form} at="/total" label={t('coupons.total')} inputMode="numeric" required />
    </FormShell>
  );
}
