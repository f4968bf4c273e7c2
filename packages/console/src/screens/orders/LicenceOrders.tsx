import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { useLicenceId } from '../../shell/place.ts';
import { RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { type OrdersSearch, OrdersTable } from './OrdersTable.tsx';

/** The orders of all stores of the licence in one queue. */
export function LicenceOrders() {
  const t = useText();
  const licenceId = useLicenceId();
  const search = useSearch({ strict: false }) as OrdersSearch;
  const read = useRead(
    endpoints.listLicenceOrders,
    { params: { licenceId }, query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  return (
    <Page title={t('nav.orders')} about={t('orders.licenceAbout')}>
      <OrdersTable
        read={read}
        search={search}
        withStore
        linkTo={(row) => (
          <RowLink
            to="/licences/$licenceId/stores/$storeId/orders/$orderId"
            params={{ licenceId, storeId: row.storeId, orderId: row.id }}
          >
            {row.number}
          </RowLink>
        )}
      />
    </Page>
  );
}
