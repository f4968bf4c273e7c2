import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { type OrdersSearch, OrdersTable } from './OrdersTable.tsx';

/** Every order of the market. */
export function MarketOrders() {
  const t = useText();
  const search = useSearch({ strict: false }) as OrdersSearch;
  const read = useRead(
    endpoints.listMarketOrders,
    { query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  return (
    <Page title={t('nav.marketOrders')}>
      <OrdersTable
        read={read}
        search={search}
        withStore
        linkTo={(row) => (
          <RowLink to="/operator/orders/$orderId" params={{ orderId: row.id }}>
            {row.number}
          </RowLink>
        )}
      />
    </Page>
  );
}
