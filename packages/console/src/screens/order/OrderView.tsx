import type { ReactNode } from 'react';
import { addressLines } from '../../i18n/address.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EventTimeline, type MarketEvent } from '../../ui/EventTimeline.tsx';
import { Facts, Money, Time } from '../../ui/Facts.tsx';
import { Section, Split } from '../../ui/Page.tsx';
import { Thumb } from '../../ui/Picture.tsx';
import styles from './Order.module.css';
import { OrderSource } from './OrderSource.tsx';
import type { OrderLine, OrderValue } from './order-draft.ts';

/** An order with all that belongs to it: what was bought, where it goes, what was paid and given back, what happened. */
export function OrderView({
  order,
  parcel,
}: {
  order: OrderValue;
  parcel?: (shipmentId: string) => ReactNode;
}) {
  const t = useText();
  return (
    <Split
      main={
        <>
          <Section title={t('order.goods')}>
            <Lines order={order} />
            <Sums order={order} />
          </Section>
          <Parcels order={order} {...(parcel === undefined ? {} : { parcel })} />
          <Refunds order={order} />
        </>
      }
      side={
        <>
          <Section title={t('order.to')}>
            <Address order={order} />
          </Section>
          {order.source === null ? null : <OrderSource source={order.source} />}
          <Section title={t('common.history')}>
            <EventTimeline
              events={order.timeline.toReversed()}
              detail={(event) => <EventDetail event={event} currency={order.currency} />}
            />
          </Section>
        </>
      }
    />
  );
}

function Lines({ order }: { order: OrderValue }) {
  const t = useText();
  const format = useFormat();
  const money = (minor: number) => <Money minor={minor} currency={order.currency} />;
  const columns: Column<OrderLine>[] = [
    {
      key: 'goods',
      title: t('nav.goods'),
      main: true,
      cell: (line) => (
        <span className={styles.goods}>
          <Thumb picture={line.pictureUrl === null ? null : { url: line.pictureUrl }} alt="" />
          <span>
            <span className="strong">{format.text(line.title)}</span>
            <span className={styles.options}>
              {line.options.map(format.text).filter(Boolean).join(' / ')}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: 'price',
      title: t('goods.price'),
      align: 'end',
      cell: (line) => (
        <span className="nowrap">
          {money(line.unitPriceMinor)} × {format.number(line.quantity)}
        </span>
      ),
    },
    {
      key: 'shipped',
      title: t('order.shipped'),
      align: 'end',
      cell: (line) => (
        <span className="nowrap">
          {t('order.shippedOf', { shipped: line.shippedQuantity, of: line.quantity })}
        </span>
      ),
    },
    {
      key: 'fee',
      title: t('order.fee'),
      align: 'end',
      cell: (line) =>
        line.fee === null ? null : (
          <>
            {money(line.fee.feeMinor)}
            <span className={styles.options}>
              {format.ppm(line.fee.feePpm)}
              {line.fee.reason === 'firstStore' ? ` · ${t('storeSettings.firstStore')}` : ''}
            </span>
          </>
        ),
    },
    {
      key: 'sum',
      title: t('orders.total'),
      align: 'end',
      cell: (line) => (
        <>
          <span className="strong">{money(line.goodsMinor)}</span>
          {line.freightMinor === 0 ? null : (
            <span className={styles.options}>
              {t('order.freight')} {money(line.freightMinor)}
            </span>
          )}
          {line.refundedMinor === 0 ? null : (
            <span className={styles.options}>
              {t('orders.refunded')} {money(line.refundedMinor)}
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('order.goods')}
      columns={columns}
      rows={order.lines}
      rowKey={({ lineNo }) => String(lineNo)}
    />
  );
}

function Sums({ order }: { order: OrderValue }) {
  const t = useText();
  const money = (minor: number) => <Money minor={minor} currency={order.currency} />;
  const policyVersion = order.lines.find(({ fee }) => fee !== null)?.fee?.policyVersion;
  return (
    <dl className={styles.sums}>
      <div>
        <dt>{t('order.goodsSum')}</dt>
        <dd>
          {money(order.goodsMinor)}
          {order.discountMinor === 0 ? null : (
            <span className={styles.options}>
              {t('order.couponsOff')} {money(order.discountMinor)}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('order.freight')}</dt>
        <dd>{money(order.freightMinor)}</dd>
      </div>
      <div className={styles.total}>
        <dt>{t('orders.total')}</dt>
        <dd>{money(order.totalMinor)}</dd>
      </div>
      {order.taxMinor === 0 ? null : (
        <div>
          <dt>{t('order.tax')}</dt>
          <dd>{money(order.taxMinor)}</dd>
        </div>
      )}
      {order.refundedMinor === 0 ? null : (
        <div>
          <dt>{t('orders.refunded')}</dt>
          <dd>{money(-order.refundedMinor)}</dd>
        </div>
      )}
      {order.feeMinor === null ? null : (
        <div>
          <dt>
            {t('order.fee')}
            {policyVersion === undefined ? null : (
              <span className="soft small"> {t('order.underPolicy', { version: policyVersion })}</span>
            )}
          </dt>
          <dd>{money(order.feeMinor)}</dd>
        </div>
      )}
    </dl>
  );
}

function Address({ order }: { order: OrderValue }) {
  const t = useText();
  const format = useFormat();
  const { recipient, phone, country, masked } = order.address;
  return (
    <>
      <address className={styles.address}>
        <span className="strong">{recipient}</span>
        <span>{phone}</span>
        {addressLines(format.locale, order.address).map((line) => (
          <span key={line}>{line}</span>
        ))}
        <span>{format.country(country)}</span>
      </address>
      {masked ? <p className="soft small">{t('order.masked')}</p> : null}
      {order.note === null || order.note === '' ? null : (
        <Facts
          facts={[
            [
              t('order.note'),
              <span key="note" className="lines">
                {order.note}
              </span>,
            ],
          ]}
        />
      )}
    </>
  );
}

function Parcels({ order, parcel }: { order: OrderValue; parcel?: (shipmentId: string) => ReactNode }) {
  const t = useText();
  const format = useFormat();
  if (order.shipments.length === 0) return null;
  const titles = new Map(order.lines.map((line) => [line.lineNo, format.text(line.title)]));
  return (
    <Section title={t('order.parcels')}>
      <ul className={styles.parcels}>
        {order.shipments.map((shipment) => (
          <li key={shipment.id}>
            <div className="row apart">
              <span>
                <span className="strong">{shipment.carrier}</span> <code>{shipment.trackingNumber}</code>
              </span>
              {shipment.deliveredAt === null ? (
                parcel?.(shipment.id)
              ) : (
                <Badge tone="good">{t('order.delivered')}</Badge>
              )}
            </div>
            <p className="soft small">
              {t('order.shippedAt')} <Time at={shipment.shippedAt} />
              {shipment.deliveredAt === null ? null : (
                <>
                  {' · '}
                  {t('order.deliveredAt')} <Time at={shipment.deliveredAt} />
                </>
              )}
            </p>
            <ul className="small">
              {shipment.lines.map((line) => (
                <li key={line.lineNo}>
                  {titles.get(line.lineNo) ?? line.lineNo} × {format.number(line.quantity)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const refundTones = { created: 'accent', pending: 'accent', succeeded: 'good', failed: 'danger' } as const;

function Refunds({ order }: { order: OrderValue }) {
  const t = useText();
  type Refund = OrderValue['refunds'][number];
  if (order.refunds.length === 0) return null;
  const columns: Column<Refund>[] = [
    { key: 'reason', title: t('common.reason'), main: true, cell: (refund) => refund.reason },
    {
      key: 'state',
      title: t('common.state'),
      cell: (refund) => <Badge tone={refundTones[refund.state]}>{t(`state.refund.${refund.state}`)}</Badge>,
    },
    { key: 'at', title: t('common.created'), cell: (refund) => <Time at={refund.createdAt} /> },
    {
      key: 'amount',
      title: t('order.amount'),
      align: 'end',
      cell: (refund) => <Money minor={refund.amountMinor} currency={order.currency} />,
    },
  ];
  return (
    <Section title={t('order.refunds')}>
      <DataTable
        caption={t('order.refunds')}
        columns={columns}
        rows={order.refunds}
        rowKey={({ id }) => id}
        dense
      />
    </Section>
  );
}

/** The facts behind an event that somebody may look for: a parcel's number, an amount, a reason. */
function EventDetail({ event, currency }: { event: MarketEvent; currency: string }) {
  const t = useText();
  const format = useFormat();
  const { data } = event;
  const facts: string[] = [];
  const amount =
    event.type === 'payment.captured' ? (data.capturedMinor ?? data.amountMinor) : data.amountMinor;
  if (typeof amount === 'number') facts.push(format.money(amount, currency));
  const method = methods.find((name) => name === data.method);
  if (method !== undefined) facts.push(t(`order.method.${method}`));
  for (const name of ['carrier', 'trackingNumber'] as const) {
    const value = data[name];
    if (typeof value === 'string') facts.push(value);
  }
  return facts.length === 0 ? null : facts.join(' · ');
}
const methods = ['card', 'slip', 'voucher', 'balance'] as const;
