import { endpoints } from '@hazumi/contracts';
import { IconTag } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { listingFilter } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { usePlaceNames, useStorePlace } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useCategoryOptions } from '../../ui/CategoryField.tsx';
import { useCategoryName } from '../../ui/categories.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Money, Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters, SearchFilter } from '../../ui/Filters.tsx';
import { LinkButton, RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Thumb } from '../../ui/Picture.tsx';
import { ListingBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { BatchBar } from './BatchBar.tsx';
import styles from './Goods.module.css';

export type GoodsRow = ValueOf<typeof endpoints.listStoreProducts>['data'][number];
interface GoodsSearch {
  state?: (typeof listingFilter)[number];
  q?: string;
  categoryId?: string;
  cursor?: string;
}

/** A store's goods: found by words, state and category, changed many at once. */
export function Goods() {
  const t = useText();
  const me = useMe();
  const format = useFormat();
  const place = useStorePlace();
  const names = usePlaceNames();
  const search = useSearch({ strict: false }) as GoodsSearch;
  const categories = useCategoryOptions();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const read = useRead(
    endpoints.listStoreProducts,
    { params: { storeId: place.storeId }, query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  const mayEdit = can(me, 'catalogue.edit', place);
  const isFiltered = search.q !== undefined || search.state !== undefined || search.categoryId !== undefined;
  const create = (
    <LinkButton to="/licences/$licenceId/stores/$storeId/goods/new" params={place}>
      {t('goods.create')}
    </LinkButton>
  );
  return (
    <Page
      title={t('nav.goods')}
      actions={
        <>
          <DownloadButton
            definition={endpoints.exportProducts}
            call={{ params: { storeId: place.storeId }, query: { locale: format.locale } }}
            fileName={`${names.store?.slug ?? 'goods'}.csv`}
          >
            {t('goods.export')}
          </DownloadButton>
          {mayEdit ? create : null}
        </>
      }
    >
      <Filters end={<AsOf read={read} />}>
        <SearchFilter name="q" label={t('goods.search')} value={search.q} />
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('goods.anyState')}
          value={search.state}
          options={listingFilter.map((state) => [state, t(`state.listing.${state}`)] as const)}
        />
        <ChoiceFilter
          name="categoryId"
          label={t('goods.category')}
          all={t('goods.anyCategory')}
          value={search.categoryId}
          options={categories.map(({ value, label }) => [value, label] as const)}
        />
      </Filters>
      <Loaded read={read} skeleton={<Skeleton lines={10} />}>
        {({ data, nextCursor }) =>
          data.length > 0 ? (
            <>
              {mayEdit ? <BatchBar rows={data} selected={selected} setSelected={setSelected} /> : null}
              <GoodsTable rows={data} {...(mayEdit ? { selected, setSelected } : {})} />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          ) : isFiltered ? (
            <Empty
              title={t('common.nothingFound')}
              action={
                <LinkButton variant="default" to="." search={{}}>
                  {t('common.clearFilters')}
                </LinkButton>
              }
            >
              {t('common.nothingFoundText')}
            </Empty>
          ) : (
            <Empty
              icon={<IconTag size={26} stroke={1.5} />}
              title={t('goods.empty')}
              action={mayEdit ? create : undefined}
            >
              {t('goods.emptyText')}
            </Empty>
          )
        }
      </Loaded>
    </Page>
  );
}

function GoodsTable(props: {
  rows: readonly GoodsRow[];
  selected?: ReadonlySet<string>;
  setSelected?: (keys: ReadonlySet<string>) => void;
}) {
  const t = useText();
  const format = useFormat();
  const place = useStorePlace();
  const categoryName = useCategoryName();
  const columns: Column<GoodsRow>[] = [
    {
      key: 'goods',
      title: t('nav.goods'),
      main: true,
      cell: (row) => (
        <span className={styles.goods}>
          <Thumb picture={row.picture} alt="" />
          <span className={styles.title}>
            <RowLink
              to="/licences/$licenceId/stores/$storeId/goods/$productId"
              params={{ ...place, productId: row.id }}
            >
              {format.text(row.title)}
            </RowLink>
            <span className={styles.code}>
              {[row.code, row.skuCount > 1 ? t('goods.variants', { count: row.skuCount }) : undefined]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </span>
      ),
    },
    { key: 'state', title: t('common.state'), cell: (row) => <ListingBadge state={row.state} /> },
    {
      key: 'category',
      title: t('goods.category'),
      cell: (row) => <span className="soft">{categoryName(row.categoryId)}</span>,
    },
    { key: 'price', title: t('goods.price'), align: 'end', cell: (row) => <PriceRange row={row} /> },
    { key: 'stock', title: t('goods.stock'), align: 'end', cell: (row) => <Stock pieces={row.available} /> },
    {
      key: 'updated',
      title: t('goods.updated'),
      align: 'end',
      cell: (row) => <Time at={row.updatedAt} style="day" />,
    },
  ];
  const { selected, setSelected } = props;
  return (
    <DataTable
      caption={t('nav.goods')}
      columns={columns}
      rows={props.rows}
      rowKey={({ id }) => id}
      selection={
        selected === undefined || setSelected === undefined
          ? undefined
          : { keys: selected, onChange: setSelected, nameOf: (row) => format.text(row.title) }
      }
    />
  );
}

function PriceRange({ row }: { row: GoodsRow }) {
  if (row.priceFromMinor === null || row.priceToMinor === null) return null;
  return (
    <>
      <Money minor={row.priceFromMinor} currency={row.currency} />
      {row.priceToMinor === row.priceFromMinor ? null : (
        <>
          {' – '}
          <Money minor={row.priceToMinor} currency={row.currency} />
        </>
      )}
    </>
  );
}

/** Pieces that can be sold; few are few, and none is said in words. */
export function Stock({ pieces }: { pieces: number }) {
  const t = useText();
  const format = useFormat();
  if (pieces <= 0) return <Badge tone="danger">{t('goods.soldOut')}</Badge>;
  if (pieces <= 5) return <Badge tone="warn">{t('goods.few', { count: pieces })}</Badge>;
  return <span className="number">{format.number(pieces)}</span>;
}
