import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer, twoFactor } from 'better-auth/plugins';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import type { Db } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Settings } from '../market.ts';

export interface IdentityParts {
  db: Db;
  log: Logger;
  ids: IdSource;
  settings: Pick<Settings, 'publicUrl' | 'origins' | 'secret'>;
  /** better-auth reads the machine's clock itself; this is for what we ask beside it */
  machineClock: Clock;
  /** how long a session lasts, by the policy in force */
  sessionMs: () => number;
}

/** Sessions opened here have seen a second factor. A passkey counts: `afterVerification` insists that the device checked its user. */
const provingPaths = new Set([
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]);
/** carries the caller's address to the hook that writes it into the session */
export const addressHeader = 'x-hazumi-address';

/** better-auth as it is used here: on our schema, in our ids, and never mounted: only our own endpoints call it. */
export function configureBetterAuth({ db, log, ids, settings, machineClock, sessionMs }: IdentityParts) {
  return betterAuth({
    appName: 'Hazumi',
    baseURL: settings.publicUrl,
    secret: settings.secret,
    trustedOrigins: [...settings.origins],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // What is not the caller's fault is thrown as well, and logged with its request.
      log: (level, message, ...more) =>
        log[level === 'error' ? 'warn' : 'debug']({ more }, `better-auth: ${message}`),
    },
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    advanced: { database: { generateId: () => ids.next(machineClock.now()) } },
    // Attempts are limited by us, across processes (sign-in.limits.ts).
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      // A session ends when it was said to end; and whoever adds a passkey proves the password instead of a fresh session.
      disableSessionRefresh: true,
      freshAge: 0,
      fields: {
        userId: 'user_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        secondFactorAt: { type: 'date', required: false, input: false, fieldName: 'second_factor_at' },
      },
    },
    account: {
      fields: {
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, endpoint) {
            const now = machineClock.now();
            return {
              data: {
                ...session,
                ipAddress: endpoint?.headers?.get(addressHeader) ?? session.ipAddress,
                expiresAt: new Date(now.getTime() + sessionMs()),
                secondFactorAt: provingPaths.has(endpoint?.path ?? '') ? now : null,
              },
            };
          },
        },
      },
    },
    plugins: [
      bearer(),
      twoFactor({
        issuer: 'Hazumi',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: new URL(settings.publicUrl).hostname,
        rpName: 'Hazumi',
        origin: [...settings.origins],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) =>
            demandUser(verification.registrationInfo?.userVerified === true),
        },
        authentication: {
          afterVerification: ({ verification }) => demandUser(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            fields: {
              userId: 'user_id',
              credentialID: 'credential_id',
              publicKey: 'public_key',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  });
}

/** A key that only proves "I am plugged in" is one factor; here a passkey must have asked for a finger, a face or a PIN. */
async function demandUser(verified: boolean): Promise<undefined> {
  if (!verified) throw new APIError('UNAUTHORIZED', { message: 'the device did not check its user' });
}
