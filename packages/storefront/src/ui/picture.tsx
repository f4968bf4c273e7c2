import type { picture } from '@hazumi/contracts';
import type { View } from '../http/view.ts';

export type PictureData = (typeof picture)['_output'];

/**
 * How much of what the API offers a place needs. Addresses are long, and a page of goods holds dozens of pictures:
 *
 * - `full`: every format and width (the picture a page is about)
 * - `more`: the best format in every width; old browsers get one size (the pictures beside it)
 * - `card`: the best format in the widths of a card; old browsers get one size
 */
export type PictureUse = 'full' | 'more' | 'card';

interface Candidate {
  url: string;
  width: number;
}

/** `a.avif 160w, b.avif 320w` as its parts. */
function candidatesOf(srcset: string): Candidate[] {
  return srcset.split(',').map((part) => {
    const [url = '', width = ''] = part.trim().split(' ');
    return { url, width: Number.parseInt(width, 10) };
  });
}

// Cards are 160 to 230 CSS pixels wide, on screens of up to three device pixels each.
const cardWidths = { min: 200, max: 700 };

function srcsetFor(use: PictureUse, srcset: string): string {
  if (use !== 'card') return srcset;
  const fitting = candidatesOf(srcset).filter(
    ({ width }) => width >= cardWidths.min && width <= cardWidths.max,
  );
  return fitting.length === 0 ? srcset : fitting.map(({ url, width }) => `${url} ${width}w`).join(', ');
}

/**
 * A picture in formats and widths for the browser to choose from. Width and height are written down, so that nothing moves when it
 * arrives; only what is likely in sight at first is loaded at once.
 */
export function Picture(props: {
  view: View;
  picture: PictureData;
  use: PictureUse;
  /** CSS lengths that it takes on the page, as `sizes` has them */
  sizes: string;
  /** instead of the picture's own description; empty where the text beside it says the same */
  alt?: string;
  eager?: boolean;
}) {
  const { picture, use, sizes, eager = false } = props;
  return (
    <picture>
      {picture.sources.slice(0, use === 'full' ? undefined : 1).map((source) => (
        <source type={source.type} srcset={srcsetFor(use, source.srcset)} sizes={sizes} />
      ))}
      <img
        src={picture.url}
        width={picture.width}
        height={picture.height}
        alt={props.alt ?? props.view.text(picture.alt)}
        loading={eager ? undefined : 'lazy'}
        fetchpriority={eager ? 'high' : undefined}
      />
    </picture>
  );
}

/** The smallest of a picture's sizes in the format that every browser reads, for the links below a gallery. */
export function smallest(picture: PictureData): string {
  const candidates = candidatesOf(picture.sources.at(-1)?.srcset ?? '').filter(({ url }) => url !== '');
  return candidates.sort((a, b) => a.width - b.width)[0]?.url ?? picture.url;
}

/** A small square of which only the address is known (lines of carts and orders). */
export function Thumb({ url }: { url: string | null }) {
  if (url === null) return <span class="thumb thumb-none" aria-hidden="true" />;
  return <img class="thumb" src={url} width={96} height={96} alt="" loading="lazy" />;
}
