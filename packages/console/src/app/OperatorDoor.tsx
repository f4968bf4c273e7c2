import { IconShieldLock } from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useText } from '../i18n/intl.ts';
import { operatorStanding } from '../session/permissions.ts';
import { useMe } from '../session/session.tsx';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/Page.tsx';
import { Empty, Skeleton } from '../ui/States.tsx';
import { NotFound } from './Failures.tsx';

const SecondFactorSetup = lazy(() => import('../screens/account/SecondFactorSetup.tsx'));

/**
 * The operators' side is open in a session that a second factor opened. An operator without one is led to set it up; one who came in
 * without it signs in again; to anybody else there is no such place.
 */
export function OperatorDoor() {
  const t = useText();
  const standing = operatorStanding(useMe());
  if (standing === 'active') return <Outlet />;
  if (standing === 'none') return <NotFound />;
  if (standing === 'needsSignIn') {
    return (
      <Page title={t('door.title')} narrow>
        <Empty
          icon={<IconShieldLock size={26} stroke={1.5} />}
          title={t('door.signInTitle')}
          action={<LinkButton to="/sign-in">{t('door.signIn')}</LinkButton>}
        >
          {t('door.signInText')}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t('door.title')} about={t('door.setUpText')} narrow>
      <Suspense fallback={<Skeleton kind="sheet" />}>
        <SecondFactorSetup />
      </Suspense>
    </Page>
  );
}
