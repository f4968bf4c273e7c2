import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useParam } from '../../shell/place.ts';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { DraftForm } from '../policy/DraftForm.tsx';
import { touchedFields } from '../policy/policy-change.ts';
import { groupsOf, type PolicyGroup } from '../policy/policy-schema.ts';

type Draft = ValueOf<typeof endpoints.getPolicyDraft>;

/** Changes a draft; one whose base is not the newest version any more is laid on top of that. */
export function EditDraft() {
  const t = useText();
  const { locale } = useFormat();
  const draftId = useParam('draftId');
  const read = useRead(endpoints.getPolicyDraft, { params: { draftId } });
  const schema = useRead(endpoints.getPolicySchema, {}, { staleMs: Number.POSITIVE_INFINITY });
  const versions = useRead(endpoints.listPolicyVersions, { query: { limit: 1 } });
  const number = versions.data?.value.data[0]?.number;
  const newest = useRead(
    endpoints.getPolicyVersion,
    { params: { number: number ?? 1 } },
    { enabled: number !== undefined, staleMs: Number.POSITIVE_INFINITY },
  );
  return (
    <Page
      title={t('lab.edit')}
      back={
        <BackLink to="/operator/lab/$draftId" params={{ draftId }}>
          {read.data?.value.name ?? t('lab.draft')}
        </BackLink>
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {(draft) => (
          <Loaded read={schema} skeleton={<Skeleton lines={12} kind="sheet" />}>
            {(json) => (
              <Loaded read={newest} skeleton={<Skeleton lines={12} kind="sheet" />}>
                {(base) => <Editor draft={draft} base={base} groups={groupsOf(json, locale)} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Editor(props: {
  draft: Draft;
  base: ValueOf<typeof endpoints.getPolicyVersion>;
  groups: PolicyGroup[];
}) {
  const t = useText();
  // As it was when the form was opened: what somebody else saves meanwhile is a conflict, not a surprise in the fields.
  const [draft] = useState(props.draft);
  const [base] = useState(props.base);
  const [seen, setSeen] = useState(draft.version);
  const { groups } = props;
  const fields = groups.flatMap((group) => group.fields);
  const params = { draftId: draft.id };
  const send = useSend(endpoints.editPolicyDraft, {
    stale: [endpoints.getPolicyDraft, endpoints.listPolicyDrafts, endpoints.listLabRuns],
  });
  return (
    <>
      {draft.base === base.number ? null : (
        <Notice tone="info" title={t('lab.rebased', { number: base.number })}>
          {t('lab.rebasedText', { from: draft.base, number: base.number })}
        </Notice>
      )}
      <DraftForm
        groups={groups}
        base={base}
        begin={{
          name: draft.name,
          reason: draft.reason,
          fields: touchedFields(fields, draft.baseDocument, draft.document),
        }}
        endpoint="editPolicyDraft"
        send={(body) => send({ params, body: { ...body, base: base.number }, ifMatch: seen })}
        cancel={
          <LinkButton variant="default" to="/operator/lab/$draftId" params={params}>
            {t('common.cancel')}
          </LinkButton>
        }
        notice={(clear) => (
          <Notice
            tone="warn"
            live
            title={t('lab.conflict')}
            actions={
              <Button
                size="xs"
                onClick={() => {
                  setSeen(props.draft.version);
                  clear();
                }}
              >
                {t('lab.saveOver')}
              </Button>
            }
          >
            {t('lab.conflictText')}
          </Notice>
        )}
      />
    </>
  );
}
