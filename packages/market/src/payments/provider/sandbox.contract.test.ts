import { systemClock } from '../../kernel/clock.ts';
import { providerContract } from './contract.ts';
import type { ProviderDriver } from './contract.world.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox.process.ts';
import { SandboxProvider, type SandboxProviderOptions } from './sandbox.ts';
import { openWebhookInbox } from './webhook-inbox.ts';

providerContract('Sandbox Pay, a real process,', async () => {
  const sandbox = await startSandboxProcess();
  const inbox = await openWebhookInbox();
  const provider = (more: Partial<SandboxProviderOptions> = {}) =>
    new SandboxProvider({
      url: sandbox.url,
      apiKey: sandbox.apiKey,
      webhookSecrets: [sandbox.webhookSecret],
      clock: systemClock,
      ...more,
    });
  return {
    provider: provider(),
    impatient: provider({ timeoutMs: 2_000 }),
    // Port 9 is "discard"; nothing on a test machine listens there.
    unreachable: provider({ url: 'http://127.0.0.1:9' }),
    stranger: provider({ webhookSecrets: ['whsec_bm90IHRoZSBzZWNyZXQ='] }),
    withClockOff: (seconds) =>
      provider({ clock: { now: () => new Date(systemClock.now().getTime() + seconds * 1000) } }),
    driver: machineDoor(sandbox),
    inbox,
    now: () => systemClock.now(),
    async close() {
      await sandbox.close();
      await inbox.close();
    },
  };
});

function machineDoor(sandbox: SandboxProcess): ProviderDriver {
  const act = async (paymentId: string, body: object): Promise<void> => {
    await sandbox.call('POST', `/api/payments/${paymentId}/act`, body);
  };
  const faults = async (paymentId: string, named: object): Promise<void> => {
    await sandbox.call('POST', `/api/payments/${paymentId}/faults`, named);
  };
  return {
    approve: ({ id }, instalments = 1) => act(id, { act: 'approve', instalments }),
    decline: ({ id }) => act(id, { act: 'decline', reason: 'insufficient_funds' }),
    paySlip: ({ id }, amountMinor) => act(id, { act: 'paySlip', capturedAmountMinor: Number(amountMinor) }),
    expire: ({ id }) => act(id, { act: 'expire' }),
    loseWebhooks: ({ id }) => faults(id, { lostWebhooks: true }),
    failNextRefund: ({ id }) => faults(id, { refundFailures: 1 }),
    async withoutAnswers(during) {
      await sandbox.call('POST', '/api/faults', { createHangsMs: 60_000 });
      try {
        await during();
      } finally {
        await sandbox.call('POST', '/api/faults', {});
      }
    },
  };
}
