import type { Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export interface LicenceTables {
  licence: {
    id: string;
    legal_name: string;
    country: string;
    registration_number: string;
    contact_email: string;
    address: Json<object>;
    state: 'draft' | 'checking' | 'verified' | 'refused' | 'suspended' | 'banned';
    state_reason: string | null;
    store_count: Generated<number>;
    has_had_store: Generated<boolean>;
    policy_version: number;
    version: Generated<number>;
    created_at: Instant;
  };
  licence_document: {
    id: string;
    licence_id: string;
    kind: string;
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
    state: 'pending' | 'passed' | 'refused';
    registry: string;
    registry_reference: string | null;
    reason: string | null;
    attempts: Generated<number>;
    next_attempt_at: Instant;
    created_at: Instant;
    decided_at: Instant | null;
  };
}
