import { z } from 'zod';
import { amountMinor, currency, id } from './common.ts';
import { endpoint } from './endpoint.ts';

const share = z.number().min(-1).max(1);

/** What is varied at random for a store. */
export const storeExperiment = z.enum(['exposureDither', 'toolCredit', 'couponSupport', 'externalVisits']);
export type StoreExperiment = z.output<typeof storeExperiment>;

const params = z.object({ storeId: id('store') });

export const experimentsEndpoints = {
  getStoreExperiments: endpoint({
    id: 'getStoreExperiments',
    method: 'get',
    path: '/v1/stores/{storeId}/experiments',
    area: 'experiments',
    summary: 'What is varied at random for a store this week, by how much, and what earlier weeks brought',
    access: 'licence',
    permission: 'store.read',
    scope: 'stores',
    params,
    answer: z.object({
      /** whether this merchant stays out of all of them, for good */
      isHeldOut: z.boolean(),
      experiments: z.array(
        z.object({
          name: storeExperiment,
          isOn: z.boolean(),
          /** first day of the period that runs, and of the next one */
          from: z.iso.date(),
          until: z.iso.date(),
          /** the draw of this period, -1 to 1; 0 for whoever stays out */
          draw: share,
          /** the largest share by which anything moves by it */
          amplitudePpm: z.number().int(),
          /** how far it moves this period at most, before the sum over all merchants is held: draw times amplitude */
          movesPpm: z.number().int(),
          /** for those whose nudge is money: what one of a kind is worth without it; null where it is a share */
          rate: z.object({ amountMinor, currency }).nullable(),
          sharePpm: z.number().int().nullable(),
          /** how many a merchant is credited a week at most; null where there is no limit */
          mostAWeek: z.number().int().nullable(),
        }),
      ),
      /** credits of weeks that are over, newest first, at most 60 */
      credits: z.array(
        z.object({
          name: storeExperiment,
          from: z.iso.date(),
          /** what it was reckoned from: tools, visitors, or minor units of discount */
          basis: z.number().int(),
          currency,
          /** what it would have been without the nudge */
          plainMinor: amountMinor,
          amountMinor,
          isBooked: z.boolean(),
        }),
      ),
    }),
  }),
  getOnboarding: endpoint({
    id: 'getOnboarding',
    method: 'get',
    path: '/v1/onboarding',
    area: 'experiments',
    summary: 'Which of two ways of opening a store this person is shown: drawn once, and then kept',
    access: 'person',
    scope: 'stores',
    answer: z.object({ variant: z.enum(['checklist', 'form']), isExperiment: z.boolean() }),
  }),
};
