import { endpoints, sanctionReasonNames } from '@hazumi/contracts';
import { IconExternalLink } from '@tabler/icons-react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { EventTimeline } from '../../ui/EventTimeline.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section, Split } from '../../ui/Page.tsx';
import { StoreBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import { Closing } from './Closing.tsx';
import { EditStore } from './EditStore.tsx';
import { Logo } from './Logo.tsx';

export type SettingsValue = ValueOf<typeof endpoints.getStoreSettings>;

/** A store's own settings: texts, terms, logo, and its end. */
export function StoreSettings() {
  const t = useText();
  const { storeId } = useStorePlace();
  const read = useRead(endpoints.getStoreSettings, { params: { storeId } });
  return (
    <Page title={t('nav.settings')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {(store, version) => (
          <>
            <Standing store={store} />
            <Split
              main={
                <>
                  <EditStore key={store.id} store={store} version={version} />
                  <Logo store={store} />
                  <Closing store={store} />
                </>
              }
              side={<Side store={store} />}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ store }: { store: SettingsValue }) {
  const t = useText();
  const format = useFormat();
  if (store.state === 'applied') {
    return (
      <Notice tone="warn" title={t('storeSettings.waiting')}>
        {t('storeSettings.waitingText')}
      </Notice>
    );
  }
  if (store.reason !== null) {
    return (
      <Notice tone="danger" title={t('storeSettings.sanction')}>
        <p>{t('licence.because', { reason: sanctionReasonNames[store.reason][format.locale] })}</p>
        {store.note === null ? null : <p className="lines">{store.note}</p>}
      </Notice>
    );
  }
  return null;
}

function Side({ store }: { store: SettingsValue }) {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <Section title={t('storeSettings.facts')}>
        <Facts
          facts={[
            [t('common.state'), <StoreBadge key="state" state={store.state} />],
            [t('store.slug'), <code key="slug">{store.slug}</code>],
            [t('store.currency'), store.currency],
            [t('matrix.listed'), format.number(store.listedProducts)],
            [t('matrix.openOrders'), format.number(store.openOrders)],
            [t('storeSettings.firstStore'), store.isFirstOfLicence ? t('common.yes') : undefined],
            [
              t('matrix.opened'),
              store.openedAt === null ? undefined : <Time key="opened" at={store.openedAt} />,
            ],
            [
              t('storeSettings.firstPaid'),
              store.firstPaidAt === null ? undefined : <Time key="paid" at={store.firstPaidAt} />,
            ],
            [t('storeSettings.policyVersion'), format.number(store.policyVersion)],
          ]}
        />
        {store.openedAt === null ? null : (
          <a href={`/stores/${store.slug}`} target="_blank" rel="noreferrer">
            {t('storeSettings.view')} <IconExternalLink aria-hidden size={14} />
          </a>
        )}
      </Section>
      <Section title={t('common.history')}>
        <EventTimeline
          events={store.timeline}
          detail={({ data }) => (typeof data.note === 'string' && data.note !== '' ? data.note : undefined)}
        />
      </Section>
    </>
  );
}
