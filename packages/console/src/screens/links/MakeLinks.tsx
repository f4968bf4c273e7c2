import { endpoints } from '@hazumi/contracts';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { now } from '../../app/clock.ts';
import { linkChannels } from '../../app/states.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, ProseField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { linkDays, linkDraft, linksBody } from './link-draft.ts';

/** Makes links that are alike but for their names. */
export function MakeLinks(props: {
  storeId: string;
  /** they lead to this coupon; else where the form says */
  coupon?: { id: string; names: Parameters<ReturnType<typeof useFormat>['text']>[0] };
  done: (count: number) => void;
}) {
  const { storeId, coupon, done } = props;
  const t = useText();
  const format = useFormat();
  const send = useSend(endpoints.createLinks, { stale: [endpoints.listLinks] });
  const goods = useRead(endpoints.listStoreProducts, {
    params: { storeId },
    query: { limit: 100, state: 'listed' },
  });
  const form = useForm({ ...linkDraft, targetId: coupon?.id ?? '' });
  const submission = useSubmit(form, {
    endpoint: 'createLinks',
    convert: (draft) => linksBody(draft, now()),
    send: (body) => send({ params: { storeId }, body }),
    done: ({ value }) => done(value.data.length),
  });
  return (
    <FormShell form={form} {...submission} label={t('links.make')} leaveFreely>
      <ChoiceField
        form={form}
        at="/channel"
        label={t('links.channel')}
        options={linkChannels.map((channel) => ({ value: channel, label: t(`links.channels.${channel}`) }))}
      />
      <ChoiceField
        form={form}
        at="/targetId"
        label={t('links.target')}
        {...(coupon === undefined ? { empty: t('links.toStore') } : {})}
        options={
          coupon === undefined
            ? (goods.data?.value.data ?? []).map(({ id, title }) => ({
                value: id,
                label: format.text(title),
              }))
            : [{ value: coupon.id, label: format.text(coupon.names) }]
        }
      />
      <ProseField
        form={form}
        at="/labels"
        label={t('links.names')}
        hint={t('links.namesHint')}
        rows={5}
        required
      />
      <TextField
        form={form}
        at="/maxUses"
        label={t('links.maxUses')}
        hint={t('links.maxUsesHint')}
        inputMode="numeric"
      />
      <ChoiceField
        form={form}
        at="/days"
        label={t('links.days')}
        empty={t('links.forever')}
        options={linkDays.map((days) => ({ value: String(days), label: t('links.inDays', { days }) }))}
      />
    </FormShell>
  );
}
