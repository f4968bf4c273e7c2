import { endpoints, type Locale, locales } from '@hazumi/contracts';
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconKey,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconShieldLock,
  IconSunMoon,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/write.ts';
import { useChosenLocale } from '../app/locale.tsx';
import { useText } from '../i18n/intl.ts';
import { type Theme, themes } from '../i18n/locale.ts';
import { useMe, useSignedOut } from '../session/session.tsx';
import styles from './AccountMenu.module.css';
import { menuDefaults } from './menu.ts';

/** Who is signed in, and their tastes: language and theme (which the shop shares), the keys, and the way out. */
export function AccountMenu({ showShortcuts }: { showShortcuts: () => void }) {
  const t = useText();
  const me = useMe();
  const navigate = useNavigate();
  const signedOut = useSignedOut();
  const signOut = useWrite(endpoints.signOut);
  const { locale, choose } = useChosenLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    if ((await signOut.run({})) === undefined) return;
    signedOut();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" width={264} {...menuDefaults}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.account', { name: me.name })}
          className={styles.button}
        >
          <IconUserCircle aria-hidden size={22} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown}>
        <div className={styles.who}>
          <p className="strong">{me.name}</p>
          <p className="soft small">{me.email}</p>
        </div>
        <Menu.Item
          leftSection={<IconUser aria-hidden size={16} />}
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('account.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconShieldLock aria-hidden size={16} />}
          onClick={() => void navigate({ to: '/account/security' })}
        >
          {t('security.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKey aria-hidden size={16} />}
          onClick={() => void navigate({ to: '/account/api-keys' })}
        >
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          <span className={styles.label}>
            <IconLanguage aria-hidden size={14} /> {t('shell.language')}
          </span>
        </Menu.Label>
        <Menu.RadioGroup value={locale} onChange={(value) => void choose(value as Locale)}>
          {locales.map((other) => (
            <Menu.RadioItem key={other} value={other} lang={other} closeMenuOnClick>
              {localeNames[other]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>
          <span className={styles.label}>
            <IconSunMoon aria-hidden size={14} /> {t('shell.theme')}
          </span>
        </Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as Theme)}>
          {themes.map((theme) => (
            <Menu.RadioItem key={theme} value={theme} closeMenuOnClick>
              {t(`theme.${theme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard aria-hidden size={16} />} onClick={showShortcuts}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout aria-hidden size={16} />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Each language by its own name: whoever looks for it can read that. */
export const localeNames = { 'zh-CN': '简体中文', ja: '日本語', en: 'English' } as const;
