import type { Instant } from '../kernel/kernel.tables.ts';

export interface PeopleTables {
  membership: {
    id: string;
    person_id: string;
    licence_id: string;
    store_id: string | null;
    role: 'owner' | 'manager' | 'clerk' | 'finance';
    created_at: Instant;
  };
}
