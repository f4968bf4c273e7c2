import { endpoints, locales } from '@hazumi/contracts';
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
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
import { themes } from '../i18n/locale.ts';
import { useMe, useSignedOut } from '../session/session.tsx';
import styles from './AccountMenu.module.css';

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
  const chosen = <IconCheck aria-hidden size={16} />;
  return (
    <Menu position="bottom-end" width={264} keepMounted={false}>
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
        {locales.map((other) => (
          <Menu.Item
            key={other}
            lang={other}
            role="menuitemradio"
            aria-checked={other === locale}
            rightSection={other === locale ? chosen : null}
            onClick={() => void choose(other)}
          >
            {localeNames[other]}
          </Menu.Item>
        ))}
        <Menu.Label>
          <span className={styles.label}>
            <IconSunMoon aria-hidden size={14} /> {t('shell.theme')}
          </span>
        </Menu.Label>
        {themes.map((theme) => (
          <Menu.Item
            key={theme}
            role="menuitemradio"
            aria-checked={theme === colorScheme}
            rightSection={theme === colorScheme ? chosen : null}
            onClick={() => setColorScheme(theme)}
          >
            {t(`theme.${theme}`)}
          </Menu.Item>
        ))}
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
