import { endpoints } from '@hazumi/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { ProductFields } from './ProductFields.tsx';
import { createProductBody } from './product-body.ts';
import { newProduct } from './product-draft.ts';

/** New goods. They begin as a draft; pictures are added on their own screen, where they can be listed. */
export function NewProduct() {
  const t = useText();
  const place = useStorePlace();
  const { storeId } = place;
  const store = useRead(endpoints.getStoreSettings, { params: { storeId } });
  return (
    <Page
      title={t('goods.create')}
      about={t('product.newAbout')}
      back={
        <BackLink to="/licences/$licenceId/stores/$storeId/goods" params={place}>
          {t('nav.goods')}
        </BackLink>
      }
    >
      <Loaded read={store} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {({ currency, categoryId }) => <NewProductForm currency={currency} categoryId={categoryId ?? ''} />}
      </Loaded>
    </Page>
  );
}

function NewProductForm({ currency, categoryId }: { currency: string; categoryId: string }) {
  const t = useText();
  const tell = useTell();
  const place = useStorePlace();
  const navigate = useNavigate();
  const params = { storeId: place.storeId };
  const send = useSend(endpoints.createProduct, {
    stale: [endpoints.listStoreProducts, endpoints.listLicenceStores],
  });
  const form = useForm(() => newProduct(categoryId));
  const submission = useSubmit(form, {
    endpoint: 'createProduct',
    convert: (draft) => createProductBody(draft, currency, false),
    send: (body) => send({ params, body }),
    done: ({ value }) => {
      form.begin(form.draft);
      tell(t('product.created'));
      void navigate({
        to: '/licences/$licenceId/stores/$storeId/goods/$productId',
        params: { ...place, productId: value.id },
        ignoreBlocker: true,
      });
    },
  });
  return (
    <FormShell
      form={form}
      {...submission}
      label={t('product.createAndGoOn')}
      sticky
      cancel={
        <LinkButton variant="default" to="/licences/$licenceId/stores/$storeId/goods" params={place}>
          {t('common.cancel')}
        </LinkButton>
      }
    >
      <ProductFields form={form} currency={currency} />
    </FormShell>
  );
}
