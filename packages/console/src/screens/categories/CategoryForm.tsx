import { endpoints, locales } from '@hazumi/contracts';
import { useState } from 'react';
import { useSend } from '../../api/write.ts';
import { Conflict, isConflict } from '../../forms/Conflict.tsx';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { type Category, useCategories } from '../../ui/categories.ts';
import { useTell } from '../../ui/Toasts.tsx';
import {
  type CategoryDraft,
  categoryDraft,
  createCategoryBody,
  editCategoryBody,
  newCategory,
  possibleParents,
} from './category-draft.ts';

/** A new category, or one that is renamed or moved with everything below it. */
export function CategoryForm(props: {
  all: readonly Category[];
  category?: Category;
  parentId?: string | null;
  close: () => void;
}) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const read = useCategories();
  const [base, setBase] = useState(props.category);
  const [all, setAll] = useState(props.all);
  const stale = [endpoints.listCategories];
  const create = useSend(endpoints.createCategory, { stale });
  const edit = useSend(endpoints.editCategory, { stale });
  const form = useForm<CategoryDraft>(() =>
    props.category === undefined
      ? newCategory(props.parentId ?? null)
      : categoryDraft(props.category, props.all),
  );
  const done = () => {
    tell(t('common.saved'));
    props.close();
  };
  const creating = useSubmit(form, {
    endpoint: 'createCategory',
    convert: createCategoryBody,
    send: (body) => create({ body }),
    done,
  });
  const editing = useSubmit(form, {
    endpoint: 'editCategory',
    convert: (draft) =>
      base === undefined ? { ok: false, faults: new Map() } : editCategoryBody(draft, base, all),
    send: (body) => edit({ params: { categoryId: base?.id ?? '' }, body, ifMatch: base?.version ?? 0 }),
    done,
  });
  const active = base === undefined ? creating : editing;
  const afterConflict = async (takeTheirs: boolean) => {
    const fresh = (await read.refetch()).data?.value.data ?? [];
    const found = fresh.find(({ id }) => id === base?.id);
    active.clear();
    if (found === undefined) return;
    setAll(fresh);
    setBase(found);
    if (takeTheirs) form.begin(categoryDraft(found, fresh));
  };
  return (
    <FormShell
      form={form}
      submit={active.submit}
      isRunning={active.isRunning}
      error={active.error}
      label={t('common.save')}
      leaveFreely
      notice={
        isConflict(active.error) ? (
          <Conflict
            isRunning={read.isFetching}
            takeTheirs={() => void afterConflict(true)}
            keepMine={() => void afterConflict(false)}
          />
        ) : undefined
      }
    >
      {locales.map((locale) => (
        <TextField
          key={locale}
          form={form}
          at={`/names/${locale}`}
          label={t('categories.nameIn', { language: localeNames[locale] })}
          lang={locale}
          maxLength={60}
          required
        />
      ))}
      <TextField
        form={form}
        at="/slug"
        label={t('store.slug')}
        hint={t('categories.slugHint')}
        maxLength={60}
        mono
        required
      />
      <ChoiceField
        form={form}
        at="/parentId"
        label={t('categories.parent')}
        empty={t('categories.top')}
        options={possibleParents(base, all).map((category) => ({
          value: category.id,
          label: `${'\u2003'.repeat(category.path.length - 1)}${format.text(category.names)}`,
        }))}
      />
    </FormShell>
  );
}
