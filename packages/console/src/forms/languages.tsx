import { locales } from '@hazumi/contracts';
import type { ReactNode } from 'react';
import { useText } from '../i18n/intl.ts';
import { localeNames } from '../shell/AccountMenu.tsx';
import styles from './languages.module.css';

/** The same fields in each language of the market, side by side where there is room. */
export function InLanguages(props: {
  title: string;
  hint?: string;
  children: (locale: (typeof locales)[number], name: string) => ReactNode;
}) {
  const t = useText();
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{props.title}</legend>
      <p className="soft small">{props.hint ?? t('form.atLeastOne')}</p>
      <div className={styles.languages}>
        {locales.map((locale) => (
          <fieldset key={locale} className={styles.language}>
            <legend className={styles.name} lang={locale}>
              {localeNames[locale]}
            </legend>
            {props.children(locale, localeNames[locale])}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
