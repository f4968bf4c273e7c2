import { IconCheck } from '@tabler/icons-react';
import { useText } from '../../i18n/intl.ts';
import styles from './Steps.module.css';

const steps = ['facts', 'documents', 'check', 'store'] as const;

/** The way from nothing to an open store, and how far one is. */
export function Steps({ at }: { at: (typeof steps)[number] }) {
  const t = useText();
  const reached = steps.indexOf(at);
  return (
    <ol className={styles.steps} aria-label={t('licence.steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === at ? 'step' : undefined}
          data-done={index < reached || undefined}
        >
          <span className={styles.dot}>
            {index < reached ? <IconCheck aria-hidden size={13} /> : index + 1}
          </span>
          {t(`licence.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
