import type { AnswerInput, endpoints } from '@hazumi/contracts';

const week = { from: '2026-01-05', until: '2026-01-12' };
const drawn = { isOn: true, ...week, rate: null, sharePpm: null, mostAWeek: null };

/** Each of the experiments once, and credits of the week before. */
export const storeExperiments: AnswerInput<typeof endpoints.getStoreExperiments> = {
  isHeldOut: false,
  experiments: [
    { ...drawn, name: 'exposureDither', draw: -0.42, amplitudePpm: 100_000, movesPpm: -42_000 },
    {
      ...drawn,
      name: 'toolCredit',
      draw: 0.318,
      amplitudePpm: 500_000,
      movesPpm: 159_000,
      rate: { amountMinor: 5, currency: 'CNY' },
      mostAWeek: 10,
    },
    { ...drawn, name: 'couponSupport', draw: 0, amplitudePpm: 500_000, movesPpm: 0, sharePpm: 100_000 },
    {
      ...drawn,
      name: 'externalVisits',
      isOn: false,
      draw: 0,
      amplitudePpm: 500_000,
      movesPpm: 0,
      rate: { amountMinor: 2, currency: 'CNY' },
      mostAWeek: 200,
    },
  ],
  credits: [
    {
      name: 'couponSupport',
      from: '2025-12-29',
      basis: 12_300,
      currency: 'CNY',
      plainMinor: 1_230,
      amountMinor: 1_402,
      isBooked: true,
    },
    {
      name: 'toolCredit',
      from: '2025-12-29',
      basis: 4,
      currency: 'CNY',
      plainMinor: 20,
      amountMinor: 17,
      isBooked: false,
    },
  ],
};
