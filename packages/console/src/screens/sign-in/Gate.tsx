import { locales } from '@hazumi/contracts';
import { type ReactNode, useEffect } from 'react';
import { useChosenLocale } from '../../app/locale.tsx';
import { useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { Brand } from '../../shell/Rail.tsx';
import styles from './Gate.module.css';

/** The frame of the screens before the door: what this is, in the reader's language, and one form. */
export function Gate(props: { title: string; about?: ReactNode; children: ReactNode; below?: ReactNode }) {
  const t = useText();
  const { locale, choose } = useChosenLocale();
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Hazumi`;
  }, [title]);
  return (
    <div className={styles.gate}>
      <header className={styles.panel}>
        <Waves />
        <div className={styles.panelTop}>
          <Brand />
        </div>
        <p className={styles.motto}>{t('gate.motto')}</p>
        <p className={styles.sub}>{t('gate.sub')}</p>
      </header>
      <div className={styles.side}>
        <nav className={styles.languages} aria-label={t('shell.language')}>
          {locales.map((other) => (
            <button
              key={other}
              type="button"
              lang={other}
              aria-pressed={other === locale}
              onClick={() => void choose(other)}
            >
              {localeNames[other]}
            </button>
          ))}
        </nav>
        <main className={styles.form}>
          <div className="stack tight">
            <h1>{title}</h1>
            {props.about === undefined ? null : <div className="soft">{props.about}</div>}
          </div>
          {props.children}
          {props.below === undefined ? null : <div className={styles.below}>{props.below}</div>}
        </main>
      </div>
    </div>
  );
}

/** Seigaiha (青海波): waves of the blue sea, drawn as one pattern of rings. */
function Waves() {
  return (
    <svg aria-hidden="true" className={styles.waves}>
      <defs>
        <pattern id="seigaiha" width="64" height="32" patternUnits="userSpaceOnUse">
          {[
            [0, 0],
            [64, 0],
            [32, 16],
            [0, 32],
            [64, 32],
            [32, 48],
          ].map(([x, y], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rings never move
            <g key={index} fill="#1f3a6e" stroke="#fff" strokeOpacity=".16">
              {[31.5, 24, 16.5, 9].map((r) => (
                <circle key={r} cx={x} cy={y} r={r} />
              ))}
            </g>
          ))}
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#seigaiha)" />
    </svg>
  );
}
