import type { View } from '../http/view.ts';
import { PostForm } from '../ui/form.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { Thumb } from '../ui/picture.tsx';
import type { Cart } from './cart.tsx';

type Line = Cart['stores'][number]['lines'][number];

/** A line of the cart: what it is, how many, what it costs now, and what stands in its way with one click to settle it. */
export function CartLine({ view, line, currency }: { view: View; line: Line; currency: string }) {
  const { t } = view;
  const title = view.text(line.title);
  const soldOut = line.notices.includes('soldOut') || line.notices.includes('notPurchasable');
  return (
    <li class={line.purchasable ? 'line' : 'line is-blocked'}>
      <Thumb url={line.pictureUrl} />
      <div class="line-what">
        <p class="line-title">
          <a href={`/products/${line.productId}?sku=${line.skuId}`} lang={view.langOf(line.title)}>
            {title}
          </a>
        </p>
        {line.options.length === 0 ? null : (
          <p class="small">{line.options.map((option) => view.text(option)).join(t('list.separator'))}</p>
        )}
        <p class="small">{t('cart.each', { price: view.money(line.unitPriceMinor, currency) })}</p>
        <LineNotices view={view} line={line} currency={currency} />
      </div>
      <div class="line-how-many">
        {soldOut ? null : (
          <PostForm
            action={`/cart/lines/${line.id}`}
            class="quantity"
            label={t('cart.quantityOf', { title })}
          >
            <label class="hidden" for={`q-${line.id}`}>
              {t('product.quantity')}
            </label>
            <input
              id={`q-${line.id}`}
              name="quantity"
              type="number"
              inputmode="numeric"
              min={1}
              max={Math.max(1, line.available)}
              value={line.quantity}
              autocomplete="off"
              required
              data-stepper="submit"
            />
            <button type="submit" class="button quiet">
              {t('cart.update')}
              <span class="hidden"> {title}</span>
            </button>
          </PostForm>
        )}
        <PostForm action={`/cart/lines/${line.id}/remove`}>
          <button type="submit" class="link">
            {t('cart.remove')}
            <span class="hidden"> {title}</span>
          </button>
        </PostForm>
      </div>
      <p class="line-sum">
        {line.purchasable ? view.money(line.goodsMinor, currency) : t('cart.notCounted')}
      </p>
    </li>
  );
}

function LineNotices({ view, line, currency }: { view: View; line: Line; currency: string }) {
  const { t } = view;
  return (
    <>
      {line.notices.map((notice) => (
        <div class="line-notice">
          <AlertIcon />
          <div>
            <p>
              {t(`cart.notice.${notice}`, {
                before: view.money(line.seenPriceMinor, currency),
                now: view.money(line.unitPriceMinor, currency),
                available: line.available,
              })}
            </p>
            {notice === 'priceChanged' && line.available > 0 ? (
              <Settle view={view} line={line} quantity={Math.min(line.quantity, line.available)}>
                {t('cart.acceptPrice')}
              </Settle>
            ) : notice === 'notEnoughStock' ? (
              <Settle view={view} line={line} quantity={line.available}>
                {t('cart.takeLeft', { available: line.available })}
              </Settle>
            ) : null}
          </div>
        </div>
      ))}
    </>
  );
}

/** One click that takes the line as it can be had now. */
function Settle(props: { view: View; line: Line; quantity: number; children: string }) {
  return (
    <PostForm action={`/cart/lines/${props.line.id}`}>
      <input type="hidden" name="quantity" value={String(props.quantity)} />
      <input type="hidden" name="price" value={String(props.line.unitPriceMinor)} />
      <button type="submit" class="button quiet small-button">
        {props.children}
      </button>
    </PostForm>
  );
}
