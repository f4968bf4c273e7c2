import { Button, type ButtonProps } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
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

const RowAnchor = forwardRef<HTMLAnchorElement, AnchorProps>(function RowAnchor(props, ref) {
  return <a ref={ref} {...props} className={styles.main} />;
});
/** The link that a row of a table is known by. */
export const RowLink = createLink(RowAnchor);

const BackAnchor = forwardRef<HTMLAnchorElement, AnchorProps>(function BackAnchor(
  { children, ...props },
  ref,
) {
  return (
    <a ref={ref} {...props} className={styles.back}>
      <IconChevronLeft aria-hidden size={16} />
      {children}
    </a>
  );
});
/** The way back to the list that a screen's thing is one of. */
export const BackLink = createLink(BackAnchor);
