import { endpoints, refusalReasonNames } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { addressLines } from '../../i18n/address.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DocumentViewer } from '../../ui/DocumentViewer.tsx';
import { EventTimeline } from '../../ui/EventTimeline.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section, Split } from '../../ui/Page.tsx';
import { SanctionForm } from '../../ui/SanctionForm.tsx';
import { LicenceBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import { Decide } from './Decide.tsx';
import { reasonName } from './Licences.tsx';

export type MarketLicence = ValueOf<typeof endpoints.operatorGetLicence>;
type Check = MarketLicence['checks'][number];

/** A licence before an operator: what it claims, what proves it, what the registry said, and what can be decided. */
export function Licence() {
  const t = useText();
  const licenceId = useParam('marketLicenceId');
  const read = useRead(endpoints.operatorGetLicence, { params: { licenceId } });
  const licence = read.data?.value;
  return (
    <Page
      title={licence?.legalName ?? t('scope.licence')}
      back={<BackLink to="/operator/licences">{t('nav.licences')}</BackLink>}
      about={licence === undefined ? undefined : <LicenceBadge state={licence.state} />}
      actions={
        <>
          <AsOf read={read} />
          {licence === undefined ? null : <Actions licence={licence} />}
        </>
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {(value) => (
          <>
            <Standing licence={value} />
            <Split
              main={
                <>
                  <Claims licence={value} />
                  <Papers licence={value} />
                  <Checks checks={value.checks} />
                </>
              }
              side={
                <Section title={t('common.history')}>
                  <EventTimeline
                    events={value.timeline}
                    detail={({ data }) =>
                      typeof data.note === 'string' && data.note !== '' ? data.note : undefined
                    }
                  />
                </Section>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ licence }: { licence: MarketLicence }) {
  const t = useText();
  const format = useFormat();
  const reason = reasonName(licence.reason, format.locale);
  if (licence.check?.state === 'escalated' && licence.state === 'checking') {
    return (
      <Notice tone="warn" title={t('marketLicences.waits')}>
        {t('marketLicences.waitsText')}
      </Notice>
    );
  }
  if (reason === undefined) return null;
  return (
    <Notice tone="danger" title={t(`licence.standing.${licence.state}`)}>
      <p>{t('licence.because', { reason })}</p>
      {licence.note === null ? null : <p className="lines">{licence.note}</p>}
    </Notice>
  );
}

type Open = 'decide' | 'suspend' | 'reinstate' | 'ban' | undefined;

function Actions({ licence }: { licence: MarketLicence }) {
  const t = useText();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const can = (action: MarketLicence['actions'][number]) => licence.actions.includes(action);
  const stale = [endpoints.operatorGetLicence, endpoints.listLicences, endpoints.operatorListStores];
  const params = { licenceId: licence.id };
  return (
    <>
      {can('decide') ? <Button onClick={() => setOpen('decide')}>{t('marketLicences.decide')}</Button> : null}
      {can('reinstate') ? (
        <Button onClick={() => setOpen('reinstate')}>{t('sanction.reinstate')}</Button>
      ) : null}
      {can('suspend') ? (
        <Button variant="default" onClick={() => setOpen('suspend')}>
          {t('sanction.suspend')}
        </Button>
      ) : null}
      {can('ban') ? (
        <Button variant="subtle" color="shu" onClick={() => setOpen('ban')}>
          {t('sanction.ban')}
        </Button>
      ) : null}
      <Dialog isOpen={open === 'decide'} close={close} title={t('marketLicences.decide')}>
        <Decide licence={licence} close={close} />
      </Dialog>
      <Dialog isOpen={open === 'suspend'} close={close} title={t('sanction.suspend')}>
        <SanctionForm
          endpoint="suspendLicence"
          params={params}
          stale={stale}
          name={licence.legalName}
          label={t('sanction.suspend')}
          close={close}
        >
          {t('sanction.suspendLicenceText')}
        </SanctionForm>
      </Dialog>
      <Dialog isOpen={open === 'ban'} close={close} title={t('sanction.ban')}>
        <SanctionForm
          endpoint="banLicence"
          params={params}
          stale={stale}
          name={licence.legalName}
          label={t('sanction.ban')}
          close={close}
        >
          {t('sanction.banLicenceText')}
        </SanctionForm>
      </Dialog>
      <Dialog isOpen={open === 'reinstate'} close={close} title={t('sanction.reinstate')}>
        <SanctionForm
          endpoint="reinstateLicence"
          params={params}
          stale={stale}
          name={licence.legalName}
          label={t('sanction.reinstate')}
          close={close}
        >
          {t('sanction.reinstateLicenceText')}
        </SanctionForm>
      </Dialog>
    </>
  );
}

function Claims({ licence }: { licence: MarketLicence }) {
  const t = useText();
  const format = useFormat();
  return (
    <Section
      title={t('licence.facts')}
      actions={
        <LinkButton variant="default" size="xs" to="/operator/stores" search={{ licenceId: licence.id }}>
          {t('marketLicences.stores')}
        </LinkButton>
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
    </Section>
  );
}

function Papers({ licence }: { licence: MarketLicence }) {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t('documents.title')}>
      {licence.documents.length === 0 ? <p className="soft">{t('documents.none')}</p> : null}
      <ul className="stack tight" style={{ listStyle: 'none' }}>
        {licence.documents.map((document) => (
          <li key={document.id} className="row apart">
            <span>
              <span className="strong">{t(`documents.kind.${document.kind}`)}</span>{' '}
              <span className="soft">
                {document.fileName} · {format.bytes(document.byteSize)}
              </span>
            </span>
            <DocumentViewer
              definition={endpoints.operatorGetLicenceDocument}
              params={{ licenceId: licence.id, documentId: document.id }}
              document={document}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const checkTones = {
  pending: 'accent',
  passed: 'good',
  refused: 'danger',
  escalated: 'warn',
  withdrawn: 'quiet',
} as const;

function Checks({ checks }: { checks: readonly Check[] }) {
  const t = useText();
  const format = useFormat();
  const columns: Column<Check>[] = [
    {
      key: 'state',
      title: t('common.state'),
      main: true,
      cell: (check) => <Badge tone={checkTones[check.state]}>{t(`state.check.${check.state}`)}</Badge>,
    },
    { key: 'registry', title: t('marketLicences.registry'), cell: (check) => check.registry },
    {
      key: 'by',
      title: t('marketLicences.decidedBy'),
      cell: (check) => (check.decidedBy === null ? null : t(`marketLicences.by.${check.decidedBy}`)),
    },
    {
      key: 'reason',
      title: t('common.reason'),
      cell: (check) => (check.reason === null ? null : refusalReasonNames[check.reason][format.locale]),
    },
    {
      key: 'attempts',
      title: t('marketLicences.attempts'),
      align: 'end',
      cell: (check) => format.number(check.attempts),
    },
    { key: 'at', title: t('common.created'), align: 'end', cell: (check) => <Time at={check.createdAt} /> },
  ];
  return (
    <Section title={t('marketLicences.checks')}>
      {checks.length === 0 ? (
        <p className="soft">{t('marketLicences.noChecks')}</p>
      ) : (
        <DataTable
          caption={t('marketLicences.checks')}
          columns={columns}
          rows={checks}
          rowKey={({ createdAt }) => createdAt}
          dense
        />
      )}
    </Section>
  );
}
