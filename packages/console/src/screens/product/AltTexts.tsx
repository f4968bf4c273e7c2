import { endpoints, locales } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { type ProductValue, type Texts, textsFrom } from './product-draft.ts';

/** What a picture shows, for those who cannot see it. */
export function AltTexts(props: {
  picture: ProductValue['pictures'][number];
  params: { storeId: string; productId: string };
  close: () => void;
}) {
  const t = useText();
  const tell = useTell();
  const { picture } = props;
  const send = useSend(endpoints.editPicture, { stale: [endpoints.getStoreProduct] });
  const form = useForm<{ alt: Texts }>(() => ({ alt: textsFrom(picture.alt) }));
  const submission = useSubmit(form, {
    endpoint: 'editPicture',
    convert: ({ alt }) => ({
      ok: true,
      body: {
        alt: Object.fromEntries(
          locales.map((locale) => [locale, alt[locale].trim() === '' ? null : alt[locale]]),
        ),
      },
    }),
    send: (body) => send({ params: { ...props.params, pictureId: picture.id }, body }),
    done: () => {
      tell(t('common.saved'));
      props.close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('common.save')} leaveFreely>
      <p className="soft">{t('pictures.altAbout')}</p>
      {locales.map((locale) => (
        <TextField
          key={locale}
          form={form}
          at={`/alt/${locale}`}
          label={localeNames[locale]}
          lang={locale}
          maxLength={300}
        />
      ))}
    </FormShell>
  );
}
