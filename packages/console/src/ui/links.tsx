import { ActionIcon, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef } from 'react';
import styles from './links.module.css';

type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'>;

const ButtonAnchor = forwardRef<HTMLAnchorElement, ButtonProps & AnchorProps>(
  function ButtonAnchor(props, ref) {
    return <Button component="a" ref={ref} {...props} />;
  },
);
/** A link to a screen that looks like a button. */
export const LinkButton = createLink(ButtonAnchor);

const IconAnchor = forwardRef<HTMLAnchorElement, AnchorProps & { 'aria-label': string }>(
  function IconAnchor(props, ref) {
    return <ActionIcon component="a" ref={ref} variant="subtle" {...props} />;
  },
);
export const LinkIcon = createLink(IconAnchor);

const RowAnchor = forwardRef<HTMLAnchorElement, AnchorProps>(function RowAnchor(props, ref) {
  return <a ref={ref} {...props} className={styles.main} />;
});
/** The link that a row of a table is known by. */
export const RowLink = createLink(RowAnchor);
