import {
  IconBook2,
  IconBroadcast,
  IconBuildingStore,
  IconCategory,
  IconCertificate,
  IconCoins,
  IconFileImport,
  IconFlask,
  IconFlask2,
  IconHeartHandshake,
  IconKey,
  IconLayoutGrid,
  IconLink,
  IconPackage,
  IconScale,
  IconSettings,
  IconShieldLock,
  IconShieldSearch,
  IconStar,
  IconTag,
  IconTicket,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconWheel,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '../i18n/intl.ts';
import { useMe } from '../session/session.tsx';
import { type NavigationItem, navigationFor } from './navigation.ts';
import { usePlace, usePlaceNames } from './place.ts';
import styles from './Rail.module.css';

const icons: Record<NavigationItem['label'], typeof IconTag> = {
  stores: IconLayoutGrid,
  orders: IconPackage,
  licence: IconCertificate,
  staff: IconUsers,
  goods: IconTag,
  imports: IconFileImport,
  traffic: IconBroadcast,
  links: IconLink,
  coupons: IconTicket,
  incentive: IconHeartHandshake,
  experiments: IconFlask,
  storeOrders: IconPackage,
  money: IconCoins,
  settings: IconSettings,
  licences: IconCertificate,
  marketStores: IconBuildingStore,
  marketOrders: IconPackage,
  exclusions: IconShieldSearch,
  principals: IconUsersGroup,
  ledger: IconScale,
  policy: IconBook2,
  lab: IconFlask2,
  categories: IconCategory,
  northStar: IconStar,
  flywheel: IconWheel,
  account: IconUser,
  security: IconShieldLock,
  apiKeys: IconKey,
};

/** The links of the scope one is in. */
export function Rail() {
  const t = useText();
  const me = useMe();
  const names = usePlaceNames();
  const groups = navigationFor(me, usePlace());
  const headings = {
    licence: names.licenceName ?? t('scope.licence'),
    store: names.storeName ?? t('scope.store'),
    operator: t('scope.operator'),
    account: me.name,
  };
  const kinds = {
    licence: t('scope.licence'),
    store: t('scope.store'),
    operator: t('scope.market'),
    account: t('scope.account'),
  };
  return (
    <nav aria-label={t('shell.navigation')} className={styles.nav}>
      {groups.map((group) => (
        <div key={group.kind} className={styles.group}>
          <p className={styles.heading} id={`rail-${group.kind}`}>
            <span className={styles.kind}>{kinds[group.kind]}</span>
            <span className={styles.name}>{headings[group.kind]}</span>
          </p>
          <ul className={styles.list} aria-labelledby={`rail-${group.kind}`}>
            {group.items.map((item) => {
              const Icon = icons[item.label];
              return (
                <li key={item.label}>
                  <Link
                    to={item.to}
                    params={item.params as never}
                    className={styles.link}
                    activeProps={{ 'aria-current': 'page' }}
                    activeOptions={{
                      exact: item.label === 'stores' || item.label === 'account',
                      includeSearch: false,
                    }}
                  >
                    <Icon aria-hidden size={18} stroke={1.6} />
                    {t(`nav.${item.label}`)}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The wheel of momentum, and the name. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg aria-hidden="true" viewBox="0 0 32 32" width="26" height="26">
        <rect width="32" height="32" rx="7" fill="#2b4a86" />
        <circle cx="16" cy="16" r="8.5" fill="none" stroke="#fff" strokeWidth="2.5" />
        <path d="M16 7.5v17M7.5 16h17" stroke="#fff" strokeWidth="1.6" opacity=".65" />
        <circle cx="16" cy="16" r="2.6" fill="#fff" />
      </svg>
      <span className={styles.word}>Hazumi</span>
    </span>
  );
}
