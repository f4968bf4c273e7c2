import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useSend, useWrite } from '../../api/write.ts';
import { Conflict, isConflict } from '../../forms/Conflict.tsx';
import { useBase } from '../../forms/editing.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { useParam, useStorePlace } from '../../shell/place.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { BackLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { ListingBadge } from '../../ui/StateBadge.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { Pictures } from './Pictures.tsx';
import { ProductFields } from './ProductFields.tsx';
import { editProductBody } from './product-body.ts';
import { type ProductValue, productDraft } from './product-draft.ts';
import { StockDialog } from './StockDialog.tsx';

/** Goods of a store: whether they are on sale, their texts, variants, stock and pictures. */
export function Product() {
  const t = useText();
  const format = useFormat();
  const place = useStorePlace();
  const { storeId } = place;
  const productId = useParam('productId');
  const read = useRead(endpoints.getStoreProduct, { params: { storeId, productId } });
  const product = read.data?.value;
  return (
    <Page
      title={product === undefined ? t('nav.goods') : titleOf(product, format.text)}
      back={
        <BackLink to="/licences/$licenceId/stores/$storeId/goods" params={place}>
          {t('nav.goods')}
        </BackLink>
      }
      about={product === undefined ? undefined : <ListingBadge state={product.state} />}
      actions={product === undefined ? undefined : <Listing product={product} />}
    >
      <Loaded read={read} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {(value, version) => (
          <>
            <Pictures product={value} />
            <EditProduct key={value.id} product={value} version={version} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function titleOf(product: ProductValue, textIn: (texts: Record<string, string>) => string): string {
  const titles = Object.entries(product.texts).map(([locale, text]) => [locale, text.title] as const);
  return textIn(Object.fromEntries(titles));
}

function EditProduct({ product, version }: { product: ProductValue; version: number }) {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const place = useStorePlace();
  const [stockOf, setStockOf] = useState<string>();
  const params = { storeId: product.storeId, productId: product.id };
  const { base, setBase, renew, isRenewing } = useBase(endpoints.getStoreProduct, params, {
    value: product,
    version,
  });
  const send = useSend(endpoints.editProduct, {
    updates: endpoints.getStoreProduct,
    stale: [endpoints.listStoreProducts],
  });
  const form = useForm(() => productDraft(product));
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: 'editProduct',
    convert: (draft) => editProductBody(draft, base.value),
    send: (body) => send({ params, body, ifMatch: base.version }),
    done: ({ value }) => {
      setBase({ value, version: value.version });
      form.begin(productDraft(value));
      tell(t('common.saved'));
    },
  });
  const afterConflict = async (takeTheirs: boolean) => {
    const fresh = await renew();
    clear();
    if (takeTheirs) form.begin(productDraft(fresh.value));
  };
  const available = new Map(product.skus.map((sku) => [sku.id, sku.available]));
  return (
    <>
      <FormShell
        form={form}
        submit={submit}
        isRunning={isRunning}
        error={error}
        label={t('common.save')}
        sticky
        disabled={!can(me, 'catalogue.edit', place) || !form.isDirty}
        notice={
          isConflict(error) ? (
            <Conflict
              isRunning={isRenewing}
              takeTheirs={() => void afterConflict(true)}
              keepMine={() => void afterConflict(false)}
            />
          ) : undefined
        }
      >
        <ProductFields form={form} currency={product.currency} stock={{ available, change: setStockOf }} />
      </FormShell>
      <StockDialog product={product} skuId={stockOf} close={() => setStockOf(undefined)} />
    </>
  );
}

/** Puts goods on sale, takes them off, or removes them for good. */
function Listing({ product }: { product: ProductValue }) {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const place = useStorePlace();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const options = {
    updates: endpoints.getStoreProduct,
    stale: [endpoints.listStoreProducts, endpoints.listLicenceStores],
  };
  const list = useWrite(endpoints.listProduct, options);
  const delist = useWrite(endpoints.delistProduct, options);
  const remove = useWrite(endpoints.removeProduct, { stale: options.stale });
  const params = { storeId: product.storeId, productId: product.id };
  const removeIt = async () => {
    if ((await remove.run({ params })) === undefined) return;
    tell(t('product.removed'));
    await navigate({
      to: '/licences/$licenceId/stores/$storeId/goods',
      params: place,
      ignoreBlocker: true,
    });
  };
  const listIt = async () => {
    if ((await list.run({ params })) !== undefined) tell(t('product.listed'));
  };
  const delistIt = async () => {
    if ((await delist.run({ params })) !== undefined) tell(t('product.delisted'));
  };
  const error = list.error ?? delist.error;
  if (!can(me, 'catalogue.edit', place)) return null;
  return (
    <div className="stack tight">
      <div className="row">
        {product.state === 'listed' ? (
          <>
            <Button
              component="a"
              variant="subtle"
              href={`/products/${product.id}`}
              target="_blank"
              rel="noreferrer"
              rightSection={<IconExternalLink aria-hidden size={16} />}
            >
              {t('product.seeInShop')}
            </Button>
            <Button variant="default" loading={delist.isRunning} onClick={() => void delistIt()}>
              {t('goods.delist')}
            </Button>
          </>
        ) : (
          <Button loading={list.isRunning} onClick={() => void listIt()}>
            {t('goods.list')}
          </Button>
        )}
        <Button variant="subtle" color="shu" onClick={() => setAsking(true)}>
          {t('goods.remove')}
        </Button>
      </div>
      {error === undefined ? null : <ProblemNotice error={error} announce />}
      <Confirm
        isOpen={isAsking}
        close={() => setAsking(false)}
        title={t('goods.remove')}
        label={t('goods.remove')}
        run={() => void removeIt()}
        isRunning={remove.isRunning}
        error={remove.error}
        danger
      >
        {t('product.removeText')}
      </Confirm>
    </div>
  );
}
