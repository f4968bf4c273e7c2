import { type AnswerOf, endpoints } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf } from '../http/problem.ts';
import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { countryName } from '../i18n/format.ts';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Facts, SectionHead } from '../ui/parts.tsx';
import { StoreCards } from '../ui/store-card.tsx';

type Merchant = AnswerOf<typeof endpoints.getAccount>;

/** `/merchants/<id>`: who answers for one store or several, and all of them that sell. */
export function registerMerchant(app: App, shop: Shop): void {
  shared<{ merchant: Merchant }>(app, shop, {
    path: '/merchants/:id',
    query: [],
    async load({ api, params }) {
      const merchant = answerOf(await api(endpoints.getAccount, { params: { licenceId: params.id ?? '' } }));
      return { merchant };
    },
    tags: ({ merchant }) => [pageTags.stores, ...merchant.stores.map((store) => pageTags.store(store.id))],
    render: (view, { merchant }) => <MerchantPage view={view} merchant={merchant} />,
  });
}

function MerchantPage({ view, merchant }: { view: View; merchant: Merchant }) {
  const { t } = view;
  return (
    <Page
      view={view}
      title={merchant.legalName}
      description={t('merchant.description', { name: merchant.legalName })}
      place="stores"
    >
      <Crumbs
        view={view}
        crumbs={[
          { href: '/stores', name: t('nav.stores') },
          { href: '/search?tab=accounts', name: t('search.tab.accounts') },
        ]}
      />
      <h1>{merchant.legalName}</h1>
      <section aria-labelledby="merchant-stores">
        <SectionHead
          id="merchant-stores"
          title={t('merchant.stores')}
          note={t('merchant.storesNote', { stores: merchant.storeCount })}
        />
        <StoreCards view={view} stores={merchant.stores} />
      </section>
      <section aria-labelledby="licence" class="disclosure">
        <h2 id="licence">{t('merchant.licence')}</h2>
        <Facts
          rows={[
            [t('store.legalName'), merchant.legalName],
            [t('store.registration'), <span class="code">{merchant.registrationNumber}</span>],
            [t('store.country'), countryName(view.locale, merchant.country)],
            [t('store.identity'), merchant.isVerified ? t('store.verified') : t('store.notVerified')],
          ]}
        />
      </section>
    </Page>
  );
}
