import { z } from 'zod';
import type { EventPage, ProviderEvent, ProviderPayment, ProviderRefund } from './port.ts';

/** Reads a value; null where it isn't what it should be. */
export type Read<T> = (value: unknown) => T | null;

const reader =
  <T>(shape: z.ZodType<T>): Read<T> =>
  (value) => {
    const read = shape.safeParse(value);
    return read.success ? read.data : null;
  };

/*
 * What Sandbox Pay's JSON means. Fields that we don't know are left out: a provider may add some at any time.
 * Amounts become bigint, instants become dates.
 */
const amount = z.int().nonnegative().transform(BigInt);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const paymentShape = z
  .object({
    id: z.string().min(1),
    reference: z.string(),
    status: z.enum(['pending', 'processing', 'captured', 'failed', 'expired', 'cancelled']),
    method: z.enum(['card', 'slip', 'voucher']),
    currency: z.string().length(3),
    amountMinor: amount,
    capturedAmountMinor: amount,
    interestMinor: amount,
    refundedAmountMinor: amount,
    instalments: z.int().positive(),
    failureCode: z.string().nullable(),
    slipNumber: z.string().nullable(),
    redirectUrl: z.url(),
    createdAt: instant,
    expiresAt: instant,
    capturedAt: instant.nullable(),
    sequence: z.int().nonnegative(),
  })
  .transform(
    ({ capturedAmountMinor, refundedAmountMinor, ...same }): ProviderPayment => ({
      ...same,
      capturedMinor: capturedAmountMinor,
      refundedMinor: refundedAmountMinor,
    }),
  );

const refundShape = z.object({
  id: z.string().min(1),
  paymentId: z.string().min(1),
  reference: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amountMinor: amount,
  currency: z.string().length(3),
  failureCode: z.string().nullable(),
  createdAt: instant,
});

const paymentEventTypes = ['payment.captured', 'payment.failed', 'payment.expired'] as const;
const refundEventTypes = ['refund.succeeded', 'refund.failed'] as const;
const eventTypes: readonly unknown[] = [...paymentEventTypes, ...refundEventTypes];

const head = { id: z.string().min(1), sequence: z.int().positive(), timestamp: instant };
const paymentEventShape = z
  .object({
    ...head,
    type: z.enum(paymentEventTypes),
    data: z.object({ payment: paymentShape, refund: z.null() }),
  })
  .transform(({ timestamp, data, ...same }) => ({ ...same, ...data, occurredAt: timestamp }));
const refundEventShape = z
  .object({
    ...head,
    type: z.enum(refundEventTypes),
    data: z.object({ payment: paymentShape, refund: refundShape }),
  })
  .transform(({ timestamp, data, ...same }) => ({ ...same, ...data, occurredAt: timestamp }));

export const readEvent: Read<ProviderEvent> = reader(z.union([paymentEventShape, refundEventShape]));

/** Whether an event, which may be unreadable otherwise, says that it is of a type we know. */
export const isKnownType = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && eventTypes.includes(value.type);

const eventPageShape = z
  .object({ data: z.array(z.unknown()), nextCursor: z.string(), hasMore: z.boolean() })
  .transform(({ data, ...same }, context): EventPage => {
    const events: ProviderEvent[] = [];
    for (const value of data) {
      const event = readEvent(value);
      if (event) events.push(event);
      // An event of a new type is nothing to us; it must not stop the log for good.
      else if (isKnownType(value)) context.addIssue({ code: 'custom', message: 'unreadable event' });
    }
    return { ...same, events };
  });

const paymentListShape = z.object({ data: z.array(paymentShape) }).transform(({ data }) => data);

/** RFC 9457 with the provider's code, and the payment as it stands where that is the reason. */
const problemShape = z.object({
  code: z.string(),
  detail: z.string().default(''),
  payment: paymentShape.optional(),
});
export type SandboxProblem = z.output<typeof problemShape>;

export const readPayment: Read<ProviderPayment> = reader(paymentShape);
export const readPayments: Read<ProviderPayment[]> = reader(paymentListShape);
export const readRefund: Read<ProviderRefund> = reader(refundShape);
export const readEventPage: Read<EventPage> = reader(eventPageShape);
export const readProblem: Read<SandboxProblem> = reader(problemShape);
