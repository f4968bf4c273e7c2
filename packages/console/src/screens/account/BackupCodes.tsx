import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../i18n/intl.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './Security.module.css';

/** Backup codes, shown once. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  const t = useText();
  return (
    <div className="stack">
      <Notice tone="warn" title={t('secondFactor.codesOnce')}>
        {t('secondFactor.codesText')}
      </Notice>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} />
      </div>
    </div>
  );
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconCopy aria-hidden size={16} />}
      onClick={() => void copy()}
      aria-live="polite"
    >
      {isCopied ? t('common.copied') : (label ?? t('common.copy'))}
    </Button>
  );
}
