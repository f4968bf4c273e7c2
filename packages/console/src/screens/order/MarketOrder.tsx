import { endpoints } from '@hazumi/contracts';
import { useRead } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam } from '../../shell/place.ts';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { OrderBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import { Ended } from './Order.tsx';
import { OrderView } from './OrderView.tsx';

/** Any order of the market, as operators may see it: the buyer stays masked. */
export function MarketOrder() {
  const t = useText();
  const format = useFormat();
  const orderId = useParam('orderId');
  const read = useRead(endpoints.getMarketOrder, { params: { orderId } });
  const order = read.data?.value;
  return (
    <Page
      title={order === undefined ? t('orders.order') : t('order.title', { number: order.number })}
      back={<BackLink to="/operator/orders">{t('nav.marketOrders')}</BackLink>}
      about={order === undefined ? undefined : <OrderBadge state={order.state} />}
      actions={
        <>
          <AsOf read={read} />
          {order === undefined ? null : (
            <LinkButton
              variant="default"
              to="/operator/stores/$marketStoreId"
              params={{ marketStoreId: order.storeId }}
            >
              {format.text(order.storeName) || order.storeSlug}
            </LinkButton>
          )}
        </>
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {(value) => (
          <>
            <Ended order={value} />
            <OrderView order={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
