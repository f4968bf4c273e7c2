import { endpoints } from '@hazumi/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { currencyOptions } from '../../i18n/countries.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useLicenceId, useMyLicences } from '../../shell/place.ts';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { Checklist } from './Checklist.tsx';
import { StoreTerms, StoreTexts } from './StoreFields.tsx';
import { likelySlug } from './slug.ts';
import { newStore, openStoreBody } from './store-draft.ts';

/** Opens a store on one page, at once and with nothing paid. */
export function OpenStore() {
  const t = useText();
  const licenceId = useLicenceId();
  const market = useRead(endpoints.getMarket, {}, { staleMs: 300_000 });
  const licences = useMyLicences();
  const licence = licences.data?.value.data.find(({ id }) => id === licenceId);
  return (
    <Page
      title={t('openStore.title')}
      about={t('openStore.about')}
      back={
        <BackLink to="/licences/$licenceId/stores" params={{ licenceId }}>
          {t('nav.stores')}
        </BackLink>
      }
    >
      {licence === undefined ? null : <Slots licence={licence} />}
      <Checklist />
      <Loaded read={market} skeleton={<Skeleton kind="sheet" />}>
        {({ currency }) => <OpenStoreForm licenceId={licenceId} currency={currency} />}
      </Loaded>
    </Page>
  );
}

type LicenceRow = NonNullable<ReturnType<typeof useMyLicences>['data']>['value']['data'][number];

function Slots({ licence }: { licence: LicenceRow }) {
  const t = useText();
  const left = licence.storeLimit - licence.storeCount;
  if (licence.state === 'suspended' || licence.state === 'banned') {
    return <Notice tone="danger" title={t(`licence.standing.${licence.state}`)} />;
  }
  if (left <= 0) return <Notice tone="warn" title={t('openStore.full', { limit: licence.storeLimit })} />;
  const words = t('openStore.left', { left, limit: licence.storeLimit });
  return licence.state === 'verified' ? (
    <Notice title={words} />
  ) : (
    <Notice tone="warn" title={words}>
      {t('openStore.notVerified')}
    </Notice>
  );
}

function OpenStoreForm({ licenceId, currency }: { licenceId: string; currency: string }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const navigate = useNavigate();
  const send = useSend(endpoints.openStore, {
    stale: [endpoints.listLicenceStores, endpoints.listMyLicences, endpoints.getLicence],
  });
  const form = useForm(() => newStore(currency));
  const submission = useSubmit(form, {
    endpoint: 'openStore',
    convert: openStoreBody,
    send: (body) => send({ params: { licenceId }, body }),
    done: ({ value }) => {
      form.begin(form.draft);
      tell(value.state === 'open' ? t('openStore.opened') : t('openStore.applied'));
      void navigate({
        to: '/licences/$licenceId/stores/$storeId/goods',
        params: { licenceId, storeId: value.id },
        ignoreBlocker: true,
      });
    },
  });
  const { texts, slug } = form.draft;
  const likely = likelySlug({ 'zh-CN': texts['zh-CN'].name, ja: texts.ja.name, en: texts.en.name });
  const shown = slug.trim() === '' ? (likely ?? t('openStore.drawn')) : slug.trim().toLowerCase();
  return (
    <FormShell
      form={form}
      {...submission}
      label={t('openStore.submit')}
      sticky
      cancel={
        <LinkButton variant="default" to="/licences/$licenceId/stores" params={{ licenceId }}>
          {t('common.cancel')}
        </LinkButton>
      }
    >
      <Section>
        <StoreTexts form={form} />
      </Section>
      <Section title={t('openStore.address')}>
        <TextField
          form={form}
          at="/slug"
          label={t('store.slug')}
          hint={t('openStore.slugHint')}
          placeholder={likely ?? ''}
          maxLength={40}
          autoComplete="off"
          mono
        />
        <p className="soft">
          {t('openStore.preview')} <code>{`${location.host}/stores/${shown}`}</code>
        </p>
      </Section>
      <Section title={t('openStore.terms')}>
        <ChoiceField
          form={form}
          at="/currency"
          label={t('store.currency')}
          hint={t('openStore.currencyHint')}
          options={currencyOptions(format.locale, currency)}
          required
        />
        <StoreTerms form={form} />
      </Section>
    </FormShell>
  );
}
