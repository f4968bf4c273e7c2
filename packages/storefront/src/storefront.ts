import { Hono } from 'hono';
import { noteArrival } from './http/arrival.ts';
import { localPath, readTaste } from './http/form.ts';
import { notFoundPage } from './http/problem.ts';
import { redirect } from './http/respond.ts';
import { createShop, type Env } from './http/shop.ts';
import { noteClick } from './http/turn.ts';
import { themes, Visitor } from './http/visitor.ts';
import type { StorefrontOptions } from './options.ts';
import { registerAbout } from './pages/about.tsx';
import { registerAddresses } from './pages/account.addresses.tsx';
import { registerBalance } from './pages/account.balance.tsx';
import { registerFactors } from './pages/account.factors.tsx';
import { registerProfile } from './pages/account.profile.tsx';
import { registerSecurity } from './pages/account.security.tsx';
import { registerAccount } from './pages/account.tsx';
import { registerCartActions } from './pages/cart.actions.ts';
import { registerCart } from './pages/cart.tsx';
import { registerCategory } from './pages/category.tsx';
import { registerCheckout } from './pages/checkout.tsx';
import { registerCoupons } from './pages/coupons.tsx';
import { sendFailure } from './pages/failure.tsx';
import { registerHome } from './pages/home.tsx';
import { registerInvitation } from './pages/invitation.tsx';
import { registerLink } from './pages/link.tsx';
import { registerMailLinks } from './pages/mail-links.tsx';
import { registerMerchant } from './pages/merchant.tsx';
import { registerOrder } from './pages/order.tsx';
import { registerOrders } from './pages/orders.tsx';
import { registerPayment } from './pages/payment.tsx';
import { registerPrivacy } from './pages/privacy.tsx';
import { registerProduct } from './pages/product.tsx';
import { registerSearch } from './pages/search.tsx';
import { registerSignIn } from './pages/sign-in.tsx';
import { registerSignUp } from './pages/sign-up.tsx';
import { registerStores } from './pages/store.tsx';

export interface Storefront {
  /** answers all that is under `/`; what it does not know is a page that says so */
  app: Hono<Env>;
  /** forgets cached pages that show what changed; tags are made by `pageTags` */
  invalidate(tags: Iterable<string>): void;
}

/** The shop that shoppers see, on top of an API. */
export function createStorefront(options: StorefrontOptions): Storefront {
  const shop = createShop(options);
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const ip = c.env?.ip ?? c.env?.incoming?.socket?.remoteAddress ?? 'local';
    const visitor = new Visitor(c.req.raw, ip, options, shop.tokens);
    c.set('visitor', visitor);
    if (c.req.method === 'GET') {
      noteArrival(shop, visitor);
      if (options.turns !== undefined) noteClick(options.turns, visitor);
    }
    await next();
  });

  app.get('/assets/:name', (c) => {
    const asset = options.assets.find(c.req.param('name'));
    if (asset === undefined) throw notFoundPage();
    return new Response(asset.body, {
      headers: {
        'content-type': asset.type,
        // The name changes with the content.
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
  });
  app.get('/robots.txt', () => {
    const closed = [
      '/account',
      '/cart',
      '/checkout',
      '/checkouts',
      '/orders',
      '/sign-in',
      '/sign-up',
      '/invitation',
      '/l/',
      '/coupons/',
      '/privacy',
    ];
    const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''];
    return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
  });
  app.post('/theme', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readTaste(c, shop);
    visitor.remember('theme', themes.find((theme) => theme === fields.text('theme')) ?? 'auto');
    return redirect(visitor, localPath(fields.text('next'), '/'));
  });

  registerHome(app, shop);
  registerSearch(app, shop);
  registerCategory(app, shop);
  registerStores(app, shop);
  registerMerchant(app, shop);
  registerProduct(app, shop);
  registerAbout(app, shop);
  registerLink(app, shop);
  registerCoupons(app, shop);
  registerPrivacy(app, shop);
  registerCart(app, shop);
  registerCartActions(app, shop);
  registerCheckout(app, shop);
  registerPayment(app, shop);
  registerOrders(app, shop);
  registerOrder(app, shop);
  registerSignIn(app, shop);
  registerSignUp(app, shop);
  registerMailLinks(app, shop);
  registerInvitation(app, shop);
  registerAccount(app, shop);
  registerProfile(app, shop);
  registerAddresses(app, shop);
  registerBalance(app, shop);
  registerSecurity(app, shop);
  registerFactors(app, shop);

  app.notFound((c) => sendFailure(c, shop, notFoundPage()));
  app.onError((error, c) => sendFailure(c, shop, error));
  return { app, invalidate: (tags) => shop.cache.invalidate(tags) };
}
