import styles from './Flywheel.module.css';
import type { Estimate } from './loop.ts';

type Gain = NonNullable<NonNullable<Estimate['result']>['merchant']>;

/** From 0 to 2: what lies beyond is drawn at the end, open. */
const place = (value: number): number => 8 + (Math.min(2, Math.max(0, value)) / 2) * 144;

/** A gauge of 160 x 34 that is marked at 1: the interval as a bar, the estimate as a point; only the scale where there is no gain. */
export function Gauge({ gain }: { gain: Gain | null }) {
  const low = gain === null ? 0 : (gain.low ?? 0);
  const high = gain === null ? 0 : (gain.high ?? 2);
  return (
    <g>
      <line x1={place(0)} x2={place(2)} y1="12" y2="12" className={styles.scale} />
      {gain === null ? null : (
        <>
          <line x1={place(low)} x2={place(high)} y1="12" y2="12" className={styles.span} />
          <circle cx={place(gain.gain)} cy="12" r="5" className={styles.point} />
        </>
      )}
      <line x1={place(1)} x2={place(1)} y1="3" y2="21" className={styles.one} />
      {[0, 1, 2].map((tick) => (
        <text key={tick} x={place(tick)} y="32" textAnchor="middle" className={styles.tick}>
          {tick}
        </text>
      ))}
    </g>
  );
}
