import type { PolicyDocument } from '@hazumi/policy';
import sharp, { type Metadata, type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { Problem } from '../kernel/problem.ts';
import { fileName, mediaTypeOf, type PictureFormat, thumbnailName } from './pictures.present.ts';

export type PictureLimits = PolicyDocument['media'];

/** Why a file is refused, for programs; `detail` says it to people. */
export type PictureFault =
  | 'tooLarge'
  | 'type'
  | 'animated'
  | 'unreadable'
  | 'tooManyPixels'
  | 'tooSmall'
  | 'shape';

export interface PreparedPicture {
  /** of the picture upright */
  width: number;
  height: number;
  sizes: { width: number; height: number }[];
  formats: PictureFormat[];
  files: { name: string; bytes: Uint8Array; mediaType: string }[];
}

/** WebP ends at 16,383 pixels an edge; and a strip is no picture of goods. */
const longestShape = 10;
const thumbnailWidth = 320;

// One thread a picture and no cache: the number of pictures at once is bounded by `oneOfFew`, and files are never read twice.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a picture, turns it upright as its metadata says, leaves all metadata (places, cameras, comments) behind, and makes the
 * files that pages show: each width that is not wider than the picture, in each format, and a thumbnail.
 *
 * @throws Problem picture_refused with `data.fault`, a `PictureFault`
 */
export async function preparePicture(bytes: Uint8Array, limits: PictureLimits): Promise<PreparedPicture> {
  const size = await inspectPicture(bytes, limits);
  const largest = Math.max(...limits.widths);
  let decoded: { data: Buffer; info: OutputInfo };
  try {
    decoded = await sharp(bytes, openOptions(limits))
      .autoOrient()
      .resize({ width: Math.min(largest, size.width) })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw unreadable(error);
  }
  const { data, info } = decoded;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const draw = (width: number) => sharp(data, { raw, limitInputPixels: false }).resize({ width });
  const widths = [...new Set(limits.widths.map((width) => Math.min(width, info.width)))].sort(
    (a, b) => a - b,
  );
  const formats = [...new Set(limits.formats)] as PictureFormat[];
  const picture: PreparedPicture = { width: size.width, height: size.height, sizes: [], formats, files: [] };
  for (const width of widths) {
    picture.sizes.push({ width, height: Math.max(1, Math.round((info.height * width) / info.width)) });
    for (const format of formats) {
      const file = await encode(draw(width), format, limits);
      picture.files.push({ name: fileName(width, format), bytes: file, mediaType: mediaTypeOf(format) });
    }
  }
  const thumbnail = await encode(draw(Math.min(thumbnailWidth, info.width)), 'webp', limits);
  picture.files.push({ name: thumbnailName, bytes: thumbnail, mediaType: mediaTypeOf('webp') });
  return picture;
}

/** What can be told from the first bytes, before anything is decoded. Returns the size of the picture upright. */
export async function inspectPicture(
  bytes: Uint8Array,
  limits: PictureLimits,
): Promise<{ width: number; height: number }> {
  if (bytes.byteLength > limits.maxBytes) {
    throw refuse('tooLarge', `A picture may have ${Math.floor(limits.maxBytes / 1024 / 1024)} MiB.`);
  }
  const type = sniff(bytes);
  // Nothing that is not one of these formats ever reaches the decoder: it would read SVG and PDF as well.
  if (type === undefined || !limits.mediaTypes.includes(type)) {
    throw refuse('type', `Send one of ${limits.mediaTypes.join(', ')}.`);
  }
  if (isAnimated(bytes, type)) throw moving();
  let facts: Metadata;
  try {
    facts = await sharp(bytes, openOptions(limits)).metadata();
  } catch (error) {
    throw unreadable(error);
  }
  if ((facts.pages ?? 1) > 1) throw moving();
  const turned = (facts.orientation ?? 1) >= 5;
  const [width, height] = turned ? [facts.height, facts.width] : [facts.width, facts.height];
  if (width * height > limits.maxPixels) throw refuse('tooManyPixels', `At most ${limits.maxPixels} pixels.`);
  const [shorter, longer] = width < height ? [width, height] : [height, width];
  if (shorter < limits.minEdge) throw refuse('tooSmall', `Each edge needs ${limits.minEdge} pixels.`);
  if (longer > shorter * longestShape) {
    throw refuse('shape', `One edge may be ${longestShape} times the other.`);
  }
  return { width, height };
}

/** The media type that the first bytes tell, whatever the file is called. */
function sniff(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 8) === 'ftyp' && /avi[fs]/.test(text.slice(8, 40))) return 'image/avif';
  return undefined;
}

/** The decoder shows the first frame of an animated PNG and of an AVIF sequence without saying so. */
function isAnimated(bytes: Uint8Array, type: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/avif') return buffer.toString('latin1', 8, 12) === 'avis';
  if (type !== 'image/png') return false;
  // Chunks: length, name, content, checksum. The one that announces frames stands before the pixels.
  for (let at = 8; at + 8 <= buffer.length; ) {
    const name = buffer.toString('latin1', at + 4, at + 8);
    if (name === 'acTL') return true;
    if (name === 'IDAT') return false;
    at += 12 + buffer.readUInt32BE(at);
  }
  return false;
}

function encode(image: Sharp, format: PictureFormat, limits: PictureLimits): Promise<Buffer> {
  switch (format) {
    case 'avif':
      // Effort 1 of 9: half the time of effort 2 for 8 per cent more bytes (measured on pictures of 640 and 800 pixels).
      return image.avif({ quality: limits.avifQuality, effort: 1 }).toBuffer();
    case 'webp':
      return image.webp({ quality: limits.webpQuality }).toBuffer();
    case 'jpeg':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  }
}

const openOptions = (limits: PictureLimits): SharpOptions => ({
  limitInputPixels: limits.maxPixels,
  failOn: 'error',
  sequentialRead: true,
});

const refuse = (fault: PictureFault, detail: string): Problem =>
  new Problem('picture_refused', { pointer: '/body/file', detail, data: { fault } });

const moving = (): Problem => refuse('animated', 'Moving pictures are not accepted.');

function unreadable(error: unknown): Problem {
  const message = (error as Error).message;
  if (/pixel limit/i.test(message)) return refuse('tooManyPixels', 'The picture has too many pixels.');
  return refuse('unreadable', 'The file is damaged or not what its beginning says.');
}
