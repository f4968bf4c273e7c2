import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { type OrdersSearch, OrdersTable } from './OrdersTable.tsx';

/** A store's orders. */
export function StoreOrders() {
  const t = useText();
  const place = useStorePlace();
  const search = useSearch({ strict: false }) as OrdersSearch;
  const read = useRead(
    endpoints.listStoreOrders,
    { params: { storeId: place.storeId }, query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  return (
    <Page title={t('nav.storeOrders')}>
      <OrdersTable
        read={read}
        search={search}
        withStore={false}
        linkTo={(row) => (
          <RowLink
            to="/licences/$licenceId/stores/$storeId/orders/$orderId"
            params={{ ...place, orderId: row.id }}
          >
            {row.number}
          </RowLink>
        )}
      />
    </Page>
  );
}
