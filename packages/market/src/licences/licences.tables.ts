import type { Locale } from '@hazumi/contracts';
import type { Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export type LicenceState = 'draft' | 'checking' | 'verified' | 'refused' | 'suspended' | 'banned';
export type DocumentKind = 'businessLicence' | 'identity' | 'other';
export type IdentityCheckState = 'pending' | 'passed' | 'refused' | 'escalated' | 'withdrawn';
export interface RegisteredAddress {
  region: string;
  city: string;
  street: string;
  postalCode: string;
}

export interface LicenceTables {
  licence: {
    id: string;
    legal_name: string;
    country: string;
    registration_number: string;
    contact_email: string;
    /** the language of mails to the contact */
    contact_locale: Locale;
    address: Json<RegisteredAddress>;
    state: LicenceState;
    /** code of a refusal or a sanction */
    state_reason: string | null;
    state_note: string | null;
    verified_at: Instant | null;
    store_count: Generated<number>;
    stores_ever: Generated<number>;
    policy_version: number;
    version: Generated<number>;
    created_at: Instant;
  };
  licence_document: {
    id: string;
    licence_id: string;
    kind: DocumentKind;
    file_name: string;
    media_type: string;
    byte_size: number;
    sha256: string;
    object_key: string;
    created_at: Instant;
  };
  identity_check: {
    id: string;
    licence_id: string;
    state: IdentityCheckState;
    registry: string;
    reason: string | null;
    decided_by: 'registry' | 'operator' | null;
    attempts: Generated<number>;
    next_attempt_at: Instant;
    created_at: Instant;
    decided_at: Instant | null;
    policy_version: number;
  };
}
