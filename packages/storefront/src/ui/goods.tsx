import type { productCard } from '@hazumi/contracts';
import type { View } from '../http/view.ts';
import { Picture } from './picture.tsx';

export type Card = (typeof productCard)['_output'];

/** A price in digits of one width; a former price beside it, named as such for those who cannot see the line through it. */
export function Price(props: {
  view: View;
  amountMinor: number;
  currency: string;
  /** it is the cheapest of several */
  isFrom?: boolean;
  compareAtMinor?: number | null;
}) {
  const { view, currency, amountMinor, compareAtMinor = null } = props;
  const amount = view.money(amountMinor, currency);
  return (
    <span class="price">
      <b>{props.isFrom === true ? view.t('goods.from', { price: amount }) : amount}</b>
      {compareAtMinor === null ? null : (
        <>
          {' '}
          <span class="hidden">{view.t('goods.formerPrice')}</span>
          <s>{view.money(compareAtMinor, currency)}</s>
        </>
      )}
    </span>
  );
}

/** Whether it can be had, in words; nothing where there is plenty. */
export function Stock({ view, availability }: { view: View; availability: Card['availability'] }) {
  if (!availability.inStock) return <span class="tag tag-out">{view.t('goods.soldOut')}</span>;
  if (availability.left === null) return null;
  return <span class="tag tag-few">{view.t('goods.left', { left: availability.left })}</span>;
}

/** Goods as pictures with title, price and store, two or more in a row. The first few are in sight at once. */
export function Goods(props: {
  view: View;
  cards: readonly Card[];
  eager?: number;
  withStore?: boolean;
  level?: 2 | 3;
}) {
  const { view, cards, eager = 4, withStore = true, level = 3 } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul class="goods">
      {cards.map((card, index) => (
        <li class={card.availability.inStock ? undefined : 'is-out'}>
          <div class="goods-picture">
            {card.picture === null ? (
              <span class="no-picture">{view.t('goods.noPicture')}</span>
            ) : (
              <Picture
                view={view}
                picture={card.picture}
                use="card"
                alt=""
                sizes="(min-width: 1180px) 220px, (min-width: 720px) 30vw, 46vw"
                eager={index < eager}
              />
            )}
          </div>
          <Heading>
            <a href={`/products/${card.id}`} lang={view.langOf(card.title)}>
              {view.text(card.title)}
            </a>
          </Heading>
          <p class="goods-price">
            <Price
              view={view}
              amountMinor={card.priceFromMinor}
              currency={card.currency}
              isFrom={card.priceToMinor > card.priceFromMinor}
              compareAtMinor={card.compareAtMinor}
            />
            <Stock view={view} availability={card.availability} />
          </p>
          {withStore ? (
            <p class="goods-store">
              <a href={`/stores/${card.store.slug}`} lang={view.langOf(card.store.name)}>
                {view.text(card.store.name)}
              </a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
