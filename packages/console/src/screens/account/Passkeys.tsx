import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useSend, useWrite } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { CurrentPassword, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { canUsePasskeys, createPasskey, isGivenUp } from './passkeys.ts';

/** The devices that prove who one is without a password. */
export function Passkeys() {
  const t = useText();
  const tell = useTell();
  const read = useRead(endpoints.listPasskeys);
  const remove = useWrite(endpoints.removePasskey, { stale: [endpoints.listPasskeys] });
  const [isAdding, setAdding] = useState(false);
  const removeOne = async (passkeyId: string) => {
    if ((await remove.run({ params: { passkeyId } })) !== undefined) tell(t('passkeys.removed'));
  };
  return (
    <Section
      title={t('passkeys.title')}
      about={t('passkeys.about')}
      actions={
        canUsePasskeys() ? (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('passkeys.add')}
          </Button>
        ) : undefined
      }
    >
      {canUsePasskeys() ? null : <Notice title={t('passkeys.unsupported')} />}
      {remove.error === undefined ? null : <ProblemNotice error={remove.error} />}
      <Loaded read={read} skeleton={<Skeleton lines={2} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{t('passkeys.none')}</p>
          ) : (
            <ul className="stack tight" style={{ listStyle: 'none' }}>
              {data.map((passkey) => (
                <li key={passkey.id} className="row apart">
                  <span>
                    <span className="strong">{passkey.name}</span>{' '}
                    <span className="soft small">
                      <Time at={passkey.createdAt} style="day" />
                      {passkey.isBackedUp ? ` · ${t('passkeys.synced')}` : ''}
                    </span>
                  </span>
                  <Button
                    variant="subtle"
                    color="shu"
                    size="compact-sm"
                    disabled={remove.isRunning}
                    aria-label={t('passkeys.removeNamed', { name: passkey.name })}
                    onClick={() => void removeOne(passkey.id)}
                  >
                    {t('common.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Dialog isOpen={isAdding} close={() => setAdding(false)} title={t('passkeys.add')}>
        <AddPasskey close={() => setAdding(false)} />
      </Dialog>
    </Section>
  );
}

function AddPasskey({ close }: { close: () => void }) {
  const t = useText();
  const tell = useTell();
  const start = useSend(endpoints.startPasskey);
  const add = useWrite(endpoints.addPasskey, { stale: [endpoints.listPasskeys] });
  const [failure, setFailure] = useState<string>();
  const form = useForm({ name: '', password: '' });
  const { submit, isRunning, error } = useSubmit(form, {
    endpoint: 'startPasskey',
    convert: ({ password }) => ({ ok: true, body: { password } }),
    send: async (body) => {
      setFailure(undefined);
      const asked = await start({ body });
      try {
        const response = await createPasskey(asked.value.options);
        const name = form.draft.name.trim() || t('passkeys.defaultName');
        if ((await add.run({ body: { challenge: asked.value.challenge, name, response } })) === undefined)
          return;
        tell(t('passkeys.added'));
        close();
      } catch (thrown) {
        if (!isGivenUp(thrown)) setFailure(String(thrown));
      }
    },
  });
  return (
    <FormShell
      form={form}
      submit={submit}
      isRunning={isRunning}
      error={error}
      label={t('passkeys.continue')}
      leaveFreely
    >
      {failure === undefined ? null : (
        <Notice tone="danger" live title={t('passkeys.failed')}>
          <code>{failure}</code>
        </Notice>
      )}
      {add.error === undefined ? null : <ProblemNotice error={add.error} />}
      <TextField
        form={form}
        at="/name"
        label={t('passkeys.name')}
        placeholder={t('passkeys.defaultName')}
        maxLength={60}
      />
      <CurrentPassword form={form} />
    </FormShell>
  );
}
