import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useRoom } from '../../ui/room.ts';
import { type Label, labelsOf, type Mark } from './marks.ts';
import styles from './NorthStar.module.css';
import { linear, ticksTo } from './scale.ts';

type Star = ValueOf<typeof endpoints.getNorthStar>;

const height = 260;
const top = 26;
const left = 34;
const right = 12;
/** where the line chart ends and the bars of changes begin */
const floor = 158;
const barsMiddle = 204;
const barsReach = 26;
/** what a mark's label takes */
const labelRoom = 72;

/**
 * Effective stores as a step line and E* as a thin one; below, what began and what lapsed on each day; dashed, where a policy began.
 * All of it is in the table beside it too.
 */
export function DayChart({ star }: { star: Star }) {
  const t = useText();
  const format = useFormat();
  const { room, width } = useRoom();
  const { days } = star;
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const weight = (value: number): string => format.number(Math.round(value * 10) / 10);
  const label = t('northStar.chartAbout', {
    from: format.day(first.day),
    until: format.day(last.day),
    first: first.effective,
    last: last.effective,
    firstWeight: weight(first.weight),
    lastWeight: weight(last.weight),
  });
  return (
    <div ref={room} className={styles.chart}>
      {width === 0 ? null : (
        <svg role="img" aria-label={label} width={width} height={height}>
          <Plot star={star} width={width} />
        </svg>
      )}
      <p className={styles.legend}>
        <span>
          <i className={styles.keyEffective} aria-hidden /> {t('northStar.effective')}
        </span>
        <span>
          <i className={styles.keyWeight} aria-hidden /> {t('northStar.weight')}
        </span>
        <span>
          <i className={styles.keyNew} aria-hidden /> {t('northStar.new')}
        </span>
        <span>
          <i className={styles.keyBack} aria-hidden /> {t('northStar.reactivated')}
        </span>
        <span>
          <i className={styles.keyLapsed} aria-hidden /> {t('northStar.lapsed')}
        </span>
        {marksOf(star).length === 0 ? null : <span>{t('northStar.policyChanged')}</span>}
      </p>
    </div>
  );
}

/** Versions that came into force within the days shown; the one in force at their beginning is no change. */
function marksOf({ days, policyChanges }: Star): Mark[] {
  return policyChanges.slice(1).flatMap(({ number, startsAt }) => {
    const index = days.findIndex(({ day }) => day === startsAt.slice(0, 10));
    return index < 0 ? [] : [{ index, number }];
  });
}

/** Beside its marks, on the side where there is more room. */
function MarkLabel(props: { label: Label; x: (index: number) => number; isLate: boolean }) {
  const t = useText();
  const { label, x, isLate } = props;
  const { first, last } = label;
  return (
    <text
      x={isLate ? x(first.index) - 4 : x(last.index) + 4}
      y={14}
      textAnchor={isLate ? 'end' : 'start'}
      className={styles.tick}
    >
      {first === last
        ? t('northStar.policyMark', { version: first.number })
        : t('northStar.policyMarks', { from: first.number, to: last.number })}
    </text>
  );
}

function Plot({ star, width }: { star: Star; width: number }) {
  const format = useFormat();
  const { days } = star;
  const marks = marksOf(star);
  const ticks = ticksTo(Math.max(...days.map(({ effective, weight }) => Math.max(effective, weight))));
  const x = linear([0, days.length], [left, width - right]);
  const y = linear([0, ticks.at(-1) ?? 1], [floor, top]);
  const most = Math.max(1, ...days.map((day) => Math.max(day.new + day.reactivated, day.lapsed)));
  const reach = (count: number): number => (count / most) * barsReach;
  const step = x(1) - x(0);
  const bar = Math.max(1, Math.min(14, step * 0.7));
  const steps = days.map(
    ({ effective }, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(effective)}H${x(at + 1)}`,
  );
  const line = days.map(({ weight }, at) => `${at === 0 ? 'M' : 'L'}${x(at + 0.5)} ${y(weight)}`);
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((width - left) / 110))));
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
            {format.number(tick)}
          </text>
        </g>
      ))}
      {marks.map(({ index, number }) => (
        <line
          key={number}
          x1={x(index)}
          x2={x(index)}
          y1={top - 8}
          y2={height - 24}
          className={styles.mark}
        />
      ))}
      {labelsOf(marks, x, labelRoom).map((label) => (
        <MarkLabel
          key={label.first.number}
          label={label}
          x={x}
          isLate={label.first.index > days.length / 2}
        />
      ))}
      <path d={line.join('')} className={styles.weightLine} />
      <path d={steps.join('')} className={styles.effectiveLine} />
      <line x1={left} x2={width - right} y1={barsMiddle} y2={barsMiddle} className={styles.grid} />
      {days.map((day, at) => {
        const middle = x(at + 0.5) - bar / 2;
        const fresh = reach(day.new);
        const back = reach(day.reactivated);
        return (
          <g key={day.day}>
            {day.new === 0 ? null : (
              <rect x={middle} y={barsMiddle - fresh} width={bar} height={fresh} className={styles.new} />
            )}
            {day.reactivated === 0 ? null : (
              <rect
                x={middle}
                y={barsMiddle - fresh - back}
                width={bar}
                height={back}
                className={styles.back}
              />
            )}
            {day.lapsed === 0 ? null : (
              <rect
                x={middle}
                y={barsMiddle}
                width={bar}
                height={reach(day.lapsed)}
                className={styles.lapsed}
              />
            )}
            {at % every !== 0 || x(at) > width - right - 60 ? null : (
              <text x={x(at)} y={height - 6} className={styles.tick}>
                {format.day(`${day.day}T12:00:00Z`)}
              </text>
            )}
          </g>
        );
      })}
      <text x={left - 6} y={barsMiddle - barsReach + 6} textAnchor="end" className={styles.tick}>
        +{format.number(most)}
      </text>
      <text x={left - 6} y={barsMiddle + barsReach + 2} textAnchor="end" className={styles.tick}>
        −{format.number(most)}
      </text>
    </g>
  );
}
