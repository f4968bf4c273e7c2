import type { Locale } from '@hazumi/contracts';

const longest = 40;
const shortest = 3;

/** Paths of the shop's pages and of the API, and words that would pass for the market itself. */
const reserved: ReadonlySet<string> = new Set(
  `about account accounts admin api app apps assets auth blog buy cart carts categories category checkout closed
  community console contact contacts coupon coupons creator creators dashboard dev docs download error faq favicon
  feed forum guest hazumi health help home images index info invitation item items languages legal licence licences
  login logout mail market media messages news notice official openapi operator operators order orders page pages
  password pay payment payments picture pictures policy post posts press privacy problems product products public
  refund register return returns robots rules sandbox search security seller sellers settings shop shops sign-in
  sign-out sign-up sitemap static status store stores support system terms test undefined null user users verify
  webhooks welcome www`.split(/\s+/),
);

/** Whether a store may have this slug at all; whether it is free, the database decides. */
export function isReserved(slug: string): boolean {
  // What looks like one of our public ids would be confusing in logs and links.
  return reserved.has(slug) || /^[a-z]{3}-[0-9a-hjkmnp-tv-z]{26}$/.test(slug);
}

/**
 * Slugs to try for a store of these names, the nicest first. English goes before Japanese and Chinese, because only Latin letters make
 * a slug; a name without any gives `shop-` and six characters of the id, which nobody has to spell for the market to work.
 *
 * @param id the store's UUID; its random end makes the later ones unique
 */
export function slugCandidates(names: Partial<Record<Locale, string>>, id: string): string[] {
  const tail = [...id.replaceAll('-', '').slice(-12)];
  const six = tail.slice(-6).join('');
  const readable = [names.en, names.ja, names['zh-CN']]
    .map((name) => latinSlug(name ?? ''))
    .find((slug) => slug.length >= shortest && /[a-z]/.test(slug));
  if (readable === undefined) return [`shop-${six}`, `shop-${tail.join('')}`];
  const withEnd = (end: string): string =>
    `${trimDashes(readable.slice(0, longest - end.length - 1))}-${end}`;
  const numbered = [readable, withEnd('2'), withEnd('3'), withEnd('4')].filter((slug) => !isReserved(slug));
  return [...numbered, withEnd(six), withEnd(tail.join(''))];
}

/** 'Café Ōkami & Söhne!' -> 'cafe-okami-and-sohne'; '青葉堂' -> ''. */
function latinSlug(name: string): string {
  const latin = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('&', ' and ')
    .replaceAll(/['’]/g, '');
  return trimDashes(latin.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longest));
}

const trimDashes = (text: string): string => text.replaceAll(/^-+|-+$/g, '');
