/** What a public registry of companies is asked. */
export interface RegistryQuestion {
  /** our own id of the question: asking twice with it is asking once */
  reference: string;
  country: string;
  registrationNumber: string;
  legalName: string;
}

export type RegistryAnswer =
  | { kind: 'passed' }
  | { kind: 'refused'; reason: string }
  /** the registry is still looking; ask again later */
  | { kind: 'pending' }
  /** it did not answer; ask again later */
  | { kind: 'unavailable'; reason: string };

/** Checks that a licence's legal entity exists. Called outside transactions; may be slow, refuse, or be away. */
export interface IdentityRegistry {
  name: string;
  check(question: RegistryQuestion): Promise<RegistryAnswer>;
}
