import { endpoints, sanctionReasonNames } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { nameOfStore, useParam } from '../../shell/place.ts';
import { useCategoryName } from '../../ui/categories.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EventTimeline } from '../../ui/EventTimeline.tsx';
import { Facts, Figures, Money, Time } from '../../ui/Facts.tsx';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section, Split } from '../../ui/Page.tsx';
import { SanctionForm } from '../../ui/SanctionForm.tsx';
import { LicenceBadge, StoreBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';

type MarketStore = ValueOf<typeof endpoints.operatorGetStore>;

/** A store before an operator. */
export function Store() {
  const t = useText();
  const format = useFormat();
  const storeId = useParam('marketStoreId');
  const read = useRead(endpoints.operatorGetStore, { params: { storeId } });
  const store = read.data?.value;
  return (
    <Page
      title={store === undefined ? t('scope.store') : nameOfStore(store, format.text)}
      back={<BackLink to="/operator/stores">{t('nav.marketStores')}</BackLink>}
      about={store === undefined ? undefined : <StoreBadge state={store.state} />}
      actions={
        <>
          <AsOf read={read} />
          {store === undefined ? null : <Actions store={store} />}
        </>
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {(value) => (
          <>
            {value.reason === null ? null : (
              <Notice tone="danger" title={t(`state.store.${value.state}`)}>
                <p>{t('licence.because', { reason: sanctionReasonNames[value.reason][format.locale] })}</p>
                {value.note === null ? null : <p className="lines">{value.note}</p>}
              </Notice>
            )}
            <Figures
              figures={[
                { name: t('matrix.listed'), value: format.number(value.listedProducts) },
                { name: t('matrix.openOrders'), value: format.number(value.openOrders) },
                {
                  name: t('marketStores.sells'),
                  value: value.openForSale ? t('common.yes') : t('common.no'),
                },
              ]}
            />
            <Split
              main={<About store={value} />}
              side={
                <Section title={t('common.history')}>
                  <EventTimeline
                    events={value.timeline}
                    detail={({ data }) =>
                      typeof data.note === 'string' && data.note !== '' ? data.note : undefined
                    }
                  />
                </Section>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function About({ store }: { store: MarketStore }) {
  const t = useText();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { freight, currency } = store;
  return (
    <Section
      title={t('storeSettings.facts')}
      actions={
        <LinkButton
          variant="default"
          size="xs"
          to="/operator/licences/$marketLicenceId"
          params={{ marketLicenceId: store.licenceId }}
        >
          {t('scope.licence')}
        </LinkButton>
      }
    >
      <Facts
        facts={[
          [
            t('store.slug'),
            <a key="slug" href={`/stores/${store.slug}`}>
              {store.slug}
            </a>,
          ],
          [t('marketStores.licenceState'), <LicenceBadge key="licence" state={store.licenceState} />],
          [t('store.category'), categoryName(store.categoryId) || t('common.none')],
          [t('store.currency'), `${currency} · ${format.currency(currency)}`],
          [t('licence.country'), format.country(store.country)],
          [t('store.freight'), <Money key="freight" minor={freight.amountMinor} currency={currency} />],
          [
            t('store.freeFrom'),
            freight.freeFromMinor === null ? (
              t('common.none')
            ) : (
              <Money key="free" minor={freight.freeFromMinor} currency={currency} />
            ),
          ],
          [t('storeSettings.firstStore'), store.isFirstOfLicence ? t('common.yes') : t('common.no')],
          [
            t('matrix.opened'),
            store.openedAt === null ? undefined : <Time key="opened" at={store.openedAt} />,
          ],
          [t('storeSettings.policyVersion'), format.number(store.policyVersion)],
        ]}
      />
    </Section>
  );
}

const actions = ['reinstate', 'restrict', 'suspend', 'ban'] as const;

function Actions({ store }: { store: MarketStore }) {
  const t = useText();
  const format = useFormat();
  const [open, setOpen] = useState<(typeof actions)[number]>();
  const close = () => setOpen(undefined);
  return (
    <>
      {actions
        .filter((action) => store.actions.includes(action))
        .map((action) => (
          <Button
            key={action}
            variant={action === 'reinstate' ? 'filled' : action === 'ban' ? 'subtle' : 'default'}
            {...(action === 'ban' ? { color: 'shu' } : {})}
            onClick={() => setOpen(action)}
          >
            {t(`sanction.${action}`)}
          </Button>
        ))}
      {actions.map((action) => (
        <Dialog key={action} isOpen={open === action} close={close} title={t(`sanction.${action}`)}>
          <SanctionForm
            endpoint={`${action}Store`}
            params={{ storeId: store.id }}
            stale={[endpoints.operatorGetStore, endpoints.operatorListStores]}
            name={nameOfStore(store, format.text)}
            label={t(`sanction.${action}`)}
            close={close}
          >
            {t(`sanction.${action}StoreText`)}
          </SanctionForm>
        </Dialog>
      ))}
    </>
  );
}
