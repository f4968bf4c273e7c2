/** What a public registry of companies is asked. */
export interface RegistryQuestion {
  /** our own id of the question: asking twice with it is asking once */
  reference: string;
  country: string;
  registrationNumber: string;
  legalName: string;
}

/** Why a registry refuses. */
export const registryReasons = ['notFound', 'nameMismatch', 'struckOff', 'registrationExpired'] as const;
export type RegistryReason = (typeof registryReasons)[number];

export type RegistryAnswer =
  | { kind: 'passed' }
  | { kind: 'refused'; reason: RegistryReason }
  /** the registry is still looking; ask again later */
  | { kind: 'pending' }
  /** it did not answer; ask again later */
  | { kind: 'unavailable'; reason: string };

/**
 * Checks that a licence's legal entity exists. Called outside transactions; may be slow, refuse, or be away. An adapter of a real
 * registry lies beside `registry.simulated.ts` and passes `registry.contract.ts`: it bounds its own time (10 s), puts what went wrong
 * on the way into `unavailable`, and never throws for it.
 */
export interface IdentityRegistry {
  name: string;
  check(question: RegistryQuestion): Promise<RegistryAnswer>;
}
