import { endpoints } from '@hazumi/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ProseField, TextField } from '../../forms/fields.tsx';
import { type Form, useForm } from '../../forms/form.ts';
import { valueAt } from '../../forms/pointer.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Filters, SearchFilter } from '../../ui/Filters.tsx';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import styles from './Policy.module.css';
import { Provenance } from './Policy.tsx';
import { PolicyValue } from './PolicyValue.tsx';
import {
  changedFields,
  draftOfField,
  fieldPointer,
  newVersionBody,
  newVersionDraft,
  type VersionDraft,
} from './policy-change.ts';
import { groupsOf, type PolicyField, type PolicyGroup, searchPolicy } from './policy-schema.ts';
import { ValueEditor } from './ValueEditor.tsx';

type Document = Record<string, unknown>;

/** A new version of the policy: fields are changed one by one, and nothing is in force before it says so. */
export function NewVersion() {
  const t = useText();
  const { locale } = useFormat();
  const policy = useRead(endpoints.getPolicy, {}, { staleMs: Number.POSITIVE_INFINITY });
  const schema = useRead(endpoints.getPolicySchema, {}, { staleMs: Number.POSITIVE_INFINITY });
  const versions = useRead(endpoints.listPolicyVersions, { query: { limit: 1 } });
  return (
    <Page
      title={t('policy.new')}
      back={<BackLink to="/operator/policy">{t('nav.policy')}</BackLink>}
      about={t('policy.newAbout')}
    >
      <Loaded read={policy} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {({ document, number }) => (
          <Loaded read={schema} skeleton={<Skeleton lines={12} kind="sheet" />}>
            {(json) => (
              <Loaded read={versions} skeleton={<Skeleton lines={12} kind="sheet" />}>
                {({ data }) => (
                  <Editor
                    groups={groupsOf(json, locale)}
                    document={document}
                    inForce={number}
                    newest={data[0]?.number ?? number}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Editor(props: { groups: PolicyGroup[]; document: Document; inForce: number; newest: number }) {
  const t = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const { groups, document } = props;
  // What the author has seen when the form was opened; a version made since is a conflict.
  const [newestSeen, setNewestSeen] = useState(props.newest);
  const { q = '' } = useSearch({ strict: false }) as { q?: string };
  const found = searchPolicy(groups, q);
  const [chosen, setChosen] = useState(groups[0]?.name ?? '');
  const group = found.find(({ name }) => name === chosen) ?? found[0];
  const fields = groups.flatMap((each) => each.fields);
  const send = useSend(endpoints.createPolicyVersion, {
    stale: [endpoints.getPolicy, endpoints.listPolicyVersions, endpoints.getMarket],
  });
  const form = useForm<VersionDraft>(newVersionDraft);
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: 'createPolicyVersion',
    convert: (draft) => newVersionBody(draft, fields, document, newestSeen),
    send: (body) => send({ body }),
    done: ({ value }) => {
      form.begin(newVersionDraft);
      tell(t('policy.made', { number: value.number }));
      void navigate({
        to: '/operator/policy/versions/$number',
        params: { number: String(value.number) },
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
      {props.newest > props.inForce ? (
        <Notice tone="warn" title={t('policy.scheduledAhead', { number: props.newest })}>
          {t('policy.scheduledAheadText')}
        </Notice>
      ) : null}
      <FormShell
        form={form}
        submit={submit}
        isRunning={isRunning}
        error={error}
        label={t('policy.make', { count: changed.length })}
        sticky
        cancel={
          <LinkButton variant="default" to="/operator/policy">
            {t('common.cancel')}
          </LinkButton>
        }
        notice={
          error?.code === 'version_conflict' ? (
            <Notice
              tone="warn"
              live
              title={t('policy.conflict')}
              actions={
                <Button
                  size="xs"
                  onClick={() => {
                    setNewestSeen(props.newest);
                    clear();
                  }}
                >
                  {t('policy.goOnAnyway')}
                </Button>
              }
            >
              {error.problem.detail}
            </Notice>
          ) : undefined
        }
      >
        <div className={styles.layout}>
          <Contents groups={found} chosen={group?.name} choose={setChosen} changed={changed} />
          <div className="stack">
            {group === undefined ? (
              <Empty title={t('common.nothingFound')}>{t('policy.searchHint')}</Empty>
            ) : (
              <Section title={group.label} about={group.description}>
                <div className={styles.fields}>
                  {group.fields.map((field) => (
                    <EditField
                      key={field.path}
                      field={field}
                      form={form}
                      document={document}
                      isChanged={changed.includes(field)}
                    />
                  ))}
                </div>
              </Section>
            )}
            <Changes changed={changed} form={form} document={document} />
            <Section title={t('policy.whenAndWhy')}>
              <ProseField
                form={form}
                at="/reason"
                label={t('common.reason')}
                hint={t('policy.reasonHint')}
                rows={2}
                maxLength={500}
                required
              />
              <TextField
                form={form}
                at="/startsAt"
                type="datetime-local"
                label={t('policy.startsAt')}
                hint={t('policy.startsAtHint')}
              />
            </Section>
          </div>
        </div>
      </FormShell>
    </>
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

function EditField(props: {
  field: PolicyField;
  form: Form<VersionDraft>;
  document: Document;
  isChanged: boolean;
}) {
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
