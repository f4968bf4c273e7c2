import { touchesEndpoints as endpoints } from '@hazumi/contracts';
import type pg from 'pg';
import { register, reply } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { newSecret, setCookie } from '../people/credentials.ts';
import type { TouchQueue } from './touches.queue.ts';
import { countTouches, deleteMonthsBefore, deleteTouches } from './touches.repository.ts';
import { recordTouches } from './touches.service.ts';
import { visitorCookie, visitorDays, visitorOf, visitorTokenOf } from './touches.visitor.ts';

/** Mounts what is told of visitors, and the sweeps that count it and let go of it. */
export function registerTouches(market: Market, pool: pg.Pool, queue: TouchQueue): void {
  market.sweeps.push({
    name: 'touch counts',
    everyMs: 2_000,
    doesAll: true,
    run: () => countTouches(market.db),
  });
  market.sweeps.push({
    name: 'touches past their time',
    everyMs: 3_600_000,
    run(ctx) {
      const { touchDays } = market.policy.at(ctx.now).document.attribution;
      return deleteMonthsBefore(market.db, new Date(ctx.now.getTime() - touchDays * 86_400_000));
    },
  });

  register(market, endpoints.recordTouches, async (ctx, { body, request }) => {
    const visitor = visitorOf(request.headers);
    if (visitor === undefined) return { noted: 0 };
    return { noted: await recordTouches(market, pool, queue, ctx, visitor, body.touches) };
  });

  register(market, endpoints.giveConsent, async (_ctx, { request }) => {
    const token = visitorTokenOf(request.headers) ?? newSecret();
    const cookie = setCookie(market.settings, visitorCookie, token, visitorDays * 86_400);
    return reply({ token }, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
  });

  register(market, endpoints.withdrawConsent, async (_ctx, { request }) => {
    const visitor = visitorOf(request.headers);
    if (visitor !== undefined) await deleteTouches(market.db, visitor);
    return reply(undefined, {
      headers: { 'set-cookie': setCookie(market.settings, visitorCookie, '', 0) },
    });
  });
}
