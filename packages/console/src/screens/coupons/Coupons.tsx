import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { usePlaceNames, useStorePlace } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Money, Time } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Empty, Loaded } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { MakeLinks } from '../links/MakeLinks.tsx';
import { MakeCoupon } from './MakeCoupon.tsx';

type CouponRow = ValueOf<typeof endpoints.listCouponCampaigns>['data'][number];

/** A store's coupons, hidden ones too, and what came of each. */
export function Coupons() {
  const t = useText();
  const me = useMe();
  const tell = useTell();
  const format = useFormat();
  const place = useStorePlace();
  const { storeId } = place;
  const currency = usePlaceNames().store?.currency;
  const { cursor } = useSearch({ strict: false }) as { cursor?: string };
  const read = useRead(endpoints.listCouponCampaigns, {
    params: { storeId },
    query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) },
  });
  const [isMaking, setMaking] = useState(false);
  const [linking, setLinking] = useState<CouponRow>();
  const [ending, setEnding] = useState<CouponRow>();
  const mayEdit = can(me, 'store.edit', place);
  const mayLink = can(me, 'links.edit', place);
  const make = <Button onClick={() => setMaking(true)}>{t('coupons.make')}</Button>;
  const offerOf = useOffer();
  const columns: Column<CouponRow>[] = [
    {
      key: 'name',
      title: t('coupons.name'),
      main: true,
      cell: (row) => <span className="strong">{format.text(row.names)}</span>,
    },
    { key: 'offer', title: t('coupons.offer'), cell: offerOf },
    { key: 'seen', title: t('coupons.visibility'), cell: (row) => t(`coupons.visible.${row.visibility}`) },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) =>
        row.endedAt === null ? (
          <Badge tone="good">{t('coupons.active')}</Badge>
        ) : (
          <Badge>{t('coupons.ended')}</Badge>
        ),
    },
    {
      key: 'claimed',
      title: t('coupons.claimed'),
      align: 'end',
      cell: (row) => t('coupons.claimedOf', { claimed: row.claimed, total: row.total }),
    },
    { key: 'used', title: t('coupons.used'), align: 'end', cell: (row) => format.number(row.used) },
    {
      key: 'cost',
      title: t('coupons.cost'),
      align: 'end',
      cell: (row) => <Money minor={row.discountMinor} currency={row.currency} />,
    },
    {
      key: 'at',
      title: t('common.created'),
      align: 'end',
      cell: (row) => <Time at={row.createdAt} style="day" />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (row) =>
        row.endedAt !== null ? null : (
          <div className="row">
            {mayLink ? (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('coupons.linkNamed', { name: format.text(row.names) })}
                onClick={() => setLinking(row)}
              >
                {t('coupons.link')}
              </Button>
            ) : null}
            {mayEdit ? (
              <Button
                variant="subtle"
                color="shu"
                size="compact-sm"
                aria-label={t('coupons.endNamed', { name: format.text(row.names) })}
                onClick={() => setEnding(row)}
              >
                {t('coupons.end')}
              </Button>
            ) : null}
          </div>
        ),
    },
  ];
  return (
    <Page title={t('nav.coupons')} about={t('coupons.about')} actions={mayEdit ? make : null}>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty
              icon={<IconTicket size={26} stroke={1.5} />}
              title={t('coupons.empty')}
              action={mayEdit ? make : undefined}
            >
              {t('coupons.emptyText')}
            </Empty>
          ) : (
            <>
              <DataTable caption={t('nav.coupons')} columns={columns} rows={data} rowKey={({ id }) => id} />
              <Pager cursor={cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
      <Dialog
        isOpen={isMaking && currency !== undefined}
        close={() => setMaking(false)}
        title={t('coupons.make')}
      >
        {currency === undefined ? null : (
          <MakeCoupon
            storeId={storeId}
            currency={currency}
            done={(name) => {
              setMaking(false);
              tell(t('coupons.made', { name }));
            }}
          />
        )}
      </Dialog>
      <Dialog isOpen={linking !== undefined} close={() => setLinking(undefined)} title={t('links.make')}>
        {linking === undefined ? null : (
          <MakeLinks
            storeId={storeId}
            coupon={linking}
            done={(count) => {
              setLinking(undefined);
              tell(t('links.made', { count }));
            }}
          />
        )}
      </Dialog>
      {ending === undefined ? null : (
        <EndCoupon coupon={ending} storeId={storeId} close={() => setEnding(undefined)} />
      )}
    </Page>
  );
}

/** What a coupon takes off, in a line. */
function useOffer(): (row: CouponRow) => string {
  const t = useText();
  const format = useFormat();
  return ({ shape, currency }) => {
    const money = (minor: number) => format.money(minor, currency);
    const percent = (ppm: number) => format.ppm(ppm);
    switch (shape.kind) {
      case 'amountOff':
        return t('coupons.offers.amountOff', { amount: money(shape.amountMinor) });
      case 'percentOff': {
        const text = t('coupons.offers.percentOff', { percent: percent(shape.sharePpm) });
        return shape.capMinor === null
          ? text
          : t('coupons.offers.capped', { text, amount: money(shape.capMinor) });
      }
      case 'items':
        return t('coupons.offers.items', { pieces: shape.pieces, percent: percent(shape.sharePpm) });
      case 'threshold':
        return t('coupons.offers.threshold', {
          from: money(shape.fromMinor),
          amount: money(shape.amountMinor),
        });
    }
  };
}

function EndCoupon({ coupon, storeId, close }: { coupon: CouponRow; storeId: string; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const name = useFormat().text(coupon.names);
  const end = useWrite(endpoints.endCoupon, { stale: [endpoints.listCouponCampaigns] });
  const confirm = async () => {
    if ((await end.run({ params: { storeId, couponId: coupon.id } })) === undefined) return;
    tell(t('coupons.endDone', { name }));
    close();
  };
  return (
    <Dialog isOpen close={close} title={t('coupons.endTitle')}>
      <p>{t('coupons.endText', { name })}</p>
      {end.error === undefined ? null : <ProblemNotice error={end.error} />}
      <div className="row">
        <Button color="shu" loading={end.isRunning} onClick={() => void confirm()}>
          {t('coupons.end')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
