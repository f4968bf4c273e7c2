import { endpoints } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { type Reply, register, reply } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import {
  changePassword,
  requestEmailChange,
  requestEmailVerification,
  revokeSession,
} from './account.service.ts';
import {
  addAddress,
  changeAddress,
  listAddresses,
  presentAddress,
  removeAddress,
} from './addresses.service.ts';
import { createApiKey, listApiKeys, presentApiKey, revokeApiKey } from './keys.service.ts';
import type { PeopleParts } from './people.parts.ts';
import { type Me, presentMe } from './people.presenter.ts';
import { deviceOf, ownSession, personOf, uuidOf } from './people.requests.ts';
import { becomeCreator, changeMe, deleteMe, exportMe, presentSession } from './profile.service.ts';
import {
  addPasskey,
  confirmSecondFactor,
  presentPasskey,
  removePasskey,
  removeSecondFactor,
  renewBackupCodes,
  startPasskey,
  startSecondFactor,
} from './second-factor.service.ts';
import { withSession } from './sign-in.routes.ts';
import { endSessions } from './sign-in.service.ts';

/** Endpoints of a signed-in person about themselves. */
export function registerPerson(market: Market, parts: PeopleParts): void {
  registerProfile(market, parts);
  registerSessions(market, parts);
  registerSecondFactor(market, parts);
  registerPasskeys(market, parts);
  registerAddresses(market, parts);
  registerApiKeys(market, parts);
}

const withVersion = (me: Me): Reply<Me> => reply(me, { version: me.version });

function registerProfile(market: Market, parts: PeopleParts): void {
  register(market, endpoints.getMe, async (ctx) => {
    const { personId, operator } = personOf(ctx);
    return withVersion(await presentMe(parts.db, personId, operator !== null));
  });
  register(market, endpoints.changeMe, async (ctx, { body, ifMatch }) => {
    const { personId, operator } = personOf(ctx);
    await changeMe(parts, ctx, personId, ifMatch, body);
    return withVersion(await presentMe(parts.db, personId, operator !== null));
  });
  register(market, endpoints.exportMe, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    const body = await exportMe(parts, ctx, { ...own, isOperator: personOf(ctx).operator !== null });
    return reply(body, { headers: { 'cache-control': 'no-store' } });
  });
  register(market, endpoints.deleteMe, async (ctx, { body }) => {
    await deleteMe(parts, ctx, personOf(ctx).personId, body.password);
    return undefined;
  });
  register(market, endpoints.becomeCreator, async (ctx, { body }) => {
    const { personId } = personOf(ctx);
    await inTransaction(parts.db, (tx) => becomeCreator(parts, ctx, tx, personId, body.displayName));
    const { creator } = await presentMe(parts.db, personId, false);
    if (creator === null) throw new Error('a creator is missing that was just made');
    return creator;
  });
  register(market, endpoints.requestEmailVerification, async (ctx) => {
    await requestEmailVerification(parts, ctx, personOf(ctx).personId);
    return {};
  });
  register(market, endpoints.requestEmailChange, async (ctx, { body }) => {
    await requestEmailChange(parts, ctx, personOf(ctx).personId, body);
    return {};
  });
  register(market, endpoints.changePassword, async (ctx, input) => {
    const { personId, sessionId } = await ownSession(parts, ctx, input);
    await changePassword(parts, ctx, personId, sessionId, input.body);
    return undefined;
  });
}

function registerSessions(market: Market, parts: PeopleParts): void {
  register(market, endpoints.listSessions, async (ctx, input) => {
    const { personId, sessionId } = await ownSession(parts, ctx, input);
    const sessions = await parts.identity.listSessions(parts.db, personId, parts.machineClock.now());
    return { data: sessions.map((session) => presentSession(session, sessionId)) };
  });
  register(market, endpoints.revokeSession, async (ctx, { params }) => {
    await revokeSession(parts, ctx, personOf(ctx).personId, uuidOf('session', params.sessionId));
    return undefined;
  });
  register(market, endpoints.revokeOtherSessions, async (ctx, input) => {
    const { personId, sessionId } = await ownSession(parts, ctx, input);
    await inTransaction(parts.db, (tx) => endSessions(parts, ctx, tx, personId, { except: sessionId }));
    return undefined;
  });
}

/** Secrets are shown once; nothing on the way may keep them. */
const noStore = { headers: { 'cache-control': 'no-store' } };

function registerSecondFactor(market: Market, parts: PeopleParts): void {
  register(market, endpoints.startSecondFactor, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    return reply(await startSecondFactor(parts, ctx, own, input.body.password), noStore);
  });
  register(market, endpoints.confirmSecondFactor, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    const answer = await confirmSecondFactor(parts, ctx, own, input.body.code, deviceOf(input));
    return withSession(market, parts, answer);
  });
  register(market, endpoints.removeSecondFactor, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    return withSession(market, parts, await removeSecondFactor(parts, ctx, own, input.body, deviceOf(input)));
  });
  register(market, endpoints.renewBackupCodes, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    return reply(await renewBackupCodes(parts, ctx, own, input.body.password), noStore);
  });
}

function registerPasskeys(market: Market, parts: PeopleParts): void {
  register(market, endpoints.listPasskeys, async (ctx) => {
    const passkeys = await parts.identity.listPasskeys(parts.db, personOf(ctx).personId);
    return { data: passkeys.map(presentPasskey) };
  });
  register(market, endpoints.startPasskey, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    return startPasskey(parts, ctx, own, input.body.password);
  });
  register(market, endpoints.addPasskey, async (ctx, input) => {
    const own = await ownSession(parts, ctx, input);
    return presentPasskey(await addPasskey(parts, ctx, own, input.body));
  });
  register(market, endpoints.removePasskey, async (ctx, { params }) => {
    await removePasskey(parts, ctx, personOf(ctx).personId, uuidOf('passkey', params.passkeyId));
    return undefined;
  });
}

function registerAddresses(market: Market, parts: PeopleParts): void {
  register(market, endpoints.listAddresses, async (ctx) => ({
    data: (await listAddresses(parts.db, personOf(ctx).personId)).map(presentAddress),
  }));
  register(market, endpoints.addAddress, async (ctx, { body }) => {
    const row = await addAddress(parts, ctx, personOf(ctx).personId, body);
    return reply(presentAddress(row), { version: row.version });
  });
  register(market, endpoints.changeAddress, async (ctx, { params, body, ifMatch }) => {
    const id = uuidOf('address', params.addressId);
    const row = await changeAddress(parts, ctx, personOf(ctx).personId, id, ifMatch, body);
    return reply(presentAddress(row), { version: row.version });
  });
  register(market, endpoints.removeAddress, async (ctx, { params }) => {
    await removeAddress(parts, ctx, personOf(ctx).personId, uuidOf('address', params.addressId));
    return undefined;
  });
}

function registerApiKeys(market: Market, parts: PeopleParts): void {
  register(market, endpoints.listApiKeys, async (ctx) => {
    const keys = await listApiKeys(parts.db, personOf(ctx).personId, parts.machineClock.now());
    return { data: keys.map(presentApiKey) };
  });
  register(market, endpoints.createApiKey, async (ctx, { body }) => {
    const licenceId = body.licenceId === undefined ? null : uuidOf('licence', body.licenceId);
    const { key, row } = await createApiKey(parts, ctx, personOf(ctx), { ...body, licenceId });
    return reply({ key, apiKey: presentApiKey(row) }, noStore);
  });
  register(market, endpoints.revokeApiKey, async (ctx, { params }) => {
    await revokeApiKey(parts, ctx, personOf(ctx).personId, uuidOf('apiKey', params.apiKeyId));
    return undefined;
  });
}
