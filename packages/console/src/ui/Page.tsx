import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Page.module.css';

// The page that the document opened with keeps the focus where the browser puts it; later ones tell that they are there.
let openedAt: string | undefined;

/**
 * A screen: its title (also the document's, and where the focus goes after following a link), what one can do on it, and
 * its content.
 */
export function Page(props: {
  title: string;
  /** the way back to the list that this is one of */
  back?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const { title } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · Hazumi`;
  }, [title]);
  useEffect(() => {
    openedAt ??= pathname;
    if (openedAt !== pathname) {
      openedAt = '';
      heading.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <div className={props.narrow ? `${styles.page} ${styles.narrow}` : styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {props.back}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {props.about === undefined ? null : <div className={styles.about}>{props.about}</div>}
        </div>
        {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

/** A part of a screen under a heading of its own, on a sheet or (plain) on the paper itself. */
export function Section(props: {
  title?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  plain?: boolean;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className={props.plain ? styles.plain : styles.sheet} id={props.id}>
      {props.title === undefined ? null : (
        <header className={styles.sectionHead}>
          <div>
            <h2>{props.title}</h2>
            {props.about === undefined ? null : <p className={styles.about}>{props.about}</p>}
          </div>
          {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
        </header>
      )}
      {props.children}
    </section>
  );
}

/** Two columns where there is room: what one works on, and beside it what one looks up. */
export function Split(props: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.splitRoom}>
      <div className={styles.split}>
        <div className="stack">{props.main}</div>
        <div className="stack">{props.side}</div>
      </div>
    </div>
  );
}
