/** What of the world outside a market may be given to use: a mail server, a bucket for files. */
import { join } from 'node:path';
import { openFolderStorage, openS3Storage, systemClock } from '@hazumi/market';
import { StartProblem } from './start.problem.ts';

export type Outside = {
  /** undefined: mails are kept, and shown at /dev/mail */
  smtp: { url: string; from: string } | undefined;
  /** undefined: files lie in the data folder */
  s3: Parameters<typeof openS3Storage>[0] | undefined;
};

/** Reads SMTP_URL, MAIL_FROM and S3_*. Throws StartProblem for half a setting. */
export function readOutside(environment: NodeJS.ProcessEnv): Outside {
  const { SMTP_URL: url, MAIL_FROM: from, S3_BUCKET: bucket, S3_ENDPOINT: endpoint } = environment;
  if (url && !from) throw new StartProblem('SMTP_URL needs MAIL_FROM, the address that mails come from.');
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new StartProblem('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together.');
  }
  return {
    smtp: url && from ? { url, from } : undefined,
    s3: bucket
      ? {
          bucket,
          region: environment.S3_REGION || 'us-east-1',
          ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
          ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
        }
      : undefined,
  };
}

/** Where this market keeps its files. */
export async function openStorage(dataFolder: string, { s3 }: Pick<Outside, 's3'>) {
  return s3 === undefined ? openFolderStorage(join(dataFolder, 'objects'), systemClock) : openS3Storage(s3);
}
