import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { Api } from '../api/client.ts';
import { meOptions } from '../session/session.tsx';
import { Shell } from '../shell/Shell.tsx';
import { Skeleton } from '../ui/States.tsx';
import { NotFound, Unexpected } from './Failures.tsx';
import { homeFor, readLastLicence, writeLastLicence } from './home.ts';
import { OperatorDoor } from './OperatorDoor.tsx';
import { parseSearch, stringifySearch } from './query-string.ts';
import {
  dayed,
  diffSearch,
  exclusionsSearch,
  goodsSearch,
  importRowsSearch,
  incentiveSearch,
  labSearch,
  linksSearch,
  newDraftSearch,
  nextSearch,
  northStarSearch,
  operatorLicencesSearch,
  operatorStoresSearch,
  ordersSearch,
  paged,
  policySearch,
  principalsSearch,
  storesSearch,
  tokenSearch,
} from './search.ts';

interface RouterContext {
  api: Api;
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: NotFound });

// Before somebody is signed in.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../screens/sign-in/SignIn.tsx'), 'SignIn'),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../screens/sign-in/SignUp.tsx'), 'SignUp'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../screens/sign-in/ForgotPassword.tsx'), 'ForgotPassword'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: tokenSearch,
  component: lazyRouteComponent(() => import('../screens/sign-in/Invitation.tsx'), 'Invitation'),
});

/** Everything below is for somebody who is signed in; others are led to the sign-in, and back here after it. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meOptions(context.api));
    if (me === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
    return { me: me.value };
  },
  component: Shell,
});
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect(homeFor(context.me, readLastLicence(localStorage)));
  },
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../screens/account/Account.tsx'), 'Account'),
});
const security = createRoute({
  getParentRoute: () => shell,
  path: '/account/security',
  component: lazyRouteComponent(() => import('../screens/account/Security.tsx'), 'Security'),
});
const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: '/account/api-keys',
  component: lazyRouteComponent(() => import('../screens/account/ApiKeys.tsx'), 'ApiKeys'),
});

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

// A licence.
const registerLicence = createRoute({
  getParentRoute: () => shell,
  path: '/licences/new',
  component: lazyRouteComponent(() => import('../screens/licence/Register.tsx'), 'Register'),
});
const licence = createRoute({
  getParentRoute: () => shell,
  path: '/licences/$licenceId',
  beforeLoad: ({ params }) => writeLastLicence(localStorage, params.licenceId),
  component: Outlet,
});
const licenceHome = createRoute({
  getParentRoute: () => licence,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/licences/$licenceId/stores', params });
  },
});
const stores = createRoute({
  getParentRoute: () => licence,
  path: '/stores',
  validateSearch: storesSearch,
  component: lazyRouteComponent(() => import('../screens/matrix/Matrix.tsx'), 'Matrix'),
});
const openStore = createRoute({
  getParentRoute: () => licence,
  path: '/stores/new',
  component: lazyRouteComponent(() => import('../screens/open-store/OpenStore.tsx'), 'OpenStore'),
});
const licenceOrders = createRoute({
  getParentRoute: () => licence,
  path: '/orders',
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('../screens/orders/LicenceOrders.tsx'), 'LicenceOrders'),
});
const papers = createRoute({
  getParentRoute: () => licence,
  path: '/papers',
  component: lazyRouteComponent(() => import('../screens/licence/Licence.tsx'), 'Licence'),
});
const staff = createRoute({
  getParentRoute: () => licence,
  path: '/staff',
  validateSearch: paged,
  component: lazyRouteComponent(() => import('../screens/staff/Staff.tsx'), 'Staff'),
});

// A store.
const store = createRoute({ getParentRoute: () => licence, path: '/stores/$storeId', component: Outlet });
const storeHome = createRoute({
  getParentRoute: () => store,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/licences/$licenceId/stores/$storeId/goods', params });
  },
});
const goods = createRoute({
  getParentRoute: () => store,
  path: '/goods',
  validateSearch: goodsSearch,
  component: lazyRouteComponent(() => import('../screens/goods/Goods.tsx'), 'Goods'),
});
const newProduct = createRoute({
  getParentRoute: () => store,
  path: '/goods/new',
  component: lazyRouteComponent(() => import('../screens/product/NewProduct.tsx'), 'NewProduct'),
});
const product = createRoute({
  getParentRoute: () => store,
  path: '/goods/$productId',
  component: lazyRouteComponent(() => import('../screens/product/Product.tsx'), 'Product'),
});
const imports = createRoute({
  getParentRoute: () => store,
  path: '/imports',
  validateSearch: paged,
  component: lazyRouteComponent(() => import('../screens/imports/Imports.tsx'), 'Imports'),
});
const oneImport = createRoute({
  getParentRoute: () => store,
  path: '/imports/$importId',
  validateSearch: importRowsSearch,
  component: lazyRouteComponent(() => import('../screens/imports/Import.tsx'), 'Import'),
});
const traffic = createRoute({
  getParentRoute: () => store,
  path: '/traffic',
  validateSearch: dayed,
  component: lazyRouteComponent(() => import('../screens/traffic/Traffic.tsx'), 'Traffic'),
});
const links = createRoute({
  getParentRoute: () => store,
  path: '/links',
  validateSearch: linksSearch,
  component: lazyRouteComponent(() => import('../screens/links/Links.tsx'), 'Links'),
});
const coupons = createRoute({
  getParentRoute: () => store,
  path: '/coupons',
  validateSearch: paged,
  component: lazyRouteComponent(() => import('../screens/coupons/Coupons.tsx'), 'Coupons'),
});
const incentive = createRoute({
  getParentRoute: () => store,
  path: '/incentive',
  validateSearch: incentiveSearch,
  component: lazyRouteComponent(() => import('../screens/incentive/Incentive.tsx'), 'Incentive'),
});
const experiments = createRoute({
  getParentRoute: () => store,
  path: '/experiments',
  component: lazyRouteComponent(() => import('../screens/experiments/Experiments.tsx'), 'Experiments'),
});
const storeOrders = createRoute({
  getParentRoute: () => store,
  path: '/orders',
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('../screens/orders/StoreOrders.tsx'), 'StoreOrders'),
});
const order = createRoute({
  getParentRoute: () => store,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../screens/order/Order.tsx'), 'Order'),
});
const money = createRoute({
  getParentRoute: () => store,
  path: '/money',
  validateSearch: paged,
  component: lazyRouteComponent(() => import('../screens/money/Money.tsx'), 'StoreMoney'),
});
const settings = createRoute({
  getParentRoute: () => store,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/store-settings/StoreSettings.tsx'), 'StoreSettings'),
});

// The operators' side. The door opens in a session with a second factor alone.
const operator = createRoute({ getParentRoute: () => shell, path: '/operator', component: OperatorDoor });
const operatorHome = createRoute({
  getParentRoute: () => operator,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/operator/licences' });
  },
});
const marketLicences = createRoute({
  getParentRoute: () => operator,
  path: '/licences',
  validateSearch: operatorLicencesSearch,
  component: lazyRouteComponent(() => import('../screens/market-licences/Licences.tsx'), 'Licences'),
});
const marketLicence = createRoute({
  getParentRoute: () => operator,
  path: '/licences/$marketLicenceId',
  component: lazyRouteComponent(() => import('../screens/market-licences/Licence.tsx'), 'Licence'),
});
const marketStores = createRoute({
  getParentRoute: () => operator,
  path: '/stores',
  validateSearch: operatorStoresSearch,
  component: lazyRouteComponent(() => import('../screens/market-stores/Stores.tsx'), 'Stores'),
});
const marketStore = createRoute({
  getParentRoute: () => operator,
  path: '/stores/$marketStoreId',
  component: lazyRouteComponent(() => import('../screens/market-stores/Store.tsx'), 'Store'),
});
const marketOrders = createRoute({
  getParentRoute: () => operator,
  path: '/orders',
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('../screens/orders/MarketOrders.tsx'), 'MarketOrders'),
});
const marketOrder = createRoute({
  getParentRoute: () => operator,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../screens/order/MarketOrder.tsx'), 'MarketOrder'),
});
const exclusions = createRoute({
  getParentRoute: () => operator,
  path: '/exclusions',
  validateSearch: exclusionsSearch,
  component: lazyRouteComponent(() => import('../screens/exclusions/Exclusions.tsx'), 'Exclusions'),
});
const principals = createRoute({
  getParentRoute: () => operator,
  path: '/principals',
  validateSearch: principalsSearch,
  component: lazyRouteComponent(() => import('../screens/principals/Principals.tsx'), 'Principals'),
});
const ledger = createRoute({
  getParentRoute: () => operator,
  path: '/ledger',
  component: lazyRouteComponent(() => import('../screens/ledger/TrialBalance.tsx'), 'TrialBalance'),
});
const northStar = createRoute({
  getParentRoute: () => operator,
  path: '/north-star',
  validateSearch: northStarSearch,
  component: lazyRouteComponent(() => import('../screens/north-star/NorthStar.tsx'), 'NorthStar'),
});
const flywheel = createRoute({
  getParentRoute: () => operator,
  path: '/flywheel',
  component: lazyRouteComponent(() => import('../screens/flywheel/Flywheel.tsx'), 'Flywheel'),
});
const policy = createRoute({
  getParentRoute: () => operator,
  path: '/policy',
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import('../screens/policy/Policy.tsx'), 'Policy'),
});
const lab = createRoute({
  getParentRoute: () => operator,
  path: '/lab',
  validateSearch: labSearch,
  component: lazyRouteComponent(() => import('../screens/policy-lab/Lab.tsx'), 'Lab'),
});
const newDraft = createRoute({
  getParentRoute: () => operator,
  path: '/lab/new',
  validateSearch: newDraftSearch,
  component: lazyRouteComponent(() => import('../screens/policy-lab/NewDraft.tsx'), 'NewDraft'),
});
const labDraft = createRoute({
  getParentRoute: () => operator,
  path: '/lab/$draftId',
  component: lazyRouteComponent(() => import('../screens/policy-lab/Draft.tsx'), 'Draft'),
});
const editDraft = createRoute({
  getParentRoute: () => operator,
  path: '/lab/$draftId/edit',
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import('../screens/policy-lab/EditDraft.tsx'), 'EditDraft'),
});
const labRun = createRoute({
  getParentRoute: () => operator,
  path: '/lab/runs/$runId',
  component: lazyRouteComponent(() => import('../screens/policy-lab/Run.tsx'), 'Run'),
});
const policyVersions = createRoute({
  getParentRoute: () => operator,
  path: '/policy/versions',
  validateSearch: paged,
  component: lazyRouteComponent(() => import('../screens/policy/Versions.tsx'), 'Versions'),
});
const policyVersion = createRoute({
  getParentRoute: () => operator,
  path: '/policy/versions/$number',
  validateSearch: diffSearch,
  component: lazyRouteComponent(() => import('../screens/policy/Version.tsx'), 'Version'),
});
const categories = createRoute({
  getParentRoute: () => operator,
  path: '/categories',
  component: lazyRouteComponent(() => import('../screens/categories/Categories.tsx'), 'Categories'),
});

const tree = root.addChildren([
  signIn,
  signUp,
  forgot,
  invitation,
  shell.addChildren([
    home,
    account,
    security,
    apiKeys,
    nowhere,
    registerLicence,
    licence.addChildren([
      licenceHome,
      stores,
      openStore,
      licenceOrders,
      papers,
      staff,
      store.addChildren([
        storeHome,
        goods,
        newProduct,
        product,
        imports,
        oneImport,
        traffic,
        links,
        coupons,
        incentive,
        experiments,
        storeOrders,
        order,
        money,
        settings,
      ]),
    ]),
    operator.addChildren([
      operatorHome,
      marketLicences,
      marketLicence,
      marketStores,
      marketStore,
      marketOrders,
      marketOrder,
      exclusions,
      principals,
      ledger,
      northStar,
      flywheel,
      policy,
      lab,
      newDraft,
      labDraft,
      editDraft,
      labRun,
      policyVersions,
      policyVersion,
      categories,
    ]),
  ]),
]);

/** The console's screens under `/console`. What a filter chose stands in the address. */
export function createConsoleRouter(context: RouterContext) {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    context,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: () => <Skeleton lines={9} kind="sheet" />,
    defaultErrorComponent: Unexpected,
    defaultNotFoundComponent: NotFound,
  });
}
export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
