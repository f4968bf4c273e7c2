import type { BodyInput, endpoints } from '@hazumi/contracts';
import type { Converted } from '../../forms/form.ts';

/** What the form of a licence holds: what the market asks to register one. */
export interface LicenceDraft {
  legalName: string;
  country: string;
  registrationNumber: string;
  contactEmail: string;
  address: { region: string; city: string; street: string; postalCode: string };
}

export const emptyLicence = (contactEmail: string, country: string): LicenceDraft => ({
  legalName: '',
  country,
  registrationNumber: '',
  contactEmail,
  address: { region: '', city: '', street: '', postalCode: '' },
});

export const licenceDraft = (licence: LicenceDraft): LicenceDraft => ({
  legalName: licence.legalName,
  country: licence.country,
  registrationNumber: licence.registrationNumber,
  contactEmail: licence.contactEmail,
  address: { ...licence.address },
});

/** What an edit changes: the fields that differ from what is there, and no others. */
export function licenceEdit(
  draft: LicenceDraft,
  present: LicenceDraft,
): Converted<BodyInput<typeof endpoints.editLicence>> {
  const changed = (Object.keys(licenceDraft(present)) as (keyof LicenceDraft)[]).filter(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(licenceDraft(present)[field]),
  );
  if (changed.length === 0) return { ok: false, faults: new Map([['', { kind: 'unchanged' }]]) };
  return { ok: true, body: Object.fromEntries(changed.map((field) => [field, draft[field]])) };
}

/** The country that the reader's language most likely means; a guess that the form shows and anybody can change. */
export const countryOfLocale = { 'zh-CN': 'CN', ja: 'JP', en: 'US' } as const;
