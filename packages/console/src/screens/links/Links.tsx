import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { linkChannels } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { usePlaceNames, useStorePlace } from '../../shell/place.ts';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Money, Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { AsOf, Empty, Loaded } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { CopyButton } from '../account/BackupCodes.tsx';
import { MakeLinks } from './MakeLinks.tsx';

type LinkRow = ValueOf<typeof endpoints.listLinks>['data'][number];

const tones: Record<LinkRow['state'], BadgeTone> = {
  active: 'good',
  usedUp: 'warn',
  expired: 'quiet',
  revoked: 'quiet',
};

/** A store's links and QR codes, and what came of each. */
export function Links() {
  const t = useText();
  const me = useMe();
  const tell = useTell();
  const place = useStorePlace();
  const { storeId } = place;
  const search = useSearch({ strict: false }) as { cursor?: string; channel?: LinkRow['channel'] };
  const read = useRead(
    endpoints.listLinks,
    { params: { storeId }, query: { limit: 20, ...search } },
    { keepPrevious: true },
  );
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<LinkRow>();
  const mayEdit = can(me, 'links.edit', place);
  const make = <Button onClick={() => setMaking(true)}>{t('links.make')}</Button>;
  return (
    <Page title={t('nav.links')} about={t('links.about')} actions={mayEdit ? make : null}>
      <Filters end={<AsOf read={read} />}>
        <ChoiceFilter
          name="channel"
          label={t('links.channel')}
          all={t('links.anyChannel')}
          value={search.channel}
          options={linkChannels.map((channel) => [channel, t(`links.channels.${channel}`)] as const)}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty
              icon={<IconLink size={26} stroke={1.5} />}
              title={t('links.empty')}
              action={mayEdit ? make : undefined}
            >
              {t('links.emptyText')}
            </Empty>
          ) : (
            <>
              <LinksTable rows={data} storeId={storeId} revoke={mayEdit ? setRevoking : undefined} />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
      <Dialog isOpen={isMaking} close={() => setMaking(false)} title={t('links.make')}>
        <MakeLinks
          storeId={storeId}
          done={(count) => {
            setMaking(false);
            tell(t('links.made', { count }));
          }}
        />
      </Dialog>
      {revoking === undefined ? null : (
        <RevokeLink link={revoking} storeId={storeId} close={() => setRevoking(undefined)} />
      )}
    </Page>
  );
}

function LinksTable(props: {
  rows: readonly LinkRow[];
  storeId: string;
  revoke: ((row: LinkRow) => void) | undefined;
}) {
  const t = useText();
  const format = useFormat();
  // Read beside the links, so it can come after them.
  const currency = usePlaceNames().store?.currency;
  const { storeId, revoke } = props;
  const fileOf = (row: LinkRow, ending: string) =>
    `${row.label.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`;
  const columns: Column<LinkRow>[] = [
    {
      key: 'name',
      title: t('links.name'),
      main: true,
      cell: (row) => <span className="strong">{row.label}</span>,
    },
    { key: 'channel', title: t('links.channel'), cell: (row) => t(`links.channels.${row.channel}`) },
    { key: 'target', title: t('links.target'), cell: (row) => t(`links.${targetText[row.target.kind]}`) },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <Badge tone={tones[row.state]}>{t(`links.state.${row.state}`)}</Badge>
          {row.maxUses === null ? null : (
            <span className="soft small"> {t('links.uses', { uses: row.uses, max: row.maxUses })}</span>
          )}
        </>
      ),
    },
    {
      key: 'visits',
      title: t('links.visits'),
      align: 'end',
      cell: (row) => format.number(row.results.visits),
    },
    {
      key: 'orders',
      title: t('links.orders'),
      align: 'end',
      cell: (row) => format.number(row.results.orders),
    },
    {
      key: 'sales',
      title: t('links.sales'),
      align: 'end',
      cell: (row) =>
        currency === undefined ? null : <Money minor={row.results.salesMinor} currency={currency} />,
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
      cell: (row) => (
        <div className="row">
          <CopyButton text={row.url} />
          <DownloadButton
            definition={endpoints.getLinkQrPng}
            call={{ params: { storeId, linkId: row.id } }}
            fileName={fileOf(row, 'png')}
            size="xs"
          >
            {t('links.qr')}
          </DownloadButton>
          <DownloadButton
            definition={endpoints.getLinkPoster}
            call={{ params: { storeId, linkId: row.id } }}
            fileName={fileOf(row, 'svg')}
            size="xs"
          >
            {t('links.poster')}
          </DownloadButton>
          {revoke === undefined || row.state === 'revoked' ? null : (
            <Button
              variant="subtle"
              color="shu"
              size="compact-sm"
              aria-label={t('links.revokeNamed', { name: row.label })}
              onClick={() => revoke(row)}
            >
              {t('links.revoke')}
            </Button>
          )}
        </div>
      ),
    },
  ];
  return (
    <>
      <p className="soft small">{t('links.visitsHint')}</p>
      <DataTable caption={t('nav.links')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />
    </>
  );
}

const targetText = { store: 'toStore', product: 'toProduct', coupon: 'toCoupon' } as const;

function RevokeLink({ link, storeId, close }: { link: LinkRow; storeId: string; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const revoke = useWrite(endpoints.revokeLink, { stale: [endpoints.listLinks] });
  const confirm = async () => {
    if ((await revoke.run({ params: { storeId, linkId: link.id } })) === undefined) return;
    tell(t('links.revoked', { name: link.label }));
    close();
  };
  return (
    <Dialog isOpen close={close} title={t('links.revokeTitle')}>
      <p>{t('links.revokeText', { name: link.label })}</p>
      {revoke.error === undefined ? null : <ProblemNotice error={revoke.error} />}
      <div className="row">
        <Button color="shu" loading={revoke.isRunning} onClick={() => void confirm()}>
          {t('links.revoke')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
