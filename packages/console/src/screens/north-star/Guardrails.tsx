import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { type Format, useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Page.tsx';

type Star = ValueOf<typeof endpoints.getNorthStar>;
type Guardrail = Star['guardrails'][number];

const tones = { within: 'good', broken: 'danger', notMeasured: 'quiet' } as const;
/** What is broken first, then what was measured, then the rest; each in the policy's order. */
const ranks = { broken: 0, within: 1, notMeasured: 2 } as const;

/** Every guardrail with its registered limit, what was measured, or why nothing was. */
export function Guardrails({ star }: { star: Star }) {
  const t = useText();
  const format = useFormat();
  const columns: Column<Guardrail>[] = [
    {
      key: 'name',
      title: t('guardrail.name'),
      main: true,
      cell: ({ name }) => t(`guardrail.names.${name}`),
    },
    {
      key: 'finding',
      title: t('common.state'),
      cell: ({ finding }) => <Badge tone={tones[finding]}>{t(`guardrail.${finding}`)}</Badge>,
    },
    {
      key: 'measure',
      title: t('guardrail.measure'),
      align: 'end',
      cell: (row) =>
        row.measure === null ? (
          <span className="soft">{row.reason === null ? '–' : t(`guardrail.reasons.${row.reason}`)}</span>
        ) : (
          <span className="number nowrap">{inItsUnit(format, row.name, row.measure, star.currency)}</span>
        ),
    },
    {
      key: 'limit',
      title: t('guardrail.limit'),
      align: 'end',
      cell: (row) => (
        <span className="nowrap">
          {t(`guardrail.${row.bound}`, { limit: inItsUnit(format, row.name, row.limit, star.currency) })}
        </span>
      ),
    },
  ];
  return (
    <Section title={t('guardrail.title')} about={t('guardrail.about')}>
      <DataTable
        caption={t('guardrail.title')}
        columns={columns}
        rows={[...star.guardrails].sort((a, b) => ranks[a.finding] - ranks[b.finding])}
        rowKey={({ name }) => name}
        dense
      />
    </Section>
  );
}

/** In the guardrail's own unit: minor units, a plain number, or a share. */
function inItsUnit(format: Format, name: Guardrail['name'], value: number, currency: string): string {
  if (name === 'subsidyPerEffectiveStore') return format.money(value, currency);
  if (name === 'storesPerPrincipal') return format.number(Math.round(value * 100) / 100);
  if (name === 'exposureGini') return format.number(Math.round(value * 1000) / 1000);
  return format.ppm(Math.round(value * 1000) * 1000);
}
