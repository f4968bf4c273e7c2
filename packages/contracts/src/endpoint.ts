import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

/**
 * Who may call an endpoint at all. What they may then see is decided by tenancy: an object of somebody else answers
 * `not_found`, exactly as one that does not exist.
 *
 * - `public`: anybody, signed in or not
 * - `shopper`: anybody with a shopper's identity: signed in, or a guest with a cart token
 * - `person`: a signed-in person
 * - `licence`: staff of the licence in the path (`licenceId`) or of the store in the path (`storeId`), with `permission`
 * - `operator`: an operator of the market with a second factor
 * - `provider`: a payment provider, by the signature of its webhook
 */
export type Access = 'public' | 'shopper' | 'person' | 'licence' | 'operator' | 'provider';

/** What staff of a licence may do; `market/src/people/permissions.ts` says which role has which. */
export type Permission =
  | 'licence.read'
  | 'licence.manage'
  | 'staff.manage'
  | 'store.open'
  | 'store.read'
  | 'store.edit'
  | 'store.close'
  | 'links.edit'
  | 'catalogue.read'
  | 'catalogue.edit'
  | 'orders.read'
  | 'orders.handle'
  | 'money.read'
  | 'money.refund'
  | 'keys.manage';

type Shape = z.ZodType;

export interface Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends Shape = Shape,
> {
  /** unique, camelCase: the operationId and the name of the client's method */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI style: `/v1/stores/{storeId}/products` */
  path: string;
  area: string;
  summary: string;
  access: Access;
  permission?: Permission;
  /** under a licence: staff of only some of its stores may call it too, and get what belongs to those stores */
  storeStaff?: true;
  /** scope that an API key needs; none means that API keys may not call it */
  scope?: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** `json` unless told; `form` is multipart/form-data, `raw` hands the bytes over */
  bodyType?: 'json' | 'form' | 'raw';
  /** largest body in bytes; 1 MiB unless told */
  bodyLimit?: number;
  answer?: Answer;
  /** status of success; 200 unless told (204 where there is no answer) */
  status?: 200 | 201 | 202 | 204;
  /** content type of an answer that is not JSON */
  answerType?: string;
  /** takes (and requires) an Idempotency-Key */
  idempotent?: boolean;
  /** answers an ETag; `required`: an edit needs If-Match */
  etag?: 'answered' | 'required';
  /** expected failures beside the general ones */
  problems?: readonly ProblemCode[];
  /** group of the rate limit; `read` or `write` by method unless told */
  rateGroup?: 'read' | 'write' | 'signIn' | 'search' | 'upload' | 'hot' | 'none';
  /** nobody looks at a page that waits for it: where many come at once, others are served between them */
  mayWait?: boolean;
}

/** Declares an endpoint; the identity function that keeps the types. */
export function endpoint<
  Params extends Shape = z.ZodUndefined,
  Query extends Shape = z.ZodUndefined,
  Body extends Shape = z.ZodUndefined,
  Answer extends Shape = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return definition;
}

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;

export type ParamsOf<E extends Endpoint> =
  E extends Endpoint<infer P, Shape, Shape, Shape> ? Output<P> : never;
export type QueryOf<E extends Endpoint> =
  E extends Endpoint<Shape, infer Q, Shape, Shape> ? Output<Q> : never;
export type BodyOf<E extends Endpoint> = E extends Endpoint<Shape, Shape, infer B, Shape> ? Output<B> : never;
export type AnswerOf<E extends Endpoint> =
  E extends Endpoint<Shape, Shape, Shape, infer A> ? Output<A> : never;
export type ParamsInput<E extends Endpoint> =
  E extends Endpoint<infer P, Shape, Shape, Shape> ? Input<P> : never;
export type QueryInput<E extends Endpoint> =
  E extends Endpoint<Shape, infer Q, Shape, Shape> ? Input<Q> : never;
export type BodyInput<E extends Endpoint> =
  E extends Endpoint<Shape, Shape, infer B, Shape> ? Input<B> : never;
/** What a handler returns: the input side of the answer's schema, so that it may not carry unknown shapes. */
export type AnswerInput<E extends Endpoint> =
  E extends Endpoint<Shape, Shape, Shape, infer A> ? Input<A> : never;
