import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { valueAt } from '../../forms/pointer.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Filters, SearchFilter } from '../../ui/Filters.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import styles from './Policy.module.css';
import { PolicyValue } from './PolicyValue.tsx';
import { same } from './policy-change.ts';
import { confidenceName, sourceName, unitName } from './policy-format.ts';
import { groupsOf, type PolicyField, searchPolicy } from './policy-schema.ts';

type Document = Record<string, unknown>;

/** The rules in force: every number with what it decides, its unit, and how sure anybody is of it. */
export function Policy() {
  const t = useText();
  const format = useFormat();
  const { q = '' } = useSearch({ strict: false }) as { q?: string };
  const policy = useRead(endpoints.getPolicy);
  const schema = useRead(endpoints.getPolicySchema, {}, { staleMs: Number.POSITIVE_INFINITY });
  const inForce = policy.data?.value;
  return (
    <Page
      title={t('nav.policy')}
      about={
        inForce === undefined
          ? undefined
          : t('policy.inForceSince', { number: inForce.number, since: format.time(inForce.startsAt) })
      }
      actions={
        <>
          <LinkButton variant="default" to="/operator/policy/versions">
            {t('policy.versions')}
          </LinkButton>
          <LinkButton to="/operator/lab">{t('nav.lab')}</LinkButton>
        </>
      }
    >
      <Filters end={<AsOf read={policy} />}>
        <SearchFilter name="q" label={t('policy.search')} value={q} />
      </Filters>
      <Loaded read={policy} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {({ document }) => (
          <Loaded read={schema} skeleton={<Skeleton lines={12} kind="sheet" />}>
            {(json) => <Groups json={json} document={document} query={q} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Groups({ json, document, query }: { json: unknown; document: Document; query: string }) {
  const t = useText();
  const { locale } = useFormat();
  const groups = searchPolicy(groupsOf(json, locale), query);
  if (groups.length === 0) return <Empty title={t('common.nothingFound')}>{t('policy.searchHint')}</Empty>;
  return (
    <div className={styles.layout}>
      <nav className={styles.contents} aria-label={t('policy.contents')}>
        <ol>
          {groups.map((group) => (
            <li key={group.name}>
              <a href={`#${group.name}`}>{group.label}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="stack">
        {groups.map((group) => (
          <Section key={group.name} id={group.name} title={group.label} about={group.description}>
            <dl className={styles.fields}>
              {group.fields.map((field) => (
                <Field key={field.path} field={field} document={document} />
              ))}
            </dl>
          </Section>
        ))}
      </div>
    </div>
  );
}

function Field({ field, document }: { field: PolicyField; document: Document }) {
  const t = useText();
  const value = valueAt(document, field.path);
  const isChanged = !same(value, field.fallback);
  return (
    <div className={styles.field}>
      <dt>
        <span className={styles.label}>{field.label}</span>
        <span className={styles.about}>{field.description}</span>
        <Provenance field={field} />
      </dt>
      <dd>
        <PolicyValue shape={field.shape} value={value} />
        {isChanged ? (
          <span className={styles.changed}>
            <Badge tone="accent">{t('policy.changed')}</Badge>
          </span>
        ) : null}
      </dd>
    </div>
  );
}

/** Unit, source and confidence of a field, and where exactly it comes from. */
export function Provenance({ field }: { field: PolicyField }) {
  const t = useText();
  const facts = [
    // An amount names its currency, and is shown in that; a plain number has no unit.
    field.unit === undefined || ['minorUnits', 'count', 'number'].includes(field.unit)
      ? undefined
      : t('policy.unit', { unit: unitName(t, field.unit) }),
    field.source === undefined ? undefined : sourceName(t, field.source),
    field.confidence === undefined ? undefined : confidenceName(t, field.confidence),
  ].filter((fact) => fact !== undefined);
  return (
    <span className={styles.provenance}>
      {facts.join(' · ')}
      {field.comment === undefined ? null : (
        <span lang="en" className={styles.comment}>
          {field.comment}
        </span>
      )}
    </span>
  );
}
