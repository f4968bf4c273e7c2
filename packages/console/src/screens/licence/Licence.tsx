import { endpoints, refusalReasonNames, sanctionReasonNames } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { addressLines } from '../../i18n/address.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useLicenceId } from '../../shell/place.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EventTimeline } from '../../ui/EventTimeline.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section, Split } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { LicenceBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { Documents } from './Documents.tsx';
import { EditLicence } from './EditLicence.tsx';
import { Steps } from './Steps.tsx';

export type LicenceValue = ValueOf<typeof endpoints.getLicence>;

/** A licence as its owner sees it: how its check stands and why, its facts and documents, and what there is to do. */
export function Licence() {
  const t = useText();
  const licenceId = useLicenceId();
  const read = useRead(
    endpoints.getLicence,
    { params: { licenceId } },
    // While the registry is being asked, its answer can come at any moment.
    { refetchMs: 20_000 },
  );
  return (
    <Page title={t('nav.licence')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={8} kind="sheet" />}>
        {(licence, version) => (
          <>
            {licence.state === 'verified' ||
            licence.state === 'suspended' ||
            licence.state === 'banned' ? null : (
              <Steps at={licence.state === 'checking' ? 'check' : 'documents'} />
            )}
            <Standing licence={licence} />
            <Split
              main={
                <>
                  <LicenceFacts licence={licence} version={version} />
                  <Documents licence={licence} />
                </>
              }
              side={
                <Section title={t('common.history')}>
                  <EventTimeline events={licence.timeline} detail={(event) => noteOf(event.data)} />
                </Section>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const noteOf = (data: Record<string, unknown>) =>
  typeof data.note === 'string' && data.note !== '' ? data.note : undefined;

/** What the state means for the merchant, and the step that leads on from it. */
function Standing({ licence }: { licence: LicenceValue }) {
  const t = useText();
  const tell = useTell();
  const { locale } = useFormat();
  const submit = useWrite(endpoints.submitLicence, {
    updates: endpoints.getLicence,
    stale: [endpoints.listMyLicences],
  });
  const canSubmit = licence.actions.includes('submit');
  const hasPapers = licence.documents.some(({ kind }) => kind === 'businessLicence');
  const send = async () => {
    if ((await submit.run({ params: { licenceId: licence.id } })) !== undefined) tell(t('licence.submitted'));
  };
  const tone = {
    draft: 'info',
    checking: 'info',
    verified: 'good',
    refused: 'danger',
    suspended: 'danger',
    banned: 'danger',
  } as const;
  const reason =
    licence.reason === null
      ? undefined
      : licence.reason in refusalReasonNames
        ? refusalReasonNames[licence.reason as keyof typeof refusalReasonNames][locale]
        : sanctionReasonNames[licence.reason as keyof typeof sanctionReasonNames][locale];
  const escalated = licence.check?.state === 'escalated';
  return (
    <>
      <Notice
        tone={tone[licence.state]}
        title={t(`licence.standing.${licence.state}`)}
        actions={
          <>
            {canSubmit ? (
              <Button size="xs" loading={submit.isRunning} disabled={!hasPapers} onClick={() => void send()}>
                {licence.state === 'refused' ? t('licence.submitAgain') : t('licence.submit')}
              </Button>
            ) : null}
            {licence.actions.includes('openStore') && licence.state === 'verified' ? (
              <LinkButton size="xs" to="/licences/$licenceId/stores/new" params={{ licenceId: licence.id }}>
                {t('openStore.title')}
              </LinkButton>
            ) : null}
          </>
        }
      >
        {reason === undefined ? null : <p>{t('licence.because', { reason })}</p>}
        {licence.note === null || licence.note === '' ? null : <p className="lines">{licence.note}</p>}
        <p>{escalated ? t('licence.escalatedText') : t(`licence.standingText.${licence.state}`)}</p>
        {canSubmit && !hasPapers ? <p>{t('licence.needsPapers')}</p> : null}
        {licence.check?.nextAttemptAt == null ? null : (
          <p className="small soft">
            {t('licence.attempts', { count: licence.check.attempts })}{' '}
            <Time at={licence.check.nextAttemptAt} />
          </p>
        )}
      </Notice>
      {submit.error === undefined ? null : <ProblemNotice error={submit.error} announce />}
    </>
  );
}

function LicenceFacts({ licence, version }: { licence: LicenceValue; version: number }) {
  const t = useText();
  const format = useFormat();
  const [isEditing, setEditing] = useState(false);
  return (
    <Section
      title={t('licence.facts')}
      actions={
        licence.actions.includes('edit') ? (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('licence.correct')}
          </Button>
        ) : undefined
      }
    >
      <Facts
        facts={[
          [
            t('licence.legalName'),
            <span key="name" className="strong">
              {licence.legalName}
            </span>,
          ],
          [t('common.state'), <LicenceBadge key="state" state={licence.state} />],
          [t('licence.country'), format.country(licence.country)],
          [t('licence.number'), <code key="number">{licence.registrationNumber}</code>],
          [
            t('licence.address'),
            addressLines(format.locale, licence.address).join(format.locale === 'en' ? ', ' : ' '),
          ],
          [t('licence.contact'), licence.contactEmail],
          [t('licence.slots'), t('matrix.slots', { count: licence.storeCount, limit: licence.storeLimit })],
          [t('common.created'), <Time key="created" at={licence.createdAt} />],
        ]}
      />
      <Dialog isOpen={isEditing} close={() => setEditing(false)} title={t('licence.correct')} wide>
        <EditLicence licence={licence} version={version} close={() => setEditing(false)} />
      </Dialog>
    </Section>
  );
}
