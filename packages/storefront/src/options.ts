import type { Assets } from './assets/build.ts';

/** Who a call to the API is made for, as far as the API's rate limits need to know. */
export interface Caller {
  /** address of the browser */
  ip: string;
}

/** A page that a person is about to see, with what comes first on it by turn. One of `shown` and `failed` is called. */
export interface PageTurn {
  /** public ids of goods, or of stores on the home page and the list of stores */
  first: readonly string[];
  /** what the page shows, from its first place on */
  shown(ids: readonly string[]): void;
  failed(): void;
}

/** A page whose places are given by turns: where a visit came from. */
export type TurnsPage = { search: string } | { page: 'home' | 'stores' } | { category: string };

/** Who gives pages their turns on public traffic, in this process, and counts what came of them. */
export interface Turns {
  /** of the first page of a search that nothing narrows; undefined where it goes by the text alone, uncounted */
  search(text: string): PageTurn | undefined;
  home(): PageTurn;
  /** of the first page of all stores */
  stores(): PageTurn;
  /** of the first page of a category, by its slug; undefined where it goes by time alone, uncounted */
  category(slug: string): PageTurn | undefined;
  clicked(from: TurnsPage, of: { productId: string } | { slug: string }): void;
}

export interface StorefrontOptions {
  /**
   * Answers a request to `/v1`, in this process or elsewhere. Pages have no other source: what this answers is what shoppers
   * see. It may throw where no answer came at all; pages then say that the market cannot be reached.
   */
  api(request: Request, caller: Caller): Promise<Response>;
  /** the address people see, without a slash at its end: canonical links and payment returns begin with it */
  publicUrl: string;
  /** cookies are sent over HTTPS alone */
  secure: boolean;
  /** signs the tokens of forms; the same in every process that serves the market */
  secret: string;
  /** from `buildAssets()`, once at the start */
  assets: Assets;
  /** the machine's time in milliseconds; it ages cached pages and nothing else, so a market's own clock may stand still */
  now(): number;
  /**
   * Origins of the pages on which providers take payments. A form that ends there must name them in its policy
   * (`form-action`); a provider that is missing here costs its shoppers one more click, no more.
   */
  paymentOrigins?: readonly string[];
  /** names of the cookie that holds a signed-in person's session; `session` and `__Host-session` unless told */
  sessionCookies?: readonly string[];
  /** path of the merchants' console, for staff who have just joined */
  merchantPath?: string;
  /**
   * For how long a page that strangers share is taken as it is, in milliseconds; 2,000 unless told. It may be long where
   * `invalidate` is told of every change.
   */
  freshMs?: number;
  /** for how long after that it may still be shown while it is made anew behind it; 8,000 unless told */
  staleMs?: number;
  /** pages kept; 4,000 unless told (about 30 KB each) */
  cachedPages?: number;
  /** without it, pages follow relevance and time alone, and nothing that they show is counted */
  turns?: Turns;
  /** hears of failures that no one expected, with the id that the shopper was shown */
  onError(error: unknown, requestId: string): void;
}
