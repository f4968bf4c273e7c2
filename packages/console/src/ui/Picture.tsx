import { IconPhoto } from '@tabler/icons-react';
import styles from './Picture.module.css';

export interface PictureSource {
  url: string;
  width?: number;
  height?: number;
  sources?: readonly { type: string; srcset: string }[];
}

/** A small picture in a square frame; an empty frame where there is none. */
export function Thumb({
  picture,
  alt,
  size = 44,
}: {
  picture: PictureSource | null;
  alt: string;
  size?: number;
}) {
  return (
    <span className={styles.thumb} style={{ width: size, height: size }}>
      {picture === null ? (
        <IconPhoto aria-hidden size={Math.min(24, size / 2)} stroke={1.5} />
      ) : (
        <picture>
          {picture.sources?.map((source) => (
            <source key={source.type} type={source.type} srcSet={source.srcset} sizes={`${size}px`} />
          ))}
          <img src={picture.url} alt={alt} width={size} height={size} loading="lazy" decoding="async" />
        </picture>
      )}
    </span>
  );
}
