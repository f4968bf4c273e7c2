import { type ApiKeyScope, apiKeyScopes, endpoints } from '@hazumi/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useSend, useWrite } from '../../api/write.ts';
import { now } from '../../app/clock.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { faultText } from '../../forms/faults.ts';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useMe } from '../../session/session.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Empty, Loaded } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { expiryAfter, expiryDays, keyBody, keyDraft } from './api-key.ts';
import { CopyButton } from './BackupCodes.tsx';

type ApiKey = ValueOf<typeof endpoints.listApiKeys>['data'][number];

/** Keys with which programs act in one's name. */
export function ApiKeys() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const read = useRead(endpoints.listApiKeys);
  const revoke = useWrite(endpoints.revokeApiKey, { stale: [endpoints.listApiKeys] });
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const confirm = async () => {
    if (revoking === undefined) return;
    if ((await revoke.run({ params: { apiKeyId: revoking.id } })) === undefined) return;
    tell(t('keys.revoked', { name: revoking.name }));
    setRevoking(undefined);
  };
  const licenceName = (licenceId: string | null): string =>
    licenceId === null
      ? t('keys.allLicences')
      : (me.memberships.find((membership) => membership.licenceId === licenceId)?.legalName ?? licenceId);
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      title: t('keys.name'),
      main: true,
      cell: (key) => <span className="strong">{key.name}</span>,
    },
    { key: 'prefix', title: t('keys.key'), cell: (key) => <code>{key.prefix}…</code> },
    {
      key: 'scopes',
      title: t('keys.scopes'),
      cell: (key) => key.scopes.map((scope) => t(`keys.scope.${scope}`)).join(t('keys.separator')),
    },
    { key: 'licence', title: t('scope.licence'), cell: (key) => licenceName(key.licenceId) },
    {
      key: 'used',
      title: t('keys.lastUsed'),
      cell: (key) => (key.lastUsedAt === null ? t('keys.never') : <Time at={key.lastUsedAt} />),
    },
    {
      key: 'expires',
      title: t('keys.expires'),
      cell: (key) =>
        Date.parse(key.expiresAt) < now().getTime() ? (
          <Badge tone="warn">{t('keys.expired')}</Badge>
        ) : (
          <Time at={key.expiresAt} style="day" />
        ),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (key) => (
        <Button
          variant="subtle"
          color="shu"
          size="compact-sm"
          aria-label={t('keys.revokeNamed', { name: key.name })}
          onClick={() => setRevoking(key)}
        >
          {t('keys.revoke')}
        </Button>
      ),
    },
  ];
  const make = <Button onClick={() => setMaking(true)}>{t('keys.make')}</Button>;
  return (
    <Page title={t('keys.title')} about={t('keys.about')} actions={make}>
      <Loaded read={read}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty icon={<IconKey size={26} stroke={1.5} />} title={t('keys.empty')} action={make}>
              {t('keys.emptyText')}
            </Empty>
          ) : (
            <DataTable caption={t('keys.title')} columns={columns} rows={data} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      <Dialog isOpen={isMaking} close={() => setMaking(false)} title={t('keys.make')}>
        <MakeKey />
      </Dialog>
      <Dialog
        isOpen={revoking !== undefined}
        close={() => {
          revoke.reset();
          setRevoking(undefined);
        }}
        title={t('keys.revokeTitle')}
      >
        <p>{t('keys.revokeText', { name: revoking?.name ?? '' })}</p>
        {revoke.error === undefined ? null : <ProblemNotice error={revoke.error} />}
        <div className="row">
          <Button color="shu" loading={revoke.isRunning} onClick={() => void confirm()}>
            {t('keys.revoke')}
          </Button>
          <Button variant="default" onClick={() => setRevoking(undefined)}>
            {t('common.cancel')}
          </Button>
        </div>
      </Dialog>
    </Page>
  );
}

function MakeKey() {
  const t = useText();
  const me = useMe();
  const send = useSend(endpoints.createApiKey, { stale: [endpoints.listApiKeys] });
  const [made, setMade] = useState<string>();
  const form = useForm(keyDraft);
  const { submit, isRunning, error } = useSubmit(form, {
    endpoint: 'createApiKey',
    convert: (draft) => keyBody(draft, now()),
    send: (body) => send({ body }),
    done: ({ value }) => setMade(value.key),
  });
  if (made !== undefined) {
    return (
      <div className="stack">
        <Notice tone="warn" live title={t('keys.onceTitle')}>
          {t('keys.once')}
        </Notice>
        <p>
          <code>{made}</code>
        </p>
        <div>
          <CopyButton text={made} />
        </div>
      </div>
    );
  }
  const owned = me.memberships.filter(({ role, storeId }) => role === 'owner' && storeId === null);
  const offered = apiKeyScopes.filter((scope) => scope !== 'operator' || me.operator !== null);
  const fault = form.faults.get('/scopes');
  const toggle = (scope: ApiKeyScope, on: boolean) =>
    form.set(
      '/scopes',
      on ? [...form.draft.scopes, scope] : form.draft.scopes.filter((other) => other !== scope),
    );
  return (
    <FormShell
      form={form}
      submit={submit}
      isRunning={isRunning}
      error={error}
      label={t('keys.make')}
      leaveFreely
    >
      <TextField
        form={form}
        at="/name"
        label={t('keys.name')}
        hint={t('keys.nameHint')}
        maxLength={80}
        required
      />
      <Checkbox.Group
        label={t('keys.scopes')}
        description={t('keys.scopesHint')}
        value={form.draft.scopes}
        error={fault === undefined ? undefined : faultText(t, fault)}
        withAsterisk
      >
        <div className="stack tight" style={{ paddingTop: 'var(--gap-2)' }}>
          {offered.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={t(`keys.scope.${scope}`)}
              onChange={(event) => toggle(scope, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {owned.length === 0 ? null : (
        <ChoiceField
          form={form}
          at="/licenceId"
          label={t('scope.licence')}
          empty={t('keys.allLicences')}
          options={owned.map(({ licenceId, legalName }) => ({ value: licenceId, label: legalName }))}
        />
      )}
      <ChoiceField
        form={form}
        at="/days"
        label={t('keys.expires')}
        options={expiryDays.map((days) => ({ value: String(days), label: t('keys.inDays', { days }) }))}
        hint={<Time at={expiryAfter(now(), Number(form.draft.days))} style="day" />}
      />
    </FormShell>
  );
}
