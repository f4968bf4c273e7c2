import { endpoints } from '@hazumi/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCategory, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { mayOperate } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { type Category, useCategories } from '../../ui/categories.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { AsOf, Empty, Loaded } from '../../ui/States.tsx';
import styles from './Categories.module.css';
import { CategoryForm } from './CategoryForm.tsx';
import { placeOf, siblingsOf } from './category-draft.ts';

type Open = { kind: 'new'; parentId: string | null } | { kind: 'edit'; category: Category } | undefined;

/** The tree of categories: renamed, moved and added to. */
export function Categories() {
  const t = useText();
  const format = useFormat();
  const me = useMe();
  const read = useCategories();
  const [open, setOpen] = useState<Open>();
  const move = useWrite(endpoints.editCategory, { stale: [endpoints.listCategories] });
  const mayEdit = mayOperate(me);
  const shift = (category: Category, to: number) =>
    void move.run({ params: { categoryId: category.id }, body: { position: to }, ifMatch: category.version });
  const add = (
    <Button
      leftSection={<IconPlus aria-hidden size={16} />}
      onClick={() => setOpen({ kind: 'new', parentId: null })}
    >
      {t('categories.add')}
    </Button>
  );
  return (
    <Page
      title={t('nav.categories')}
      about={t('categories.about')}
      actions={
        <>
          <AsOf read={read} />
          {mayEdit ? add : null}
        </>
      }
    >
      {move.error === undefined ? null : (
        <ProblemNotice error={move.error} retry={() => void read.refetch().then(move.reset)} announce />
      )}
      <Loaded read={read}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty
              icon={<IconCategory size={26} stroke={1.5} />}
              title={t('categories.empty')}
              action={mayEdit ? add : undefined}
            >
              {t('categories.emptyText')}
            </Empty>
          ) : (
            <ul className={styles.tree}>
              {data.map((category) => {
                const place = placeOf(category, data);
                const last = siblingsOf(category, data).length - 1;
                const name = format.text(category.names);
                return (
                  <li
                    key={category.id}
                    className={styles.node}
                    style={{ paddingInlineStart: `${(category.path.length - 1) * 1.75}rem` }}
                    data-top={category.path.length === 1 || undefined}
                  >
                    <span className={styles.name}>
                      <span className="hidden-text">
                        {t('categories.level', { level: category.path.length })}
                      </span>
                      {name}
                      <code className={styles.slug}>{category.slug}</code>
                    </span>
                    {mayEdit ? (
                      <span className={styles.tools}>
                        <ActionIcon
                          variant="subtle"
                          aria-label={t('categories.up', { name })}
                          disabled={place === 0 || move.isRunning}
                          onClick={() => shift(category, place - 1)}
                        >
                          <IconArrowUp aria-hidden size={16} />
                        </ActionIcon>
                        <ActionIcon
                          variant="subtle"
                          aria-label={t('categories.down', { name })}
                          disabled={place === last || move.isRunning}
                          onClick={() => shift(category, place + 1)}
                        >
                          <IconArrowDown aria-hidden size={16} />
                        </ActionIcon>
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={t('categories.editNamed', { name })}
                          onClick={() => setOpen({ kind: 'edit', category })}
                        >
                          {t('categories.edit')}
                        </Button>
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={t('categories.addBelow', { name })}
                          onClick={() => setOpen({ kind: 'new', parentId: category.id })}
                        >
                          {t('categories.addChild')}
                        </Button>
                      </span>
                    ) : null}
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
      <Dialog
        isOpen={open !== undefined}
        close={() => setOpen(undefined)}
        title={open?.kind === 'edit' ? format.text(open.category.names) : t('categories.add')}
      >
        {open === undefined ? null : (
          <CategoryForm
            all={read.data?.value.data ?? []}
            {...(open.kind === 'edit' ? { category: open.category } : { parentId: open.parentId })}
            close={() => setOpen(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}
