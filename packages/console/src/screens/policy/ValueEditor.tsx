import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { faultText } from '../../forms/faults.ts';
import type { FormFields } from '../../forms/form.ts';
import { fieldId } from '../../forms/pointer.ts';
import { useText } from '../../i18n/intl.ts';
import styles from './Policy.module.css';
import { type Draft, emptyDraft } from './policy-draft.ts';
import { unitName } from './policy-format.ts';
import type { Shape } from './policy-schema.ts';

interface EditorProps {
  form: FormFields;
  /** pointer of this value's draft in the form */
  at: string;
  label: string;
  shape: Shape;
  draft: Draft;
  /** puts a whole draft in the place of this one */
  change: (draft: Draft) => void;
}

/** Inputs for a value of any shape, each with its label and its fault. */
export function ValueEditor(props: EditorProps) {
  const { shape, draft, change } = props;
  switch (shape.kind) {
    case 'flag':
      return <FlagInput {...props} />;
    case 'choice':
      return (
        <Labelled {...props}>
          {(common) => (
            <NativeSelect
              {...common}
              value={String(draft)}
              onChange={(event) => change(event.currentTarget.value)}
              data={[...shape.options]}
            />
          )}
        </Labelled>
      );
    case 'money':
      return <MoneyInput {...props} />;
    case 'list':
      return <ListEditor {...props} shape={shape} />;
    case 'table':
      return <TableEditor {...props} shape={shape} />;
    case 'row':
      return <RowEditor {...props} shape={shape} />;
    default:
      return <PlainInput {...props} />;
  }
}

function Labelled(
  props: EditorProps & {
    children: (common: { id: string; 'aria-label': string; error: ReactNode }) => ReactNode;
  },
) {
  const t = useText();
  const { form, at, label, children } = props;
  const { labels } = form;
  useEffect(() => {
    labels.set(at, label);
    return () => void labels.delete(at);
  }, [labels, at, label]);
  const fault = form.faults.get(at);
  return children({
    id: fieldId(form.id, at),
    'aria-label': label,
    error: fault === undefined ? undefined : faultText(t, fault),
  });
}

function PlainInput(props: EditorProps) {
  const t = useText();
  const { shape, draft, change } = props;
  const unit =
    shape.kind === 'number' && shape.unit !== undefined && !['number', 'count'].includes(shape.unit)
      ? unitName(t, shape.unit)
      : undefined;
  return (
    <Labelled {...props}>
      {(common) => (
        <TextInput
          {...common}
          value={String(draft)}
          onChange={(event) => change(event.currentTarget.value)}
          inputMode={shape.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          {...(unit === undefined
            ? {}
            : {
                rightSection: <span className="soft small">{unit}</span>,
                rightSectionWidth: 24 + unit.length * 9,
              })}
        />
      )}
    </Labelled>
  );
}

function FlagInput(props: EditorProps) {
  const t = useText();
  const { form, at, label, draft, change } = props;
  return (
    <Checkbox
      id={fieldId(form.id, at)}
      aria-label={label}
      label={draft === true ? t('common.yes') : t('common.no')}
      checked={draft === true}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

function MoneyInput(props: EditorProps) {
  const t = useText();
  const { at, label, change } = props;
  const draft = props.draft as { currency: string; amount: string };
  return (
    <div className={styles.money}>
      <PlainInput
        {...props}
        at={`${at}/amount`}
        shape={{ kind: 'number', isWhole: false, unit: undefined, min: undefined, max: undefined }}
        draft={draft.amount}
        change={(amount) => change({ ...draft, amount: String(amount) })}
      />
      <PlainInput
        {...props}
        at={`${at}/currency`}
        label={`${label} · ${t('store.currency')}`}
        shape={{ kind: 'word' }}
        draft={draft.currency}
        change={(currency) => change({ ...draft, currency: String(currency) })}
      />
    </div>
  );
}

function RowEditor({ shape, ...props }: EditorProps & { shape: Extract<Shape, { kind: 'row' }> }) {
  const draft = props.draft as Record<string, Draft>;
  return (
    <div className="columns">
      {shape.columns.map((column) => (
        <div key={column.name} className="stack tight">
          <span className="soft small">{column.label}</span>
          <ValueEditor
            {...props}
            at={`${props.at}/${column.name}`}
            label={`${props.label} · ${column.label}`}
            shape={column.shape}
            draft={draft[column.name] ?? ''}
            change={(value) => props.change({ ...draft, [column.name]: value })}
          />
        </div>
      ))}
    </div>
  );
}

function ListEditor({ shape, ...props }: EditorProps & { shape: Extract<Shape, { kind: 'list' }> }) {
  const t = useText();
  const draft = props.draft as Draft[];
  const put = (index: number, value: Draft) =>
    props.change(draft.map((item, at) => (at === index ? value : item)));
  return (
    <div className={styles.editor}>
      {draft.map((item, index) => {
        const label = t('policy.entryOf', { label: props.label, number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry of a list is known by its place
          <div key={index} className={styles.entry}>
            <ValueEditor
              {...props}
              at={`${props.at}/${index}`}
              label={label}
              shape={shape.item}
              draft={item}
              change={(value) => put(index, value)}
            />
            <Remove label={label} run={() => props.change(draft.filter((_, at) => at !== index))} />
          </div>
        );
      })}
      <Add label={props.label} run={() => props.change([...draft, emptyDraft(shape.item)])} />
    </div>
  );
}

function TableEditor({ shape, ...props }: EditorProps & { shape: Extract<Shape, { kind: 'table' }> }) {
  const t = useText();
  const draft = props.draft as { key: string; value: Draft }[];
  const put = (index: number, entry: { key: string; value: Draft }) =>
    props.change(draft.map((item, at) => (at === index ? entry : item)));
  return (
    <div className={styles.editor}>
      {draft.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key is what is being typed
        <div key={index} className={styles.pair}>
          <PlainInput
            {...props}
            at={`${props.at}/${index}/key`}
            label={t('policy.keyOf', { label: props.label, number: index + 1 })}
            shape={{ kind: 'word' }}
            draft={entry.key}
            change={(key) => put(index, { ...entry, key: String(key) })}
          />
          <ValueEditor
            {...props}
            at={`${props.at}/${index}/value`}
            label={`${props.label} · ${entry.key}`}
            shape={shape.value}
            draft={entry.value}
            change={(value) => put(index, { ...entry, value })}
          />
          <Remove label={entry.key} run={() => props.change(draft.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Add
        label={props.label}
        run={() => props.change([...draft, { key: '', value: emptyDraft(shape.value) }])}
      />
    </div>
  );
}

function Remove({ label, run }: { label: string; run: () => void }) {
  const t = useText();
  return (
    <ActionIcon
      variant="subtle"
      color="shu"
      size="lg"
      aria-label={t('policy.removeEntry', { label })}
      onClick={run}
    >
      <IconTrash aria-hidden size={16} />
    </ActionIcon>
  );
}

function Add({ label, run }: { label: string; run: () => void }) {
  const t = useText();
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus aria-hidden size={14} />}
        aria-label={t('policy.addEntryTo', { label })}
        onClick={run}
      >
        {t('policy.addEntry')}
      </Button>
    </div>
  );
}
