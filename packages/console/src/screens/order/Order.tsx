import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam, useStorePlace } from '../../shell/place.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { BackLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { OrderBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { CancelForm } from './CancelForm.tsx';
import { OrderView } from './OrderView.tsx';
import type { OrderValue } from './order-draft.ts';
import { RefundForm } from './RefundForm.tsx';
import { ShipForm } from './ShipForm.tsx';

/** An order as its store handles it. */
export function Order() {
  const t = useText();
  const place = useStorePlace();
  const { storeId } = place;
  const orderId = useParam('orderId');
  const read = useRead(endpoints.getStoreOrder, { params: { storeId, orderId } });
  const order = read.data?.value;
  return (
    <Page
      title={order === undefined ? t('orders.order') : t('order.title', { number: order.number })}
      back={
        <BackLink to="/licences/$licenceId/stores/$storeId/orders" params={place}>
          {t('nav.storeOrders')}
        </BackLink>
      }
      about={order === undefined ? undefined : <OrderBadge state={order.state} />}
      actions={
        <>
          <AsOf read={read} />
          {order === undefined ? null : <Actions order={order} />}
        </>
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {(value) => (
          <>
            <Ended order={value} />
            <OrderView
              order={value}
              parcel={(shipmentId) => <Deliver order={value} shipmentId={shipmentId} />}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Open = 'ship' | 'refund' | 'cancel' | undefined;

function Actions({ order }: { order: OrderValue }) {
  const t = useText();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      {order.actions.includes('ship') ? (
        <Button onClick={() => setOpen('ship')}>{t('order.ship')}</Button>
      ) : null}
      {order.actions.includes('refund') ? (
        <Button variant="default" onClick={() => setOpen('refund')}>
          {t('order.refund')}
        </Button>
      ) : null}
      {order.actions.includes('cancel') ? (
        <Button variant="subtle" color="shu" onClick={() => setOpen('cancel')}>
          {t('order.cancel')}
        </Button>
      ) : null}
      <Dialog isOpen={open === 'ship'} close={close} title={t('order.ship')} wide>
        <ShipForm order={order} close={close} />
      </Dialog>
      <Dialog isOpen={open === 'refund'} close={close} title={t('order.refund')} wide>
        <RefundForm order={order} close={close} />
      </Dialog>
      <Dialog isOpen={open === 'cancel'} close={close} title={t('order.cancel')}>
        <CancelForm order={order} close={close} />
      </Dialog>
    </>
  );
}

/** Records the carrier's scan at the door. */
function Deliver({ order, shipmentId }: { order: OrderValue; shipmentId: string }) {
  const t = useText();
  const tell = useTell();
  const deliver = useWrite(endpoints.deliverShipment, {
    stale: [endpoints.getStoreOrder, endpoints.listStoreOrders, endpoints.listLicenceOrders],
  });
  if (!order.actions.includes('deliver')) return null;
  const run = async () => {
    const params = { storeId: order.storeId, orderId: order.id, shipmentId };
    if ((await deliver.run({ params })) !== undefined) tell(t('order.deliveredTold'));
  };
  return (
    <div className="stack tight">
      <Button size="xs" variant="default" loading={deliver.isRunning} onClick={() => void run()}>
        {t('order.deliver')}
      </Button>
      {deliver.error === undefined ? null : <ProblemNotice error={deliver.error} announce />}
    </div>
  );
}

/** Why an order has come to nothing, or when an unpaid one will. */
export function Ended({ order }: { order: OrderValue }) {
  const t = useText();
  const format = useFormat();
  if (order.state === 'unpaid' && order.expiresAt !== null) {
    return <Notice title={t('order.unpaidUntil', { until: format.time(order.expiresAt) })} />;
  }
  if (order.cancelReason === null || order.cancelReason === '') return null;
  const known = (['byBuyer', 'expired'] as const).find((cause) => cause === order.cancelReason);
  return (
    <Notice tone="warn" title={t(`state.order.${order.state}`)}>
      {t('licence.because', { reason: known === undefined ? order.cancelReason : t(`order.cause.${known}`) })}
    </Notice>
  );
}
