import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSend, useWrite } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ProseField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { WholeDraft } from './Draft.tsx';
import { proposalBody } from './lab-draft.ts';

const stale = [
  endpoints.getPolicyDraft,
  endpoints.listPolicyDrafts,
  endpoints.listPolicyVersions,
  endpoints.getPolicy,
];
type Step = 'propose' | 'approve' | 'return' | 'discard';

/** The next steps of a draft, as far as whoever looks may take them. */
export function DraftActions({ draft }: { draft: WholeDraft }) {
  const t = useText();
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  const isReady = draft.hindrances.length === 0;
  return (
    <div className="row">
      {draft.state === 'draft' ? (
        <>
          <Button disabled={!isReady} onClick={() => setStep('propose')}>
            {t('lab.propose')}
          </Button>
          <Button variant="subtle" color="shu" onClick={() => setStep('discard')}>
            {t('lab.discard')}
          </Button>
        </>
      ) : null}
      {draft.state === 'proposed' ? (
        <>
          {draft.mayApprove ? (
            <Button disabled={!isReady} onClick={() => setStep('approve')}>
              {t('lab.approve')}
            </Button>
          ) : (
            <span className="soft small">{t('lab.anotherApproves')}</span>
          )}
          <Button variant="default" onClick={() => setStep('return')}>
            {t('lab.return')}
          </Button>
        </>
      ) : null}
      <Dialog isOpen={step === 'propose'} close={close} title={t('lab.propose')}>
        <Propose draft={draft} close={close} />
      </Dialog>
      <Dialog isOpen={step === 'approve'} close={close} title={t('lab.approve')}>
        <Answer draft={draft} close={close} kind="approve" />
      </Dialog>
      <Dialog isOpen={step === 'return'} close={close} title={t('lab.return')}>
        <Answer draft={draft} close={close} kind="return" />
      </Dialog>
      <Discard draft={draft} isOpen={step === 'discard'} close={close} />
    </div>
  );
}

function Propose({ draft, close }: { draft: WholeDraft; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const send = useSend(endpoints.proposePolicyDraft, { stale });
  const form = useForm({ startsAt: '' });
  const submission = useSubmit(form, {
    endpoint: 'proposePolicyDraft',
    convert: proposalBody,
    send: (body) => send({ params: { draftId: draft.id }, body, ifMatch: draft.version }),
    done: ({ value }) => {
      tell(t(value.state === 'approved' ? 'lab.madeVersion' : 'lab.proposed'));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('lab.propose')} leaveFreely>
      <p className="soft">{t('lab.proposeText')}</p>
      <TextField
        form={form}
        at="/startsAt"
        type="datetime-local"
        label={t('policy.startsAt')}
        hint={t('lab.startsAtHint')}
      />
    </FormShell>
  );
}

/** Approves a proposal, or sends it back. */
function Answer(props: { draft: WholeDraft; close: () => void; kind: 'approve' | 'return' }) {
  const t = useText();
  const tell = useTell();
  const { draft, close, kind } = props;
  const approve = useSend(endpoints.approvePolicyDraft, { stale });
  const back = useSend(endpoints.returnPolicyDraft, { stale });
  const form = useForm({ note: '' });
  const submission = useSubmit(form, {
    endpoint: kind === 'approve' ? 'approvePolicyDraft' : 'returnPolicyDraft',
    convert: (draftNote) => ({ ok: true, body: draftNote }),
    send: (body) =>
      (kind === 'approve' ? approve : back)({
        params: { draftId: draft.id },
        body,
        ifMatch: draft.version,
      }),
    done: ({ value }) => {
      const text = { approved: 'lab.madeVersion', proposed: 'lab.agreedTo' } as const;
      tell(t(value.state === 'approved' || value.state === 'proposed' ? text[value.state] : 'lab.sentBack'));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t(`lab.${kind}`)} leaveFreely>
      <p className="soft">{t(`lab.${kind}Text`, { count: draft.changeCount })}</p>
      <ProseField form={form} at="/note" label={t('lab.note')} rows={2} maxLength={500} />
    </FormShell>
  );
}

function Discard({ draft, isOpen, close }: { draft: WholeDraft; isOpen: boolean; close: () => void }) {
  const t = useText();
  const discard = useWrite(endpoints.discardPolicyDraft, { stale });
  const run = async () => {
    const done = await discard.run({ params: { draftId: draft.id }, ifMatch: draft.version });
    if (done !== undefined) close();
  };
  return (
    <Confirm
      isOpen={isOpen}
      close={close}
      title={t('lab.discard')}
      label={t('lab.discard')}
      run={() => void run()}
      isRunning={discard.isRunning}
      error={discard.error}
      danger
    >
      {t('lab.discardText', { name: draft.name })}
    </Confirm>
  );
}
