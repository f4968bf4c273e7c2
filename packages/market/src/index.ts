export { type DatabaseHandle, openDatabase } from './kernel/database.ts';
export { DatabaseTooOld, migrate } from './kernel/migrate.ts';
