import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/intl.ts';
import styles from './Dialog.module.css';

/**
 * A modal dialog: the browser's own, which keeps the focus inside, makes the rest inert, closes on Escape and gives the focus back.
 * Its content is there only while it is open, so a form in it begins anew each time.
 */
export function Dialog(props: {
  isOpen: boolean;
  close: () => void;
  title: string;
  wide?: boolean;
  /** slides in from the side instead: for what is looked up, and for navigation */
  side?: 'start' | 'end';
  children: ReactNode;
}) {
  const { isOpen, close } = props;
  const t = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);
  const kind = props.side === undefined ? (props.wide ? styles.wide : styles.box) : styles[props.side];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is one on the backdrop; the keyboard has Escape
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${kind}`}
      aria-labelledby={id}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      {isOpen ? (
        <div className={styles.inside}>
          <header className={styles.head}>
            <h2 id={id}>{props.title}</h2>
            <CloseButton aria-label={t('common.close')} onClick={close} />
          </header>
          {props.children}
        </div>
      ) : null}
    </dialog>
  );
}
