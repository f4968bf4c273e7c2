import type { CompositionOptions } from '@hazumi/market';
import type { Logger } from 'pino';

export interface SeedOptions {
  /** a migrated database */
  databaseUrl: string;
  /** where the logins are kept, readable by this user only */
  dataFolder: string;
  /** where the server keeps its pictures and documents */
  storage: CompositionOptions['storage'];
  /** the payment sandbox that the server uses too */
  sandbox: { url: string; apiKey: string; webhookSecret: string };
  /** as the server has them: links in mails begin with the one, sessions are signed with the other */
  publicUrl: string;
  secret: string;
  /** the present: the story ends here. A seed that is broken off goes on with the present of its beginning */
  now: Date;
  log: Logger;
  /** another number tells another story of the same businesses; 1 unless told */
  number?: number;
  /** 1: 3,000 orders, 600 goods, 400 shoppers; less is a smaller market of the same forty stores */
  scale?: number;
  /** edge of the pictures; 640 unless told */
  pixels?: number;
  /** ends the seed at the next step; the next one goes on there */
  signal?: AbortSignal;
}

export interface SeedLogin {
  role: 'operator' | 'approver' | 'merchant' | 'clerk' | 'creator' | 'shopper';
  email: string;
  password: string;
  /** of who has an operator's role, the authenticator app: its secret (base32), the address for a QR code, and codes that work once */
  secondFactor?: { secret: string; uri: string; backupCodes: string[] };
}

export interface SeedResult {
  logins: SeedLogin[];
  /** when the story ended; null where the market was not to be seeded */
  seededUntil: Date | null;
  /** acts of the story that did not come about, because a visitor of the open shop was quicker */
  actsLeftOut: number;
}
