import { checkKey, mediaTypeOf, type ObjectStorage, StorageFailure } from './storage.ts';

export interface S3Settings {
  bucket: string;
  region: string;
  /** of a server that speaks S3 and isn't Amazon's */
  endpoint?: string;
  /** the SDK looks in the environment and the machine's role where none is given */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** the bucket in the path, as most other servers want it; in the host name unless told */
  forcePathStyle?: boolean;
}

/** Objects in a bucket, which must exist. The SDK is only loaded here: a market with a folder never pays for it. */
export async function openS3Storage(settings: S3Settings): Promise<ObjectStorage & { close(): void }> {
  const { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } = await import(
    '@aws-sdk/client-s3'
  );
  const { bucket: Bucket, ...connection } = settings;
  const client = new S3Client({
    ...connection,
    // Checksums in trailers are stored as part of the object by servers that don't know them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  return {
    async put(key, bytes, mediaType) {
      checkKey(key, mediaType);
      try {
        await client.send(
          new PutObjectCommand({
            Bucket,
            Key: key,
            Body: bytes,
            ContentLength: bytes.byteLength,
            ContentType: mediaType,
          }),
        );
      } catch (error) {
        throw new StorageFailure(`keep ${key}`, error);
      }
    },
    async get(key) {
      checkKey(key);
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        if (Body === undefined) return undefined;
        return { bytes: await Body.transformToByteArray(), mediaType: mediaTypeOf(key) as string };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw new StorageFailure(`read ${key}`, error);
      }
    },
    async remove(key) {
      checkKey(key);
      try {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      } catch (error) {
        throw new StorageFailure(`remove ${key}`, error);
      }
    },
    close: () => client.destroy(),
  };
}
