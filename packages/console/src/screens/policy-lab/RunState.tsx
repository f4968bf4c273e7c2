import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';

export type Run = ValueOf<typeof endpoints.getLabRun>;
const tones: Record<Run['state'], BadgeTone> = {
  queued: 'quiet',
  running: 'accent',
  done: 'good',
  failed: 'danger',
  cancelled: 'quiet',
};

export const isUnderWay = ({ state }: Pick<Run, 'state'>): boolean =>
  state === 'queued' || state === 'running';

/** Where a run stands; once it is done, what it says of the North Star, and guardrails that it breaks. */
export function RunState({ run }: { run: Run }) {
  const t = useText();
  const { locale } = useFormat();
  const north = run.outcome?.outcomes[0];
  const state = run.isCancelling ? 'cancelling' : run.state;
  const broken = run.outcome?.guardrails.filter(({ isBroken }) => isBroken).length ?? 0;
  return (
    <span className="stack tight">
      <span>
        <Badge tone={tones[run.state]}>{t(`lab.run.${state}`)}</Badge>{' '}
        {run.state === 'running' ? (
          <span className="soft small number">{percent(locale, run.progress.share)}</span>
        ) : null}
      </span>
      {north === undefined ? null : (
        <span className="small">
          {north.label} <span className="number">{north.changeText}</span>
          {north.probabilityBetter === null ? null : (
            <>
              {' · '}
              {t('lab.better', { share: percent(locale, north.probabilityBetter) })}
            </>
          )}
        </span>
      )}
      {run.outcome === null ? null : broken > 0 ? (
        <span className="small">
          <Badge tone="danger">{t('lab.broken', { count: broken })}</Badge>
        </span>
      ) : (
        <span className="small soft">{t('lab.noneBroken')}</span>
      )}
    </span>
  );
}

export const percent = (locale: string, share: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
