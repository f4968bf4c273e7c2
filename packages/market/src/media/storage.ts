/**
 * Where files are kept: a folder, or a bucket of S3. Keys look like paths (`pictures/<store>/<picture>/640.webp`), are made by
 * the program only, and are written once: an object never changes, so it can be cached for ever.
 */
export interface ObjectStorage {
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** undefined where there is no such object */
  get(key: string): Promise<{ bytes: Uint8Array; mediaType: string } | undefined>;
  remove(key: string): Promise<void>;
}
