import { endpoints } from '@hazumi/contracts';
import { type Reply, register, reply } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { confirmEmailChange, requestPasswordReset, resetPassword, verifyEmail } from './account.service.ts';
import {
  credentialOf,
  guestCookie,
  guestTokenOf,
  newSecret,
  sessionCookie,
  setCookie,
} from './credentials.ts';
import type { PeopleParts } from './people.parts.ts';
import { deviceOf } from './people.requests.ts';
import {
  type SignedIn,
  signIn,
  signInPasskey,
  signInSecondFactor,
  signOut,
  signUp,
} from './sign-in.service.ts';

const guestDays = 180;

/** The answer of a sign-in with the session as a cookie beside it. */
export function withSession<T extends SignedIn>(market: Market, parts: PeopleParts, body: T): Reply<T> {
  const seconds = Math.floor((Date.parse(body.expiresAt) - parts.machineClock.now().getTime()) / 1000);
  const cookie = setCookie(market.settings, sessionCookie, body.token, seconds);
  return reply(body, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
}

/** Endpoints that somebody uses who isn't signed in (yet). */
export function registerSignIn(market: Market, parts: PeopleParts): void {
  register(market, endpoints.signUp, async (ctx, input) =>
    withSession(market, parts, await signUp(parts, ctx, input.body, deviceOf(input))),
  );
  register(market, endpoints.signIn, async (ctx, input) => {
    const answer = await signIn(parts, ctx, input.body, deviceOf(input));
    return answer.secondFactorRequired ? answer : withSession(market, parts, answer);
  });
  register(market, endpoints.signInSecondFactor, async (ctx, input) =>
    withSession(market, parts, await signInSecondFactor(parts, ctx, input.body, deviceOf(input))),
  );
  register(market, endpoints.startPasskeySignIn, async () => {
    return parts.identity.startPasskeySignIn();
  });
  register(market, endpoints.signInPasskey, async (ctx, input) =>
    withSession(market, parts, await signInPasskey(parts, ctx, input.body, deviceOf(input))),
  );
  register(market, endpoints.signOut, async (ctx, input) => {
    await signOut(parts, ctx, credentialOf(input.request.headers));
    // The guest's cookie goes too: whoever sits down next must not find this one's cart and orders.
    const headers = [sessionCookie, guestCookie].map((name): [string, string] => [
      'set-cookie',
      setCookie(market.settings, name, '', 0),
    ]);
    return new Response(null, { status: 204, headers });
  });
  register(market, endpoints.verifyEmail, async (ctx, input) => {
    await verifyEmail(parts, ctx, input.body.token);
    return undefined;
  });
  register(market, endpoints.requestPasswordReset, async (ctx, input) => {
    await requestPasswordReset(parts, ctx, input.body, input.ip);
    return {};
  });
  register(market, endpoints.resetPassword, async (ctx, input) => {
    await resetPassword(parts, ctx, input.body);
    return undefined;
  });
  register(market, endpoints.confirmEmailChange, async (ctx, input) => {
    await confirmEmailChange(parts, ctx, input.body.token);
    return undefined;
  });
}

/** `POST /v1/guests`: a shopper without an account gets a token of its own; one that has it keeps it. */
export function registerGuests(market: Market): void {
  register(market, endpoints.startGuest, async (_ctx, input) => {
    const token = guestTokenOf(input.request.headers) ?? newSecret();
    const cookie = setCookie(market.settings, guestCookie, token, guestDays * 86_400);
    return reply({ token }, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
  });
}
