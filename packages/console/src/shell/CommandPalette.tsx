import { locales } from '@hazumi/contracts';
import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useChosenLocale } from '../app/locale.tsx';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/intl.ts';
import { themes } from '../i18n/locale.ts';
import { can, operatorStanding } from '../session/permissions.ts';
import { useMe } from '../session/session.tsx';
import { localeNames } from './AccountMenu.tsx';
import styles from './CommandPalette.module.css';
import { type Command, matching } from './commands.ts';
import { navigationFor } from './navigation.ts';
import { nameOfStore, useMyLicences, usePlace, useStoresOf } from './place.ts';

/**
 * Every place one can go to and every taste one can set, found by typing; what looks like an order's number leads to it. The pattern
 * is a combobox over a list: the focus stays in the field, and the chosen command is told to screen readers.
 */
export default function CommandPalette({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen) dialog.current?.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is one on the backdrop; the keyboard has Escape
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('shell.command')}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      {isOpen ? <Palette close={close} /> : null}
    </dialog>
  );
}

function Palette({ close }: { close: () => void }) {
  const t = useText();
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const byNumber = useNumberCommands(query);
  const found = [...byNumber, ...matching([...usePlaces(), ...useTastes()], query)].slice(0, 14);
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    if (chosen !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((before) => (Math.min(before, found.length - 1) + step + found.length) % found.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <>
      <input
        className={styles.search}
        // biome-ignore lint/a11y/noAutofocus: a dialog gives the focus to its first field
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.id}`}
        aria-autocomplete="list"
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label={t('shell.command')} className={styles.list} ref={list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === chosen}
            className={styles.option}
            onClick={() => run(command)}
            onPointerMove={() => setAt(index)}
          >
            <span>{command.label}</span>
            <span className={styles.group}>{command.group}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className={styles.nothing} role="status">
          {t('palette.nothing')}
        </p>
      ) : null}
    </>
  );
}

function usePlaces(): Command[] {
  const t = useText();
  const format = useFormat();
  const me = useMe();
  const navigate = useNavigate();
  const place = usePlace();
  const licences = useMyLicences().data?.value.data ?? [];
  const stores = useStoresOf(place.licenceId).data?.value.data ?? [];
  const { licenceId } = place;
  const go = (to: string, params?: Record<string, string>) => () =>
    void navigate({ to, params: params as never });
  return [
    ...navigationFor(me, { ...place, isAccount: true }).flatMap((group) =>
      group.items.map((item) => ({
        id: `${group.kind}.${item.label}`,
        group: t('palette.here'),
        label: t(`nav.${item.label}`),
        run: go(item.to, item.params),
      })),
    ),
    ...(licenceId !== undefined && can(me, 'store.open', { licenceId })
      ? [
          {
            id: 'openStore',
            group: t('palette.here'),
            label: t('openStore.title'),
            run: go('/licences/$licenceId/stores/new', { licenceId }),
          },
        ]
      : []),
    ...stores.map((found) => ({
      id: found.id,
      group: t('palette.stores'),
      label: nameOfStore(found, format.text),
      keywords: [found.slug, ...Object.values(found.texts).map((text) => text.name)],
      run: go('/licences/$licenceId/stores/$storeId/goods', {
        licenceId: licenceId ?? '',
        storeId: found.id,
      }),
    })),
    ...licences.map((licence) => ({
      id: licence.id,
      group: t('palette.licences'),
      label: licence.legalName,
      keywords: [licence.registrationNumber],
      run: go('/licences/$licenceId/stores', { licenceId: licence.id }),
    })),
    ...(operatorStanding(me) === 'none'
      ? []
      : [
          {
            id: 'operator',
            group: t('palette.licences'),
            label: t('scope.operator'),
            run: go('/operator/licences'),
          },
        ]),
  ];
}

function useTastes(): Command[] {
  const t = useText();
  const { choose } = useChosenLocale();
  const { setColorScheme } = useMantineColorScheme();
  return [
    ...locales.map((locale) => ({
      id: `language.${locale}`,
      group: t('palette.tastes'),
      label: localeNames[locale],
      keywords: [t('shell.language'), 'language'],
      run: () => void choose(locale),
    })),
    ...themes.map((theme) => ({
      id: `theme.${theme}`,
      group: t('palette.tastes'),
      label: t('palette.theme', { theme: t(`theme.${theme}`) }),
      keywords: ['theme', theme],
      run: () => setColorScheme(theme),
    })),
  ];
}

function useNumberCommands(query: string): Command[] {
  const t = useText();
  const me = useMe();
  const navigate = useNavigate();
  const { licenceId } = usePlace();
  const number = query.trim();
  if (!/\d{4}/.test(number)) return [];
  const search = { number };
  const action = {
    id: 'number',
    group: t('palette.orders'),
    label: t('palette.findOrder', { number }),
    keywords: [number],
  };
  if (licenceId !== undefined) {
    const to = '/licences/$licenceId/orders';
    return [{ ...action, run: () => void navigate({ to, params: { licenceId }, search }) }];
  }
  if (operatorStanding(me) !== 'active') return [];
  return [{ ...action, run: () => void navigate({ to: '/operator/orders', search }) }];
}
