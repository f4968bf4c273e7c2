import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { asApiError } from '../api/errors.ts';
import { useText } from '../i18n/intl.ts';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/Problem.tsx';
import { Empty } from '../ui/States.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const t = useText();
  return (
    <Page title={t('failure.notFound')} narrow>
      <Empty
        icon={<IconCompass size={26} stroke={1.5} />}
        title={t('failure.notFoundTitle')}
        action={<LinkButton to="/">{t('failure.home')}</LinkButton>}
      >
        {t('failure.notFoundText')}
      </Empty>
    </Page>
  );
}

/** A screen that broke, or that could not be loaded. */
export function Unexpected({ error, reset }: ErrorComponentProps) {
  const t = useText();
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('failure.unexpected')} narrow>
      <ProblemNotice error={asApiError(error)} retry={again} />
      <div className="row">
        <Button variant="default" onClick={() => location.reload()}>
          {t('failure.reload')}
        </Button>
        <LinkButton to="/" variant="subtle">
          {t('failure.home')}
        </LinkButton>
      </div>
    </Page>
  );
}
