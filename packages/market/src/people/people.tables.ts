import type { Address, ApiKeyScope, Locale } from '@hazumi/contracts';
import type { Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export type StaffRole = 'owner' | 'manager' | 'clerk' | 'finance';
export type OperatorRole = 'operator' | 'approver' | 'auditor';

/** The tables that better-auth keeps, as far as we read or write them ourselves. */
interface AuthTables {
  'auth.user': {
    id: string;
    name: Generated<string>;
    email: string;
    email_verified: Generated<boolean>;
    two_factor_enabled: Generated<boolean>;
    created_at: Instant;
    updated_at: Instant;
  };
  'auth.account': {
    id: string;
    user_id: string;
    provider_id: string;
    account_id: string;
    password: string | null;
    created_at: Instant;
    updated_at: Instant;
  };
  'auth.session': {
    id: string;
    user_id: string;
    token: string;
    ip_address: string | null;
    user_agent: string | null;
    second_factor_at: Instant | null;
    expires_at: Instant;
    created_at: Instant;
    updated_at: Instant;
  };
  'auth.verification': { id: string; identifier: string; value: string; expires_at: Instant };
  'auth.two_factor': { id: string; user_id: string; verified: boolean };
  'auth.passkey': {
    id: string;
    user_id: string;
    name: string | null;
    backed_up: boolean;
    created_at: Instant;
  };
}

export interface PeopleTables extends AuthTables {
  person: {
    id: string;
    state: 'active' | 'deleted';
    name: string;
    locale: Locale;
    version: Generated<number>;
    created_at: Instant;
    deleted_at: Instant | null;
  };
  person_address: {
    person_id: string;
    id: string;
    address: Json<Address>;
    is_default: boolean;
    version: Generated<number>;
    created_at: Instant;
  };
  membership: {
    id: string;
    person_id: string;
    licence_id: string;
    store_id: string | null;
    role: StaffRole;
    created_at: Instant;
  };
  invitation: {
    id: string;
    licence_id: string;
    store_id: string | null;
    email: string;
    role: StaffRole;
    locale: Locale;
    token_hash: Buffer;
    state: 'pending' | 'accepted' | 'revoked';
    invited_by: string;
    accepted_by: string | null;
    created_at: Instant;
    expires_at: Instant;
  };
  operator: { person_id: string; role: OperatorRole; created_at: Instant };
  creator: { id: string; person_id: string; display_name: string; created_at: Instant };
  api_key: {
    id: string;
    person_id: string;
    name: string;
    prefix: string;
    hash: Buffer;
    scopes: ApiKeyScope[];
    licence_id: string | null;
    created_at: Instant;
    expires_at: Instant;
    last_used_at: Instant | null;
    revoked_at: Instant | null;
  };
  attempt: { kind: string; subject: string; count: number; started_at: Instant };
  link_token: {
    hash: Buffer;
    purpose: 'verifyEmail' | 'resetPassword' | 'changeEmail';
    person_id: string;
    email: string;
    expires_at: Instant;
  };
  password_reset_request: { id: string; email: string; locale: Locale; created_at: Instant };
  second_factor_use: { person_id: string; code_hash: Buffer; used_at: Instant };
  mail: {
    id: string;
    recipient: string;
    locale: Locale;
    template: string;
    subject: string;
    body: string;
    state: 'pending' | 'sent' | 'failed';
    attempts: Generated<number>;
    last_error: string | null;
    created_at: Instant;
    next_attempt_at: Instant;
    sent_at: Instant | null;
  };
}
