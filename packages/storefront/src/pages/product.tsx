import { endpoints, type product, type store } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf, notFoundPage, PageProblem } from '../http/problem.ts';
import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { type Card, Goods } from '../ui/goods.tsx';
import { ArrowIcon } from '../ui/icons.tsx';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Facts, SectionHead } from '../ui/parts.tsx';
import { Picture, smallest } from '../ui/picture.tsx';
import { Logo, storeText } from '../ui/store-card.tsx';
import { Offer } from './product.offer.tsx';
import { freightTerms, type Sku } from './product.price.ts';
import { defaultSku } from './product.variants.ts';

export type Product = (typeof product)['_output'];
export type Store = (typeof store)['_output'];

export interface ProductData {
  product: Product;
  sku: Sku;
  store: Store | undefined;
  others: readonly Card[];
}

const productPath = '/products/:productId';

/** `/products/<id>?sku=<id>`: goods with one variant chosen. */
export function registerProduct(app: App, shop: Shop): void {
  shared<ProductData>(app, shop, {
    path: productPath,
    query: ['sku'],
    async load({ api, params, query }) {
      const found = answerOf(
        await api(endpoints.getProduct, { params: { productId: params.productId ?? '' } }),
      );
      const chosen = found.skus.find((sku) => sku.id === query.sku);
      // A variant that is gone, or the one that is shown anyway: the page has one address for each.
      if (query.sku !== undefined && chosen === undefined) return `/products/${found.id}`;
      const sku = chosen ?? defaultSku(found.skus);
      if (sku === undefined) throw notFoundPage();
      const [seller, shelf] = await Promise.all([
        api(endpoints.getStore, { params: { storeId: found.store.id } }),
        api(endpoints.storeShelf, { params: { storeId: found.store.id }, query: { limit: 6 } }),
      ]);
      if (!seller.ok && seller.status !== 404) throw new PageProblem(seller.status, seller.problem);
      return {
        product: found,
        sku,
        store: seller.ok ? seller.value : undefined,
        // Goods beside these are a courtesy: the page does without them where they cannot be had.
        others: shelf.ok ? shelf.value.data.filter((card) => card.id !== found.id).slice(0, 5) : [],
      };
    },
    tags: ({ product, others }) => [
      pageTags.product(product.id),
      pageTags.store(product.store.id),
      pageTags.shelf(product.store.id),
      ...others.map((card) => pageTags.product(card.id)),
    ],
    render: (view, data) => <ProductPage view={view} {...data} />,
  });
}

function ProductPage(props: ProductData & { view: View }) {
  const { view, product, others } = props;
  const { t } = view;
  const texts = productText(view, product);
  const description = texts.description.replaceAll(/\s+/g, ' ').slice(0, 160);
  return (
    <Page
      view={view}
      title={texts.title}
      description={description === '' ? t('product.description', { title: texts.title }) : description}
      picture={product.pictures[0]?.url}
      place="search"
    >
      <Crumbs
        view={view}
        crumbs={product.categories.map((category) => ({
          href: `/categories/${category.slug}`,
          name: view.text(category.names),
        }))}
      />
      <article class="product">
        <Gallery view={view} product={product} />
        <Offer {...props} title={texts.title} lang={texts.lang} />
        <div class="product-more">
          {texts.description === '' ? null : (
            <section aria-labelledby="about-goods">
              <h2 id="about-goods">{t('product.about')}</h2>
              <p class="prose" lang={texts.lang}>
                {texts.description}
              </p>
            </section>
          )}
          <section aria-labelledby="terms">
            <h2 id="terms">{t('product.terms')}</h2>
            <Facts
              rows={[
                [t('product.freight'), freightTerms(view, product, props.sku)],
                ...(props.sku.weightGrams === null
                  ? []
                  : [[t('product.weight'), t('product.grams', { grams: props.sku.weightGrams })] as const]),
                [t('product.cancel'), t('product.cancelText')],
                [t('product.receipt'), t('product.receiptText')],
              ]}
            />
          </section>
          <Seller {...props} />
        </div>
      </article>
      {others.length === 0 ? null : (
        <section aria-labelledby="others">
          <SectionHead
            id="others"
            title={t('product.others')}
            more={{ href: `/stores/${product.store.slug}`, name: t('product.toStore') }}
          />
          <Goods view={view} cards={others} eager={0} withStore={false} />
        </section>
      )}
    </Page>
  );
}

/** Title and description in the reader's language, else in the next best, which is then named. */
function productText(view: View, product: Product) {
  const lang = view.langOf(product.texts);
  const texts = product.texts[lang ?? view.locale];
  return { title: texts?.title ?? '', description: texts?.description ?? '', lang };
}

/** Pictures side by side in a strip that scrolls and snaps; the small ones below are links into it. */
function Gallery({ view, product }: { view: View; product: Product }) {
  const { t } = view;
  const { pictures } = product;
  if (pictures.length === 0) {
    return (
      <div class="gallery">
        <div class="gallery-strip">
          <span class="no-picture">{t('goods.noPicture')}</span>
        </div>
      </div>
    );
  }
  return (
    <section class="gallery" aria-label={t('product.pictures')}>
      <ul class="gallery-strip" tabindex={pictures.length > 1 ? 0 : undefined}>
        {pictures.map((picture, index) => (
          <li id={`picture-${index + 1}`}>
            <Picture
              view={view}
              picture={picture}
              use={index === 0 ? 'full' : 'more'}
              sizes="(min-width: 900px) 560px, 100vw"
              eager={index === 0}
            />
          </li>
        ))}
      </ul>
      {pictures.length === 1 ? null : (
        <ul class="gallery-links">
          {pictures.map((picture, index) => (
            <li>
              <a href={`#picture-${index + 1}`} aria-label={t('product.picture', { number: index + 1 })}>
                <img
                  src={smallest(picture)}
                  width={picture.width}
                  height={picture.height}
                  alt=""
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who sells this, and who answers for it. */
function Seller({ view, product, store }: ProductData & { view: View }) {
  const { t } = view;
  const text = store === undefined ? undefined : storeText(view, store);
  const name = text?.name ?? view.text(product.store.name);
  return (
    <section class="seller" aria-labelledby="seller">
      <h2 id="seller">{t('product.seller')}</h2>
      <div class="seller-card">
        <Logo name={name} url={store?.logoUrl ?? null} />
        <div>
          <p class="seller-name">
            <a href={`/stores/${product.store.slug}`} lang={text?.lang}>
              {name}
              <ArrowIcon />
            </a>
          </p>
          {store === undefined ? null : (
            <p class="small">
              {store.licence.legalName}
              {store.licence.isVerified ? <span class="tag">{t('store.verified')}</span> : null}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
