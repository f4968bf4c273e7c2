import {
  type IdentityRegistry,
  type RegistryAnswer,
  type RegistryReason,
  registryReasons,
} from './registry.ts';

const refusals = new Map<string, RegistryReason>(
  registryReasons.map((reason) => [reason.toUpperCase(), reason]),
);
/** Slow and absent registries are remembered by question, so many questions and no more. */
const mostQuestions = 10_000;

/**
 * A registry for development, tests and the seed. What it answers is written in the registration number, so that everything a real
 * registry does can be had at will:
 *
 * | the number begins with | it answers |
 * |---|---|
 * | `SIMNOTFOUND` | refused: no such registration |
 * | `SIMNAMEMISMATCH` | refused: registered under another name |
 * | `SIMSTRUCKOFF` | refused: the entity was struck off |
 * | `SIMREGISTRATIONEXPIRED` | refused: the registration has run out |
 * | `SIMSLOW3` | pending three times (1 to 9), then what the rest says: `SIMSLOW3NOTFOUND...` is refused in the end |
 * | `SIMDOWN3` | unavailable three times (1 to 9), then what the rest says |
 * | `SIMSILENT` | unavailable, for ever: an operator has to decide |
 * | anything else | passed |
 */
export function simulatedRegistry(): IdentityRegistry {
  const asked = new Map<string, number>();
  return {
    name: 'simulated',
    async check({ reference, registrationNumber }) {
      const before = asked.get(reference) ?? 0;
      asked.delete(reference);
      asked.set(reference, before + 1);
      if (asked.size > mostQuestions) asked.delete(asked.keys().next().value as string);
      return answerFor(registrationNumber, before);
    },
  };
}

function answerFor(registrationNumber: string, askedBefore: number): RegistryAnswer {
  if (!registrationNumber.startsWith('SIM')) return { kind: 'passed' };
  let script = registrationNumber.slice(3);
  if (script.startsWith('SILENT')) return { kind: 'unavailable', reason: 'the registry keeps silent' };
  const delay = /^(SLOW|DOWN)([1-9])/.exec(script);
  if (delay !== null) {
    if (askedBefore < Number(delay[2])) {
      return delay[1] === 'SLOW'
        ? { kind: 'pending' }
        : { kind: 'unavailable', reason: 'the registry is down' };
    }
    script = script.slice(5);
  }
  for (const [word, reason] of refusals) {
    if (script.startsWith(word)) return { kind: 'refused', reason };
  }
  return { kind: 'passed' };
}
