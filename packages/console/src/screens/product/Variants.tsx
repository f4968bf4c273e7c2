import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { TextField } from '../../forms/fields.tsx';
import type { Form } from '../../forms/form.ts';
import { type Format, useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Page.tsx';
import { Stock } from '../goods/Goods.tsx';
import type { VariantStock } from './ProductFields.tsx';
import { missingChoices, newSku, type ProductDraft, type SkuDraft } from './product-draft.ts';

const mostVariants = 200;
type Row = { sku: SkuDraft; at: number };

/** The values of a variant as a name: `Indigo / L`. */
export function variantName(draft: ProductDraft, sku: SkuDraft, format: Pick<Format, 'text'>): string {
  return draft.options
    .map(({ values }, option) => {
      const value = values[sku.choice[option] ?? 0] ?? {};
      return format.text(Object.fromEntries(Object.entries(value).filter(([, text]) => text !== '')));
    })
    .filter(Boolean)
    .join(' / ');
}

/** The variants: code, price, freight, weight and stock of each. */
export function Variants(props: { form: Form<ProductDraft>; currency: string; stock?: VariantStock }) {
  const t = useText();
  const format = useFormat();
  const { form, currency, stock } = props;
  const { draft } = form;
  const missing = draft.options.length === 0 ? [] : missingChoices(draft);
  const add = (choices: readonly number[][]) =>
    form.change((before) => {
      // A new variant most often costs what the one before it does.
      const like = before.skus.at(-1);
      const fresh = choices.map((choice) => ({
        ...newSku(choice),
        priceMinor: like?.priceMinor ?? '',
        weightGrams: like?.weightGrams ?? '',
      }));
      return { ...before, skus: [...before.skus, ...fresh].slice(0, mostVariants) };
    });
  const columns: Column<Row>[] = [
    ...draft.options.map((option, index) => ({
      key: `option${index}`,
      width: '8rem',
      title: format.text(option.name) || t('product.option', { number: index + 1 }),
      cell: ({ sku, at }: Row) => (
        <NativeSelect
          size="xs"
          aria-label={t('product.optionOf', {
            option: format.text(option.name) || String(index + 1),
            number: at + 1,
          })}
          value={String(sku.choice[index] ?? 0)}
          onChange={(event) => form.set(`/skus/${at}/choice/${index}`, Number(event.currentTarget.value))}
          data={option.values.map((value, place) => ({
            value: String(place),
            label: format.text(value) || t('product.value', { number: place + 1 }),
          }))}
        />
      ),
    })),
    {
      key: 'code',
      title: t('product.skuCode'),
      cell: ({ at }) => (
        <TextField
          form={form}
          at={`/skus/${at}/code`}
          label={t('product.skuCodeOf', { number: at + 1 })}
          bare
          mono
          maxLength={64}
        />
      ),
    },
    ...(['priceMinor', 'compareAtMinor', 'freightMinor'] as const).map((field) => ({
      key: field,
      title: t(`product.${field}`, { currency }),
      width: '6.75rem',
      cell: ({ at }: Row) => (
        <TextField
          form={form}
          at={`/skus/${at}/${field}`}
          label={t(`product.${field}Of`, { number: at + 1 })}
          inputMode="decimal"
          placeholder={field === 'priceMinor' ? '' : '–'}
          bare
        />
      ),
    })),
    {
      key: 'weight',
      title: t('product.weight'),
      width: '5rem',
      cell: ({ at }) => (
        <TextField
          form={form}
          at={`/skus/${at}/weightGrams`}
          label={t('product.weightOf', { number: at + 1 })}
          inputMode="numeric"
          placeholder="–"
          bare
        />
      ),
    },
    {
      key: 'stock',
      title: t('goods.stock'),
      width: '7.5rem',
      cell: ({ sku, at }) =>
        sku.id === undefined || stock === undefined ? (
          <TextField
            form={form}
            at={`/skus/${at}/stock`}
            label={t('product.stockOf', { number: at + 1 })}
            inputMode="numeric"
            bare
          />
        ) : (
          <span className="row">
            <Stock pieces={stock.available.get(sku.id) ?? 0} />
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={t('stock.changeOf', { code: sku.code })}
              onClick={() => stock.change(sku.id ?? '')}
            >
              {t('stock.change')}
            </Button>
          </span>
        ),
    },
    {
      key: 'remove',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: ({ at }) =>
        draft.skus.length < 2 ? null : (
          <ActionIcon
            variant="subtle"
            color="shu"
            aria-label={t('product.removeVariant', { number: at + 1 })}
            onClick={() =>
              form.change((before) => ({ ...before, skus: before.skus.filter((_, index) => index !== at) }))
            }
          >
            <IconTrash aria-hidden size={16} />
          </ActionIcon>
        ),
    },
  ];
  return (
    <Section
      title={t('product.variants')}
      about={draft.options.length === 0 ? t('product.oneVariant') : t('product.variantsAbout')}
      actions={
        missing.length === 0 || draft.skus.length >= mostVariants ? undefined : (
          <>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus aria-hidden size={16} />}
              onClick={() => add(missing.slice(0, 1))}
            >
              {t('product.addVariant')}
            </Button>
            {missing.length < 2 ? null : (
              <Button variant="default" size="xs" onClick={() => add(missing)}>
                {t('product.addAll', { count: missing.length })}
              </Button>
            )}
          </>
        )
      }
    >
      <DataTable
        caption={t('product.variants')}
        columns={columns}
        rows={draft.skus.map((sku, at) => ({ sku, at }))}
        rowKey={({ sku, at }) => sku.id ?? `new-${at}`}
        dense
        cardsBelow={54}
      />
    </Section>
  );
}
