import { endpoints } from '@hazumi/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ProseField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { mayOperate } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { useParam } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { BackLink } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { DiffList } from './DiffList.tsx';
import { rollbackBody } from './rollback-draft.ts';
import { versionTones } from './Versions.tsx';
import { authorOf, reasonOf } from './version-words.ts';

/** One version of the policy: what it is, and what it changes against another one. */
export function Version() {
  const t = useText();
  const me = useMe();
  const number = Number(useParam('number'));
  const [isRollingBack, setRollingBack] = useState(false);
  const read = useRead(endpoints.getPolicyVersion, { params: { number } });
  const version = read.data?.value;
  return (
    <Page
      title={t('policy.versionNumber', { number })}
      back={<BackLink to="/operator/policy/versions">{t('policy.versions')}</BackLink>}
      about={
        version === undefined ? undefined : (
          <Badge tone={versionTones[version.state]}>{t(`state.policy.${version.state}`)}</Badge>
        )
      }
      actions={
        version === undefined || !mayOperate(me) ? undefined : version.state === 'replaced' ? (
          <Button variant="default" onClick={() => setRollingBack(true)}>
            {t('policy.rollBack')}
          </Button>
        ) : version.state === 'scheduled' ? (
          <Button variant="default" onClick={() => setRollingBack(true)}>
            {t('lab.withdraw')}
          </Button>
        ) : undefined
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={5} kind="sheet" />}>
        {(value) => (
          <Section>
            <Facts
              facts={[
                [
                  t('common.reason'),
                  <span key="reason" className="lines">
                    {reasonOf(t, value)}
                  </span>,
                ],
                [t('policy.author'), authorOf(t, value)],
                [
                  t('lab.approvedBy'),
                  value.approvedBy.length === 0 ? undefined : value.approvedBy.join(t('keys.separator')),
                ],
                [t('policy.starts'), <Time key="starts" at={value.startsAt} />],
                [t('common.created'), <Time key="created" at={value.createdAt} />],
                [
                  t('policy.origin'),
                  value.rollbackOf === null
                    ? undefined
                    : t('policy.rollbackOf', { number: value.rollbackOf }),
                ],
                [t('policy.digest'), <code key="digest">{value.digest.slice(0, 16)}…</code>],
              ]}
            />
          </Section>
        )}
      </Loaded>
      <Diff number={number} />
      {version?.state === 'scheduled' ? (
        <Dialog isOpen={isRollingBack} close={() => setRollingBack(false)} title={t('lab.withdraw')}>
          <Withdraw version={version} close={() => setRollingBack(false)} />
        </Dialog>
      ) : (
        <Dialog isOpen={isRollingBack} close={() => setRollingBack(false)} title={t('policy.rollBack')}>
          <RollBack number={number} close={() => setRollingBack(false)} />
        </Dialog>
      )}
    </Page>
  );
}

function Diff({ number }: { number: number }) {
  const t = useText();
  const navigate = useNavigate();
  const { against } = useSearch({ strict: false }) as { against?: number };
  const other = against ?? number - 1;
  const versions = useRead(endpoints.listPolicyVersions, { query: { limit: 100 } });
  const read = useRead(
    endpoints.diffPolicyVersions,
    { params: { number }, query: { against: Math.max(1, other) } },
    { keepPrevious: true },
  );
  const others = (versions.data?.value.data ?? []).filter((version) => version.number !== number);
  return (
    <Section
      title={t('policy.diff')}
      actions={
        others.length === 0 ? undefined : (
          <NativeSelect
            size="xs"
            aria-label={t('policy.against')}
            value={String(other)}
            onChange={(event) =>
              void navigate({
                to: '/operator/policy/versions/$number',
                params: { number: String(number) },
                search: { against: Number(event.currentTarget.value) },
                replace: true,
              })
            }
            data={others.map((version) => ({
              value: String(version.number),
              label: t('policy.againstNumber', { number: version.number }),
            }))}
          />
        )
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={4} />}>
        {({ rows }) =>
          number === 1 && against === undefined ? (
            <p className="soft">{t('policy.firstVersion')}</p>
          ) : (
            <DiffList rows={rows} />
          )
        }
      </Loaded>
    </Section>
  );
}

/** Makes a new version with the document of this one. */
function RollBack({ number, close }: { number: number; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const send = useSend(endpoints.rollBackPolicy, {
    stale: [endpoints.getPolicy, endpoints.listPolicyVersions, endpoints.getPolicyVersion],
  });
  const form = useForm({ reason: '', startsAt: '' });
  const submission = useSubmit(form, {
    endpoint: 'rollBackPolicy',
    convert: rollbackBody,
    send: (body) => send({ params: { number }, body }),
    done: ({ value }) => {
      tell(t('policy.made', { number: value.number }));
      close();
      void navigate({ to: '/operator/policy/versions/$number', params: { number: String(value.number) } });
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('policy.rollBack')} leaveFreely>
      <p className="soft">{t('policy.rollBackText', { number })}</p>
      <ProseField form={form} at="/reason" label={t('common.reason')} rows={2} maxLength={500} required />
      <TextField
        form={form}
        at="/startsAt"
        type="datetime-local"
        label={t('policy.startsAt')}
        hint={t('policy.startsAtHint')}
      />
    </FormShell>
  );
}

/** Takes a version back before it begins: with its start, another one begins that goes on with the rules in force now. */
function Withdraw(props: { version: { number: number; startsAt: string }; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const { version, close } = props;
  const inForce = useRead(endpoints.getPolicy).data?.value.number;
  const send = useSend(endpoints.rollBackPolicy, {
    stale: [endpoints.getPolicy, endpoints.listPolicyVersions, endpoints.getPolicyVersion],
  });
  const form = useForm({ reason: '' });
  const submission = useSubmit(form, {
    endpoint: 'rollBackPolicy',
    convert: ({ reason }) => ({ ok: true, body: { reason, startsAt: version.startsAt } }),
    send: (body) => send({ params: { number: inForce ?? 1 }, body }),
    done: ({ value }) => {
      tell(t('policy.made', { number: value.number }));
      close();
      void navigate({ to: '/operator/policy/versions' });
    },
  });
  return (
    <FormShell
      form={form}
      {...submission}
      label={t('lab.withdraw')}
      disabled={inForce === undefined}
      leaveFreely
    >
      <p className="soft">{t('lab.withdrawText', { number: inForce ?? 1 })}</p>
      <ProseField form={form} at="/reason" label={t('common.reason')} rows={2} maxLength={500} required />
    </FormShell>
  );
}
