import { type AnswerInput, type mediaEndpoints, toPublicId } from '@hazumi/contracts';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import { mediaPath } from '../media/media.routes.ts';
import { extensionOf } from '../media/storage.ts';

export type PictureAnswer = AnswerInput<(typeof mediaEndpoints)['addPicture']>;
export type PictureFormat = 'avif' | 'webp' | 'jpeg';

/** What pages need of a picture's row. In lists it comes from the database as JSON, so its instant is a text there. */
export interface PictureFacts {
  id: string;
  alt: LocalText;
  object_key: string;
  width: number;
  height: number;
  sizes: { width: number; height: number }[];
  formats: string[];
  created_at: Date | string;
}

/** The columns of `PictureFacts`, of a table that is called `i` in the query. */
export const pictureJson = `jsonb_build_object('id', i.id, 'alt', i.alt, 'object_key', i.object_key, 'width', i.width,
  'height', i.height, 'sizes', i.sizes, 'formats', i.formats, 'created_at', i.created_at)`;

const mediaTypes: Record<PictureFormat, 'image/avif' | 'image/webp' | 'image/jpeg'> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
};
export const mediaTypeOf = (format: PictureFormat) => mediaTypes[format];

/** The file of a picture in one width and format, below its key. */
export const fileName = (width: number, format: PictureFormat): string =>
  `${width}.${extensionOf(mediaTypeOf(format))}`;
/** A small file that every picture has under the same name: for those who keep nothing of a picture but its key. */
export const thumbnailName = 'thumbnail.webp';

/** `order_line.picture_key` and the like -> the address of a small picture. */
export const thumbnailUrl = (objectKey: string): string => mediaPath(`${objectKey}/${thumbnailName}`);

export function presentPicture(picture: PictureFacts): PictureAnswer {
  const formats = picture.formats as PictureFormat[];
  const url = (width: number, format: PictureFormat) =>
    mediaPath(`${picture.object_key}/${fileName(width, format)}`);
  // The plainest format, in the size of a phone's screen, for whatever does not choose by itself.
  const plain = formats.at(-1) ?? 'webp';
  const middle = picture.sizes.findLast((size) => size.width <= 640) ?? picture.sizes[0];
  return {
    id: toPublicId('picture', picture.id),
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    url: url(middle?.width ?? picture.width, plain),
    sources: formats.map((format) => ({
      type: mediaTypeOf(format),
      srcset: picture.sizes.map(({ width }) => `${url(width, format)} ${width}w`).join(', '),
    })),
    createdAt: new Date(picture.created_at).toISOString(),
  };
}
