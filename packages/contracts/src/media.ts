import { z } from 'zod';
import { id, instant, line, localeSchema, localized } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a screen reader says and what stands where a picture does not load, in languages. */
export const altText = z.partialRecord(localeSchema, z.string());

/**
 * A picture of goods as a page shows it: each source is one format in several widths, best first, ready for
 * `<picture><source type srcset>`; `url` is for what knows neither. Addresses are paths on the market's own host, and an
 * address always answers the same bytes.
 */
export const picture = z
  .object({
    id: id('picture'),
    alt: altText,
    width: z.number().int(),
    height: z.number().int(),
    url: z.string(),
    sources: z.array(
      z.object({ type: z.enum(['image/avif', 'image/webp', 'image/jpeg']), srcset: z.string() }),
    ),
    createdAt: instant,
  })
  .meta({ id: 'Picture' });

const productParams = z.object({ storeId: id('store'), productId: id('product') });
const pictureParams = productParams.extend({ pictureId: id('picture') });
const edit = { area: 'media', access: 'licence', permission: 'catalogue.edit', scope: 'catalogue' } as const;

/** Largest upload that is read at all; the policy may allow less. */
export const pictureBodyLimit = 20 * 1024 * 1024;

export const mediaEndpoints = {
  addPicture: endpoint({
    ...edit,
    id: 'addPicture',
    method: 'post',
    path: '/v1/stores/{storeId}/products/{productId}/pictures',
    summary:
      'Adds a picture (JPEG, PNG, WebP or AVIF) behind the others: decoded, turned upright, freed of metadata, resized. The same file twice is one picture',
    params: productParams,
    bodyType: 'form',
    bodyLimit: pictureBodyLimit,
    rateGroup: 'upload',
    body: z.strictObject({
      file: z.file().meta({ format: 'binary' }),
      /** JSON of a text in languages: `{"en": "A red kettle"}` */
      alt: z
        .string()
        .max(2000)
        .transform((text, check) => {
          try {
            return JSON.parse(text) as unknown;
          } catch {
            check.addIssue({ code: 'custom', message: 'must be JSON' });
            return z.NEVER;
          }
        })
        .pipe(localized(line(300)))
        .optional(),
    }),
    answer: picture,
    status: 201,
    problems: ['picture_refused', 'picture_limit', 'state_conflict', 'unavailable'],
  }),
  editPicture: endpoint({
    ...edit,
    id: 'editPicture',
    method: 'patch',
    path: '/v1/stores/{storeId}/products/{productId}/pictures/{pictureId}',
    summary: 'Changes what the picture is described as; a language left out stays, null takes it away',
    params: pictureParams,
    body: z.strictObject({ alt: z.partialRecord(localeSchema, line(300).nullable()) }),
    answer: picture,
  }),
  orderPictures: endpoint({
    ...edit,
    id: 'orderPictures',
    method: 'put',
    path: '/v1/stores/{storeId}/products/{productId}/pictures:order',
    summary:
      'Puts the pictures into this order; the first stands for the goods. The list must name each picture once',
    params: productParams,
    body: z.strictObject({ pictureIds: z.array(id('picture')).max(100) }),
    answer: z.object({ pictures: z.array(picture) }),
    problems: ['state_conflict'],
  }),
  removePicture: endpoint({
    ...edit,
    id: 'removePicture',
    method: 'delete',
    path: '/v1/stores/{storeId}/products/{productId}/pictures/{pictureId}',
    summary: 'Takes a picture off the goods; orders that were placed with it still show it',
    params: pictureParams,
  }),
};
