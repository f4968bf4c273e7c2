import { firstVersion } from '@hazumi/policy';
import type { IdentityRegistry } from '../licences/registry.ts';
import type { ObjectStorage } from '../media/storage.ts';
import type { Mailer } from '../people/mailer.ts';
import type { PolicyStore } from '../policy/policy.store.ts';

/** The default policy, always in force. */
export function defaultPolicy(): PolicyStore {
  const dawn = new Date(0);
  const first = firstVersion({ author: 'test', reason: 'the defaults', createdAt: dawn, startsAt: dawn });
  if (!first.ok) throw new Error('the default policy is not sound');
  return { at: () => first.version };
}

export function memoryStorage(): ObjectStorage {
  const objects = new Map<string, { bytes: Uint8Array; mediaType: string }>();
  return {
    async put(key, bytes, mediaType) {
      objects.set(key, { bytes, mediaType });
    },
    async get(key) {
      return objects.get(key);
    },
    async remove(key) {
      objects.delete(key);
    },
  };
}

/** Takes mails and sends none. */
export function silentMailer(): Mailer {
  return { async enqueue() {} };
}

export const passingRegistry: IdentityRegistry = {
  name: 'passing',
  async check() {
    return { kind: 'passed' };
  },
};
