import { endpoints } from '@hazumi/contracts';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { mayOperate } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { useParam } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { BackLink, LinkButton, RowLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { DiffList } from '../policy/DiffList.tsx';
import { DraftActions } from './DraftActions.tsx';
import { draftTones } from './Lab.tsx';
import { Runs } from './Runs.tsx';

export type WholeDraft = ValueOf<typeof endpoints.getPolicyDraft>;

/** A draft of the policy: what it changes, what trying it came to, and who has agreed. */
export function Draft() {
  const t = useText();
  const me = useMe();
  const draftId = useParam('draftId');
  const read = useRead(endpoints.getPolicyDraft, { params: { draftId } });
  const draft = read.data?.value;
  const mayChange = mayOperate(me);
  return (
    <Page
      title={draft?.name ?? t('lab.draft')}
      back={<BackLink to="/operator/lab">{t('nav.lab')}</BackLink>}
      about={
        draft === undefined ? undefined : (
          <Badge tone={draftTones[draft.state]}>{t(`lab.state.${draft.state}`)}</Badge>
        )
      }
      actions={
        draft !== undefined && draft.state === 'draft' && mayChange ? (
          <LinkButton variant="default" to="/operator/lab/$draftId/edit" params={{ draftId }}>
            {t('lab.edit')}
          </LinkButton>
        ) : undefined
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={8} kind="sheet" />}>
        {(value) => (
          <>
            <Way draft={value} />
            <Section>
              <About draft={value} />
              {mayChange ? <DraftActions draft={value} /> : null}
            </Section>
            <Runs draft={value} mayChange={mayChange} />
            <Section title={t('policy.diff')} about={t('lab.against', { number: value.base })}>
              <DiffList rows={value.rows} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What stands in the way of the next step, each with what to do about it. */
function Way({ draft }: { draft: WholeDraft }) {
  const t = useText();
  return (
    <>
      {draft.returnedNote === null ? null : (
        <Notice tone="warn" title={t('lab.returned')}>
          <span className="lines">{draft.returnedNote}</span>
        </Notice>
      )}
      {draft.hindrances.length === 0 ? null : (
        <Notice
          tone={draft.state === 'proposed' ? 'warn' : 'info'}
          title={t(draft.state === 'proposed' ? 'lab.inTheWay' : 'lab.notReady')}
        >
          <ul>
            {draft.hindrances.map((hindrance) => (
              <li key={hindrance}>{t(`lab.hindrance.${hindrance}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function About({ draft }: { draft: WholeDraft }) {
  const t = useText();
  const { proposal } = draft;
  return (
    <Facts
      facts={[
        [
          t('common.reason'),
          <span key="reason" className="lines">
            {draft.reason}
          </span>,
        ],
        [t('policy.author'), draft.author],
        [t('lab.updated'), <Time key="updated" at={draft.updatedAt} />],
        [t('lab.proposedBy'), proposal === null ? undefined : proposal.by],
        [
          t('policy.startsAt'),
          proposal === null ? undefined : proposal.startsAt === null ? (
            t('lab.whenApproved')
          ) : (
            <Time key="starts" at={proposal.startsAt} />
          ),
        ],
        [
          t('lab.agreed'),
          proposal === null ? undefined : (
            <div key="agreed" className="stack tight">
              <span>
                {t('lab.agreedOf', {
                  count: 1 + proposal.approvals.length,
                  needed: proposal.peopleNeeded,
                })}
              </span>
              {proposal.approvals.map(({ by, at, note }) => (
                <span key={by} className="small">
                  {by} · <Time at={at} />
                  {note === '' ? null : <> · {note}</>}
                </span>
              ))}
            </div>
          ),
        ],
        [
          t('policy.version'),
          draft.policyVersion === null ? undefined : (
            <RowLink
              key="version"
              to="/operator/policy/versions/$number"
              params={{ number: String(draft.policyVersion) }}
            >
              {t('policy.versionNumber', { number: draft.policyVersion })}
            </RowLink>
          ),
        ],
        [t('policy.digest'), <code key="digest">{draft.digest.slice(0, 16)}…</code>],
      ]}
    />
  );
}
