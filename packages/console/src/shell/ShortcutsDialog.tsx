import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../i18n/intl.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './ShortcutsDialog.module.css';
import { readSingleKeys, writeSingleKeys } from './shortcuts.ts';

export default function ShortcutsDialog(props: { isOpen: boolean; close: () => void }) {
  const t = useText();
  const [singleKeys, setSingleKeys] = useState(() => readSingleKeys(localStorage));
  const keys = [
    ['Ctrl K / ⌘ K', t('shortcuts.palette')],
    ['/', t('shortcuts.search')],
    ['?', t('shortcuts.help')],
    ['Esc', t('shortcuts.close')],
  ] as const;
  return (
    <Dialog isOpen={props.isOpen} close={props.close} title={t('shortcuts.title')}>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={singleKeys}
        label={t('shortcuts.singleKeys')}
        description={t('shortcuts.singleKeysHint')}
        onChange={(event) => {
          setSingleKeys(event.currentTarget.checked);
          writeSingleKeys(localStorage, event.currentTarget.checked);
        }}
      />
    </Dialog>
  );
}
