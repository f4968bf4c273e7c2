import type { AnswerInput, experimentsEndpoints as endpoints, StoreExperiment } from '@hazumi/contracts';
import { amountIn, minorToJson, type PolicyDocument } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { drawsOf, periodEnd, periodOf } from './experiments.draws.ts';
import { creditsOf, noteOnboarding, type Onboarding } from './experiments.repository.ts';
import { unitOf } from './experiments.units.ts';
import { mostAWeek } from './experiments.weeks.ts';

const creditsShown = 60;

type Answer = AnswerInput<typeof endpoints.getStoreExperiments>;

/** What is drawn for a store now, under which rules, and what its weeks brought. @throws Problem not_found before it opens */
export async function storeExperiments(
  market: Pick<Market, 'db' | 'policy' | 'settings'>,
  ctx: Ctx,
  storeId: string,
): Promise<Answer> {
  const unit = await unitOf(market.db, storeId);
  if (unit === undefined) throw notFound();
  const { document } = market.policy.at(ctx.now);
  const draws = drawsOf(market.settings.secret, document);
  const { dither, experiments } = document;
  const experiment = (name: StoreExperiment, days: number): Answer['experiments'][number] => {
    const from = periodOf(ctx.now, days);
    const isDither = name === 'exposureDither';
    const isOn = isDither ? dither.enabled : experiments.nudgesEnabled;
    const amplitudePpm = isDither ? dither.amplitudePpm : experiments.nudgeAmplitudePpm;
    const draw = isOn ? draws.drawOf(name, unit.unitId, from) : 0;
    return {
      name,
      isOn,
      from,
      until: periodEnd(from, days).toISOString().slice(0, 10),
      draw,
      amplitudePpm,
      movesPpm: Math.round(draw * amplitudePpm),
      ...worth(name, unit.currency, document),
    };
  };
  const credits = await creditsOf(market.db, storeId, creditsShown);
  return {
    isHeldOut: draws.isHeldOut(unit.unitId),
    experiments: [
      experiment('exposureDither', dither.periodDays),
      experiment('toolCredit', 7),
      experiment('couponSupport', 7),
      experiment('externalVisits', 7),
    ],
    credits: credits.map((row) => ({
      name: row.experiment as StoreExperiment,
      from: row.period,
      basis: Number(row.basis),
      currency: row.currency,
      plainMinor: minorToJson(row.plain_minor),
      amountMinor: minorToJson(row.amount_minor),
      isBooked: row.transaction_id !== null,
    })),
  };
}

function worth(
  name: StoreExperiment,
  currency: string,
  document: PolicyDocument,
): Pick<Answer['experiments'][number], 'rate' | 'sharePpm' | 'mostAWeek'> {
  const { toolCredit, externalVisitBonus, couponSupportPpm } = document.experiments;
  const rateOf = (money: typeof toolCredit) => ({
    amountMinor: minorToJson(amountIn(money, currency, document)),
    currency,
  });
  switch (name) {
    case 'toolCredit':
      return { rate: rateOf(toolCredit), sharePpm: null, mostAWeek: mostAWeek(name, document) };
    case 'externalVisits':
      return { rate: rateOf(externalVisitBonus), sharePpm: null, mostAWeek: mostAWeek(name, document) };
    case 'couponSupport':
      return { rate: null, sharePpm: couponSupportPpm, mostAWeek: mostAWeek(name, document) };
    case 'exposureDither':
      return { rate: null, sharePpm: null, mostAWeek: null };
  }
}

/**
 * Which way of opening a store a person is shown. Drawn once: who has seen a list of steps cannot unsee it. Those held out, and all while
 * nothing is varied, see the form as it always was.
 */
export async function onboardingOf(
  market: Pick<Market, 'db' | 'policy' | 'settings'>,
  ctx: Ctx,
  personId: string,
): Promise<{ variant: Onboarding['variant']; isExperiment: boolean }> {
  const { number: policyVersion, document } = market.policy.at(ctx.now);
  if (!document.experiments.nudgesEnabled) return { variant: 'form', isExperiment: false };
  const draws = drawsOf(market.settings.secret, document);
  const draw = draws.drawOf('onboarding', personId, 'once');
  const shown = await noteOnboarding(market.db, {
    personId,
    variant: draw > 0 ? 'checklist' : 'form',
    draw,
    isHeldOut: draws.isHeldOut(personId),
    now: ctx.now,
    policyVersion,
  });
  return { variant: shown.variant, isExperiment: !shown.isHeldOut };
}
