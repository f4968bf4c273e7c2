/**
 * Where files are kept: a folder, or a bucket of S3. Keys look like paths (`pictures/<store>/<picture>/640.webp`), are made by
 * the program only, and are written once: an object never changes, so it can be cached for ever.
 */
export interface ObjectStorage {
  /**
   * Keeps the bytes before it returns: after that, a crash does not lose them. Putting the same object again is harmless.
   *
   * @throws TypeError for a key that `checkKey` refuses; StorageFailure where the storage cannot be reached or is full
   */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** undefined where there is no such object */
  get(key: string): Promise<{ bytes: Uint8Array; mediaType: string } | undefined>;
  /** Removing what isn't there is harmless. */
  remove(key: string): Promise<void>;
}

/** The storage did not do what it should: the disk is full, the bucket is away. Trying again may help. */
export class StorageFailure extends Error {
  constructor(action: string, cause: unknown) {
    super(`object storage cannot ${action}: ${(cause as Error).message}`, { cause });
    this.name = 'StorageFailure';
  }
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/avif': 'avif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'text/csv': 'csv',
};
const mediaTypes = new Map(Object.entries(extensions).map(([type, extension]) => [extension, type]));

/** The extension that a key of this media type ends with: 'image/jpeg' -> 'jpg'. */
export function extensionOf(mediaType: string): string {
  const extension = extensions[mediaType];
  if (extension === undefined) throw new TypeError(`no objects of type ${mediaType} are kept`);
  return extension;
}

/** The media type of an object by its key, so that no storage has to keep it beside the bytes. */
export function mediaTypeOf(key: string): string | undefined {
  return mediaTypes.get(key.slice(key.lastIndexOf('.') + 1));
}

/** Whether a text may be a key: small letters, digits, dots, dashes and underscores in parts that begin with none of the last three. */
export function isKey(text: string): boolean {
  return (
    text.length <= 300 &&
    /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)+$/.test(text) &&
    mediaTypeOf(text) !== undefined
  );
}

/** Refuses a key that is none, or whose extension belongs to another media type. */
export function checkKey(key: string, mediaType?: string): void {
  if (!isKey(key)) throw new TypeError(`not a key of an object: ${key.slice(0, 320)}`);
  if (mediaType !== undefined && !key.endsWith(`.${extensionOf(mediaType)}`)) {
    throw new TypeError(`a key of type ${mediaType} ends with .${extensionOf(mediaType)}: ${key}`);
  }
}
