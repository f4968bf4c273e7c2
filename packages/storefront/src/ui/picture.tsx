import type { picture } from '@hazumi/contracts';
import type { View } from '../http/view.ts';

export type PictureData = (typeof picture)['_output'];

/**
 * A picture in the formats and widths that the API offers. Width and height are written down, so that nothing moves when it
 * arrives; only what is likely in sight at first is loaded at once.
 */
export function Picture(props: {
  view: View;
  picture: PictureData;
  /** CSS lengths that it takes on the page, as `sizes` has them */
  sizes: string;
  /** instead of the picture's own description; empty where the text beside it says the same */
  alt?: string;
  eager?: boolean;
}) {
  const { picture, sizes, eager = false } = props;
  return (
    <picture>
      {picture.sources.map((source) => (
        <source type={source.type} srcset={source.srcset} sizes={sizes} />
      ))}
      <img
        src={picture.url}
        width={picture.width}
        height={picture.height}
        alt={props.alt ?? props.view.text(picture.alt)}
        loading={eager ? undefined : 'lazy'}
        decoding={eager ? undefined : 'async'}
        fetchpriority={eager ? 'high' : undefined}
      />
    </picture>
  );
}

/** A small square of which only the address is known (lines of carts and orders). */
export function Thumb({ url }: { url: string | null }) {
  if (url === null) return <span class="thumb thumb-none" aria-hidden="true" />;
  return <img class="thumb" src={url} width={96} height={96} alt="" loading="lazy" decoding="async" />;
}
