import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { nameOfStore } from '../../shell/place.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { SettingsValue } from './StoreSettings.tsx';

/** Closing a store, and thinking again while it closes. */
export function Closing({ store }: { store: SettingsValue }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const options = {
    updates: endpoints.getStoreSettings,
    stale: [endpoints.listLicenceStores, endpoints.listMyLicences],
  };
  const close = useWrite(endpoints.closeStore, options);
  const reopen = useWrite(endpoints.reopenStore, options);
  const params = { storeId: store.id };
  const closeIt = async () => {
    if ((await close.run({ params })) === undefined) return;
    setAsking(false);
    tell(t('storeSettings.closed'));
  };
  const reopenIt = async () => {
    if ((await reopen.run({ params })) !== undefined) tell(t('storeSettings.reopened'));
  };
  if (store.state === 'closing') {
    return (
      <Section title={t('storeSettings.closeTitle')}>
        <Notice
          tone="warn"
          title={t('storeSettings.closing')}
          actions={
            store.actions.includes('reopen') ? (
              <Button size="xs" loading={reopen.isRunning} onClick={() => void reopenIt()}>
                {t('storeSettings.reopen')}
              </Button>
            ) : undefined
          }
        >
          {t('storeSettings.closingText', {
            since: store.closingAt === null ? '' : format.time(store.closingAt),
            orders: store.openOrders,
          })}
        </Notice>
        {reopen.error === undefined ? null : <ProblemNotice error={reopen.error} announce />}
      </Section>
    );
  }
  if (!store.actions.includes('close')) return null;
  return (
    <Section title={t('storeSettings.closeTitle')} about={t('storeSettings.closeAbout')}>
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('storeSettings.closeTitle')}
        </Button>
      </div>
      <Confirm
        isOpen={isAsking}
        close={() => setAsking(false)}
        title={t('storeSettings.closeTitle')}
        label={t('storeSettings.close')}
        run={() => void closeIt()}
        isRunning={close.isRunning}
        error={close.error}
        danger
      >
        {t('storeSettings.closeText', { name: nameOfStore(store, format.text), orders: store.openOrders })}
      </Confirm>
    </Section>
  );
}
