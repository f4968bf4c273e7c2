import { endpoints } from '@hazumi/contracts';
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useWrite } from '../../api/write.ts';
import { useText } from '../../i18n/intl.ts';
import { Section } from '../../ui/Page.tsx';
import { Thumb } from '../../ui/Picture.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { SettingsValue } from './StoreSettings.tsx';

/** The store's logo. */
export function Logo({ store }: { store: SettingsValue }) {
  const t = useText();
  const tell = useTell();
  const options = { updates: endpoints.getStoreSettings, stale: [endpoints.listLicenceStores] };
  const set = useWrite(endpoints.setStoreLogo, options);
  const remove = useWrite(endpoints.removeStoreLogo, options);
  const params = { storeId: store.id };
  const upload = async (file: File | null) => {
    if (file === null) return;
    const body = new FormData();
    body.set('file', file);
    if ((await set.run({ params, body })) !== undefined) tell(t('storeSettings.logoSaved'));
  };
  const error = set.error ?? remove.error;
  if (!store.actions.includes('edit')) return null;
  return (
    <Section title={t('storeSettings.logo')} about={t('storeSettings.logoAbout')}>
      <div className="row">
        <Thumb
          picture={store.logoUrl === null ? null : { url: store.logoUrl }}
          alt={t('storeSettings.logo')}
          size={72}
        />
        <FileButton onChange={(file) => void upload(file)} accept="image/jpeg,image/png,image/webp">
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={set.isRunning}
              leftSection={<IconUpload aria-hidden size={16} />}
            >
              {t('storeSettings.uploadLogo')}
            </Button>
          )}
        </FileButton>
        {store.logoUrl === null ? null : (
          <Button
            variant="subtle"
            color="shu"
            loading={remove.isRunning}
            onClick={() => void remove.run({ params })}
          >
            {t('storeSettings.removeLogo')}
          </Button>
        )}
      </div>
      {error === undefined ? null : <ProblemNotice error={error} announce />}
    </Section>
  );
}
