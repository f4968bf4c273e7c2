import { Menu } from '@mantine/core';
import {
  IconBuildingStore,
  IconCertificate,
  IconChevronDown,
  IconPlus,
  IconScale,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/intl.ts';
import { canSomewhere, operatorStanding } from '../session/permissions.ts';
import { useMe } from '../session/session.tsx';
import { menuDefaults } from './menu.ts';
import { nameOfStore, useMyLicences, usePlace, usePlaceNames, useStoresOf } from './place.ts';
import styles from './ScopeSwitch.module.css';

/** Always says whose things these are: which licence and store, or the whole market. A click leads to another. */
export function ScopeSwitch() {
  const t = useText();
  const format = useFormat();
  const me = useMe();
  const navigate = useNavigate();
  const { licenceId, storeId } = usePlace();
  const names = usePlaceNames();
  const licences = useMyLicences().data?.value.data ?? [];
  const stores = useStoresOf(licenceId).data?.value.data ?? [];
  const isOperator = operatorStanding(me) !== 'none';
  const above = licenceId === undefined ? t('scope.console') : (names.licenceName ?? t('scope.licence'));
  const below =
    licenceId === undefined
      ? isOperator
        ? t('scope.operator')
        : me.name
      : storeId === undefined
        ? t('scope.allStores')
        : (names.storeName ?? t('scope.store'));
  return (
    <Menu position="bottom-start" width={288} {...menuDefaults}>
      <Menu.Target>
        <button type="button" className={styles.scope}>
          <span className="hidden-text">{t('scope.current')}</span>
          <span className={styles.lines}>
            <span className={styles.above}>{above}</span>
            <span className={styles.below}>{below}</span>
          </span>
          <IconChevronDown aria-hidden size={16} className={styles.chevron} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown}>
        {licenceId === undefined || stores.length === 0 ? null : (
          <>
            <Menu.Label>{t('scope.storesOf', { licence: names.licenceName ?? '' })}</Menu.Label>
            {canSomewhere(me, 'store.read', licenceId) ? (
              <Menu.Item
                leftSection={<IconCertificate aria-hidden size={16} />}
                aria-current={storeId === undefined || undefined}
                onClick={() => void navigate({ to: '/licences/$licenceId/stores', params: { licenceId } })}
              >
                {t('scope.allStores')}
              </Menu.Item>
            ) : null}
            {stores.map((store) => (
              <Menu.Item
                key={store.id}
                leftSection={<IconBuildingStore aria-hidden size={16} />}
                aria-current={store.id === storeId || undefined}
                onClick={() =>
                  void navigate({
                    to: '/licences/$licenceId/stores/$storeId/goods',
                    params: { licenceId, storeId: store.id },
                  })
                }
              >
                {nameOfStore(store, format.text)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        {licences.length === 0 ? null : <Menu.Label>{t('scope.licences')}</Menu.Label>}
        {licences.map((licence) => (
          <Menu.Item
            key={licence.id}
            leftSection={<IconCertificate aria-hidden size={16} />}
            aria-current={licence.id === licenceId || undefined}
            onClick={() =>
              void navigate({ to: '/licences/$licenceId/stores', params: { licenceId: licence.id } })
            }
          >
            {licence.legalName}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconPlus aria-hidden size={16} />}
          onClick={() => void navigate({ to: '/licences/new' })}
        >
          {t('scope.registerLicence')}
        </Menu.Item>
        {isOperator ? (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconScale aria-hidden size={16} />}
              onClick={() => void navigate({ to: '/operator/licences' })}
            >
              {t('scope.operator')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
