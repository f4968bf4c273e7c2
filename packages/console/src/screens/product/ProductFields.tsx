import { locales } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ProseField, TextField } from '../../forms/fields.tsx';
import type { Form } from '../../forms/form.ts';
import { InLanguages } from '../../forms/languages.tsx';
import { useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { CategoryField } from '../../ui/CategoryField.tsx';
import { Section } from '../../ui/Page.tsx';
import styles from './Product.module.css';
import { noTexts, type ProductDraft, withOption, withoutOption } from './product-draft.ts';
import { Variants } from './Variants.tsx';

export interface VariantStock {
  /** pieces that can be sold, by variant */
  available: ReadonlyMap<string, number>;
  change: (skuId: string) => void;
}

/** All that goods say of themselves but their pictures. */
export function ProductFields(props: { form: Form<ProductDraft>; currency: string; stock?: VariantStock }) {
  const t = useText();
  const { form } = props;
  return (
    <>
      <Section>
        <InLanguages title={t('product.texts')}>
          {(locale, language) => (
            <>
              <TextField
                form={form}
                at={`/texts/${locale}/title`}
                label={t('product.titleIn', { language })}
                lang={locale}
                maxLength={200}
              />
              <ProseField
                form={form}
                at={`/texts/${locale}/description`}
                label={t('product.descriptionIn', { language })}
                lang={locale}
                rows={6}
                maxLength={10_000}
              />
            </>
          )}
        </InLanguages>
        <div className="columns">
          <CategoryField form={form} at="/categoryId" label={t('goods.category')} required />
          <TextField
            form={form}
            at="/code"
            label={t('product.code')}
            hint={t('product.codeHint')}
            maxLength={64}
            mono
          />
        </div>
      </Section>
      <Options form={form} />
      <Variants
        form={form}
        currency={props.currency}
        {...(props.stock === undefined ? {} : { stock: props.stock })}
      />
    </>
  );
}

const mostOptions = 3;

/** What the variants differ in: colour, size. Each value is written once, in the three languages. */
function Options({ form }: { form: Form<ProductDraft> }) {
  const t = useText();
  const { options } = form.draft;
  return (
    <Section
      title={t('product.options')}
      about={t('product.optionsAbout')}
      actions={
        options.length < mostOptions ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus aria-hidden size={16} />}
            onClick={() => form.change(withOption)}
          >
            {t('product.addOption')}
          </Button>
        ) : undefined
      }
    >
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
        <fieldset key={at} className={styles.option}>
          <legend className={styles.legend}>{t('product.option', { number: at + 1 })}</legend>
          <LanguageRow form={form} at={`/options/${at}/name`} label={t('product.optionName')} />
          {option.values.map((_, value) => (
            <LanguageRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a value is known by its place
              key={value}
              form={form}
              at={`/options/${at}/values/${value}`}
              label={t('product.value', { number: value + 1 })}
              {...(option.values.length < 2
                ? {}
                : { remove: () => form.change((draft) => withoutOption(draft, at, value)) })}
            />
          ))}
          <div className="row">
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus aria-hidden size={14} />}
              onClick={() => form.set(`/options/${at}/values/${option.values.length}`, noTexts())}
            >
              {t('product.addValue')}
            </Button>
            <Button
              variant="subtle"
              color="shu"
              size="compact-sm"
              onClick={() => form.change((draft) => withoutOption(draft, at))}
            >
              {t('product.removeOption')}
            </Button>
          </div>
        </fieldset>
      ))}
    </Section>
  );
}

function LanguageRow(props: { form: Form<ProductDraft>; at: string; label: string; remove?: () => void }) {
  const t = useText();
  return (
    <div className={styles.languageRow}>
      <span className={styles.rowLabel}>{props.label}</span>
      {locales.map((locale) => (
        <TextField
          key={locale}
          form={props.form}
          at={`${props.at}/${locale}`}
          label={t('product.inLanguage', { label: props.label, language: localeNames[locale] })}
          placeholder={localeNames[locale]}
          lang={locale}
          maxLength={60}
          bare
        />
      ))}
      {props.remove === undefined ? (
        <span />
      ) : (
        <Button
          variant="subtle"
          color="shu"
          size="compact-sm"
          onClick={props.remove}
          aria-label={t('product.removeNamed', { name: props.label })}
        >
          {t('common.remove')}
        </Button>
      )}
    </div>
  );
}
