import { type BodyInput, endpoints } from '@hazumi/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../api/context.ts';
import type { ValueOf } from '../../api/read.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ProseField, TextField } from '../../forms/fields.tsx';
import { type Form, useForm } from '../../forms/form.ts';
import { valueAt } from '../../forms/pointer.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { Filters, SearchFilter } from '../../ui/Filters.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { Empty } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { DiffList } from './DiffList.tsx';
import styles from './Policy.module.css';
import { Provenance } from './Policy.tsx';
import { PolicyValue } from './PolicyValue.tsx';
import {
  changedFields,
  changesSoFar,
  draftBody,
  draftOfField,
  fieldPointer,
  type VersionDraft,
} from './policy-change.ts';
import { type PolicyField, type PolicyGroup, searchPolicy } from './policy-schema.ts';
import { ValueEditor } from './ValueEditor.tsx';

export type SentDraft = Required<
  Pick<BodyInput<typeof endpoints.createPolicyDraft>, 'name' | 'reason' | 'changes'>
>;
type Document = Record<string, unknown>;

/**
 * The form of a draft: the fields of the document, what is changed so far, and what the policy itself says of that while somebody types.
 *
 * @param base the version that the changes are made to
 */
export function DraftForm(props: {
  groups: readonly PolicyGroup[];
  base: { number: number; document: Document };
  begin: VersionDraft;
  endpoint: 'createPolicyDraft' | 'editPolicyDraft';
  send: (body: SentDraft) => Promise<{ value: ValueOf<typeof endpoints.getPolicyDraft> }>;
  cancel: ReactNode;
  notice?: ((clear: () => void) => ReactNode | undefined) | undefined;
}) {
  const t = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const { groups, base } = props;
  const { document } = base;
  const { q = '' } = useSearch({ strict: false }) as { q?: string };
  const found = searchPolicy(groups, q);
  const [chosen, setChosen] = useState(groups[0]?.name ?? '');
  const group = found.find(({ name }) => name === chosen) ?? found[0];
  const fields = groups.flatMap((each) => each.fields);
  const form = useForm<VersionDraft>(props.begin);
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: props.endpoint,
    convert: (draft) => {
      const converted = draftBody(draft, fields, document);
      if (!converted.ok || props.endpoint === 'createPolicyDraft') return converted;
      return { ...converted, body: { ...converted.body, base: base.number } };
    },
    send: (body) => props.send(body),
    done: ({ value }) => {
      form.begin(form.draft);
      tell(t('lab.saved', { name: value.name }));
      void navigate({
        to: '/operator/lab/$draftId',
        params: { draftId: value.id },
        ignoreBlocker: true,
      });
    },
  });
  const changed = changedFields(form.draft, fields, document);
  return (
    <>
      <Filters>
        <SearchFilter name="q" label={t('policy.search')} value={q} />
      </Filters>
      <FormShell
        form={form}
        submit={submit}
        isRunning={isRunning}
        error={error}
        label={t('lab.save', { count: changed.length })}
        sticky
        cancel={props.cancel}
        notice={error?.code === 'version_conflict' ? props.notice?.(clear) : undefined}
      >
        <Section title={t('lab.nameAndWhy')}>
          <TextField
            form={form}
            at="/name"
            label={t('lab.name')}
            hint={t('lab.nameHint')}
            maxLength={80}
            required
          />
          <ProseField
            form={form}
            at="/reason"
            label={t('common.reason')}
            hint={t('policy.reasonHint')}
            rows={2}
            maxLength={500}
            required
          />
        </Section>
        <div className={styles.layout}>
          <Contents groups={found} chosen={group?.name} choose={setChosen} changed={changed} />
          <div className="stack">
            {group === undefined ? (
              <Empty title={t('common.nothingFound')}>{t('policy.searchHint')}</Empty>
            ) : (
              <Section title={group.label} about={group.description}>
                <div className={styles.fields}>
                  {group.fields.map((field) => (
                    <EditField key={field.path} field={field} form={form} document={document} />
                  ))}
                </div>
              </Section>
            )}
            <Changes changed={changed} form={form} document={document} />
            <Checked changes={changesSoFar(form.draft, fields, document)} base={base.number} />
          </div>
        </div>
      </FormShell>
    </>
  );
}

/** What the market says of the changes so far: each as it will be told, or why the policy refuses it. */
function Checked({ changes, base }: { changes: SentDraft['changes']; base: number }) {
  const t = useText();
  const api = useApi();
  // Asked when somebody pauses, not at every key.
  const [asked] = useDebouncedValue(JSON.stringify(changes), 400);
  const read = useQuery({
    queryKey: [endpoints.checkPolicyChanges.id, base, asked],
    queryFn: ({ signal }) =>
      api.send(endpoints.checkPolicyChanges, { body: { base, changes: JSON.parse(asked) }, signal }),
    enabled: asked !== '[]',
    placeholderData: (before) => before,
    retry: false,
  });
  const checked = read.data?.value;
  if (asked === '[]' || checked === undefined) return null;
  return (
    <Section title={t('lab.checked')} about={t('lab.checkedAbout')}>
      <div aria-live="polite" className="stack">
        {checked.faults.length === 0 ? null : (
          <Notice tone="danger" title={t('lab.refused', { count: checked.faults.length })}>
            <ul>
              {checked.faults.map(({ path, reason }) => (
                <li key={path}>
                  {reason} <code className="small">{path}</code>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <DiffList rows={checked.rows} />
      </div>
    </Section>
  );
}

function Contents(props: {
  groups: readonly PolicyGroup[];
  chosen: string | undefined;
  choose: (name: string) => void;
  changed: readonly PolicyField[];
}) {
  const t = useText();
  const { groups, chosen, choose, changed } = props;
  const countOf = (group: PolicyGroup): number =>
    changed.filter(({ path }) => path.startsWith(`/${group.name}/`)).length;
  return (
    <>
      <nav className={styles.contents} aria-label={t('policy.contents')}>
        <ol>
          {groups.map((group) => (
            <li key={group.name}>
              <button
                type="button"
                aria-current={group.name === chosen ? 'true' : undefined}
                onClick={() => choose(group.name)}
              >
                {group.label} {countOf(group) === 0 ? null : <sup>{countOf(group)}</sup>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.picker}>
        <NativeSelect
          label={t('policy.contents')}
          value={chosen ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
          data={groups.map((group) => {
            const count = countOf(group);
            return { value: group.name, label: count === 0 ? group.label : `${group.label} (${count})` };
          })}
        />
      </div>
    </>
  );
}

function EditField(props: { field: PolicyField; form: Form<VersionDraft>; document: Document }) {
  const { field, form, document } = props;
  const at = fieldPointer(field.path);
  const change = (draft: VersionDraft['fields'][string]) => form.set(at, draft);
  return (
    <fieldset className={styles.field}>
      <legend className="hidden-text">{field.label}</legend>
      <div className="stack tight">
        <span className={styles.label}>{field.label}</span>
        <span className={styles.about}>{field.description}</span>
        <Provenance field={field} />
      </div>
      <div className={styles.editor}>
        <ValueEditor
          form={form}
          at={at}
          label={field.label}
          shape={field.shape}
          draft={draftOfField(form.draft, field, document)}
          change={change}
        />
      </div>
    </fieldset>
  );
}

/** What the new version changes so far, each with what it is now, and a way back. */
function Changes(props: { changed: readonly PolicyField[]; form: Form<VersionDraft>; document: Document }) {
  const t = useText();
  const { changed, form, document } = props;
  return (
    <Section title={t('policy.changes', { count: changed.length })}>
      {changed.length === 0 ? (
        <p className="soft">{t('policy.noChanges')}</p>
      ) : (
        <ul className="stack tight" style={{ listStyle: 'none' }}>
          {changed.map((field) => (
            <li key={field.path} className="row apart">
              <span>
                <span className="strong">{field.label}</span>{' '}
                <span className="soft">
                  {t('policy.now')} <PolicyValue shape={field.shape} value={valueAt(document, field.path)} />
                </span>
              </span>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('policy.revertNamed', { label: field.label })}
                onClick={() => form.set(fieldPointer(field.path), undefined)}
              >
                {t('policy.revert')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
