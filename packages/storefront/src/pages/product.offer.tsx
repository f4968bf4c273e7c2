import type { View } from '../http/view.ts';
import { PostForm } from '../ui/form.tsx';
import { Price, Stock } from '../ui/goods.tsx';
import { CheckIcon, TruckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/parts.tsx';
import { freightOfOne, freightTerms } from './product.price.ts';
import type { ProductData } from './product.tsx';
import { type Choice, choicesOf } from './product.variants.ts';

/** More values than this are a list to choose from rather than a row of links. */
const mostLinks = 16;

/** Title, price with all that comes on top, variants, and the two ways to buy. */
export function Offer(props: ProductData & { view: View; title: string; lang: string | undefined }) {
  const { view, product, sku, store } = props;
  const { t } = view;
  const isSelling = store?.openForSale ?? false;
  const freightMinor = freightOfOne(product, sku);
  return (
    <div class="offer" id="offer">
      <p class="offer-store">
        <a href={`/stores/${product.store.slug}`} lang={view.langOf(product.store.name)}>
          {view.text(product.store.name)}
        </a>
      </p>
      <h1 lang={props.lang}>{props.title}</h1>
      <p class="offer-price">
        <Price
          view={view}
          amountMinor={sku.priceMinor}
          currency={product.currency}
          compareAtMinor={sku.compareAtMinor}
        />
        <span class="small">{t('product.taxIncluded')}</span>
      </p>
      <p class="offer-total">
        <TruckIcon />
        <span>
          {freightTerms(view, product, sku)}
          {freightMinor === 0 ? null : (
            <>
              <br />
              <b>
                {t('product.total', { amount: view.money(sku.priceMinor + freightMinor, product.currency) })}
              </b>
            </>
          )}
        </span>
      </p>
      {choicesOf(view, product, sku).map(({ name, choices }, index) =>
        choices.length > mostLinks ? (
          <LongChoice view={view} product={product} name={name} choices={choices} index={index} />
        ) : (
          <div class="choice">
            <p class="choice-name" id={`choice-${index}`}>
              {name}
            </p>
            <ul class="chips" aria-labelledby={`choice-${index}`}>
              {choices.map((choice) => (
                <li>
                  <a
                    class={choice.sku.availability.inStock ? 'chip' : 'chip is-out'}
                    href={`/products/${product.id}?sku=${choice.sku.id}`}
                    rel="nofollow"
                    data-swap="offer"
                    lang={choice.lang}
                    aria-current={choice.isChosen ? 'true' : undefined}
                  >
                    {choice.isChosen ? <CheckIcon /> : null}
                    {choice.text}
                    {choice.sku.availability.inStock ? null : (
                      <span class="hidden">({t('goods.soldOut')})</span>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      {isSelling ? <Buy {...props} /> : <Notice kind="warning">{t('product.notSelling')}</Notice>}
    </div>
  );
}

/** Many values: a list with a button, which needs no script. */
function LongChoice(props: {
  view: View;
  product: ProductData['product'];
  name: string;
  choices: readonly Choice[];
  index: number;
}) {
  return (
    <form class="choice" action={`/products/${props.product.id}`}>
      <label class="choice-name" for={`choice-${props.index}`}>
        {props.name}
      </label>
      <div class="inline">
        <select id={`choice-${props.index}`} name="sku">
          {props.choices.map((choice) => (
            <option value={choice.sku.id} selected={choice.isChosen}>
              {choice.text}
              {choice.sku.availability.inStock ? '' : ` (${props.view.t('goods.soldOut')})`}
            </option>
          ))}
        </select>
        <button type="submit" class="button quiet">
          {props.view.t('product.choose')}
        </button>
      </div>
    </form>
  );
}

function Buy({ view, product, sku }: ProductData & { view: View }) {
  const { t } = view;
  if (!sku.availability.inStock) {
    return (
      <Notice kind="warning">
        <p>
          <b>{t('goods.soldOut')}</b>
        </p>
        <p>{t('product.soldOutText')}</p>
      </Notice>
    );
  }
  return (
    <PostForm action="/cart/lines" class="buy" label={t('product.buy')}>
      <input type="hidden" name="product" value={product.id} />
      <input type="hidden" name="sku" value={sku.id} />
      <input type="hidden" name="price" value={String(sku.priceMinor)} />
      <div class="field short">
        <label for="quantity">{t('product.quantity')}</label>
        <div class="inline">
          <input
            id="quantity"
            name="quantity"
            type="number"
            inputmode="numeric"
            min={1}
            max={sku.availability.left ?? 999}
            value={1}
            required
            autocomplete="off"
            data-stepper
          />
          <Stock view={view} availability={sku.availability} />
        </div>
      </div>
      <div class="buttons">
        <button type="submit" class="button strong">
          {t('product.addToCart')}
        </button>
        <button type="submit" class="button" formaction="/buy-now">
          {t('product.buyNow')}
        </button>
      </div>
    </PostForm>
  );
}
