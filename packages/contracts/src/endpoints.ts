import { allotmentEndpoints } from './allotment.ts';
import { cartEndpoints } from './cart.ts';
import { catalogueEndpoints } from './catalogue.ts';
import { checkoutEndpoints } from './checkout.ts';
import { couponsEndpoints } from './coupons.ts';
import type { Endpoint } from './endpoint.ts';
import { experimentsEndpoints } from './experiments.ts';
import { incentiveEndpoints } from './incentive.ts';
import { labEndpoints } from './lab.ts';
import { ledgerEndpoints } from './ledger.ts';
import { licencesEndpoints } from './licences.ts';
import { linksEndpoints } from './links.ts';
import { measuresEndpoints } from './measures.ts';
import { mediaEndpoints } from './media.ts';
import { ordersEndpoints } from './orders.ts';
import { paymentsEndpoints } from './payments.ts';
import { peopleEndpoints } from './people.ts';
import { policyEndpoints } from './policy.ts';
import { searchEndpoints } from './search.ts';
import { storesEndpoints } from './stores.ts';
import { systemEndpoints } from './system.ts';
import { touchesEndpoints } from './touches.ts';

/** Every endpoint of the API by its id. The server mounts them, the client calls them, OpenAPI describes them. */
export const endpoints = {
  ...systemEndpoints,
  ...peopleEndpoints,
  ...licencesEndpoints,
  ...storesEndpoints,
  ...catalogueEndpoints,
  ...mediaEndpoints,
  ...searchEndpoints,
  ...cartEndpoints,
  ...checkoutEndpoints,
  ...ordersEndpoints,
  ...paymentsEndpoints,
  ...ledgerEndpoints,
  ...policyEndpoints,
  ...labEndpoints,
  ...linksEndpoints,
  ...couponsEndpoints,
  ...incentiveEndpoints,
  ...allotmentEndpoints,
  ...touchesEndpoints,
  ...measuresEndpoints,
  ...experimentsEndpoints,
};

export const endpointList: readonly Endpoint[] = Object.values(endpoints);
