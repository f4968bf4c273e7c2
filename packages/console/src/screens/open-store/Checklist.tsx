import { endpoints } from '@hazumi/contracts';
import { useRead } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { Section } from '../../ui/Page.tsx';
import styles from './Checklist.module.css';

const steps = ['name', 'goods', 'link', 'ship'] as const;

/** What to have ready, for those to whom it is shown: a variant of an experiment, drawn once for each person. */
export function Checklist() {
  const t = useText();
  const read = useRead(endpoints.getOnboarding, {}, { staleMs: 300_000 });
  if (read.data?.value.variant !== 'checklist') return null;
  return (
    <Section title={t('onboarding.title')}>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{t(`onboarding.steps.${step}`)}</li>
        ))}
      </ol>
      <p className="soft">{t('onboarding.about')}</p>
    </Section>
  );
}
