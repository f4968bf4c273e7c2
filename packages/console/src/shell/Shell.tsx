import { ActionIcon } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../i18n/intl.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { Brand, Rail } from './Rail.tsx';
import { ScopeSwitch } from './ScopeSwitch.tsx';
import styles from './Shell.module.css';
import { isTyping, readSingleKeys, shortcutOf } from './shortcuts.ts';

const CommandPalette = lazy(() => import('./CommandPalette.tsx'));
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog.tsx'));

/** The frame of every screen for somebody who is signed in: where one is, where one can go, and the keys for both. */
export function Shell() {
  const t = useText();
  const { pathname } = useLocation();
  const [isNavigating, setNavigating] = useState(false);
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never');
  const [help, setHelp] = useState<'never' | 'open' | 'closed'>('never');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what closes it
  useEffect(() => setNavigating(false), [pathname]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, {
        isTyping: isTyping(event.target),
        singleKeys: readSingleKeys(localStorage),
      });
      if (shortcut === undefined) return;
      if (shortcut === 'search') {
        const field = document.querySelector<HTMLInputElement>('[data-search]');
        if (field === null) return;
        field.focus();
        field.select();
      }
      event.preventDefault();
      if (shortcut === 'palette') setPalette((state) => (state === 'open' ? 'closed' : 'open'));
      if (shortcut === 'help') setHelp('open');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <aside className={styles.rail}>
        <Link to="/" className={styles.brand} aria-label={t('shell.home')}>
          <Brand />
        </Link>
        <Rail />
      </aside>
      <div className={styles.right}>
        <header className={styles.bar}>
          <ActionIcon
            className={styles.burger}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('shell.menu')}
            onClick={() => setNavigating(true)}
          >
            <IconMenu2 aria-hidden size={20} />
          </ActionIcon>
          <ScopeSwitch />
          <button type="button" className={styles.command} onClick={() => setPalette('open')}>
            <IconSearch aria-hidden size={16} />
            <span className={styles.commandText}>{t('shell.command')}</span>
            <kbd className={styles.key}>{isApple() ? '⌘K' : 'Ctrl K'}</kbd>
          </button>
          <AccountMenu showShortcuts={() => setHelp('open')} />
        </header>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <Dialog isOpen={isNavigating} close={() => setNavigating(false)} title={t('shell.menu')} side="start">
        <Rail />
      </Dialog>
      <Suspense fallback={null}>
        {palette === 'never' ? null : (
          <CommandPalette isOpen={palette === 'open'} close={() => setPalette('closed')} />
        )}
        {help === 'never' ? null : (
          <ShortcutsDialog isOpen={help === 'open'} close={() => setHelp('closed')} />
        )}
      </Suspense>
    </div>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
