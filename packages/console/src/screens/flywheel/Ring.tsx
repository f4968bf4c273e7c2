import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useRoom } from '../../ui/room.ts';
import styles from './Flywheel.module.css';
import { Gauge } from './Gauge.tsx';
import { balances, type Estimate, type NodeName, nodes, type WheelLink } from './loop.ts';

/** The two hand-laid sizes, for a desk and for a phone; `out` says how far outside the ring the labels stand. */
const desk = {
  width: 760,
  height: 560,
  rx: 268,
  ry: 208,
  node: [142, 44],
  text: 14,
  out: { x: 1.24, y: 1.12 },
  hub: 1,
} as const;
const phone = {
  width: 456,
  height: 500,
  rx: 126,
  ry: 186,
  node: [104, 44],
  text: 14,
  out: { x: 1.48, y: 1.16 },
  hub: 0.8,
} as const;
type Layout = typeof desk | typeof phone;

interface Point {
  x: number;
  y: number;
}

/** The place at a turn (clockwise from the top, 0 to 1) on the ring, or on one so many times as wide and high. */
function at({ width, height, rx, ry }: Layout, turn: number, x = 1, y = x): Point {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return { x: width / 2 + x * rx * Math.cos(angle), y: height / 2 + y * ry * Math.sin(angle) };
}

/** The first turn from a node on, in the direction of `step`, at which the ring has left the node's box. */
function beside(layout: Layout, node: number, step: number): number {
  const middle = at(layout, node);
  const [width, height] = layout.node;
  let turn = node;
  for (let tries = 0; tries < 60; tries += 1) {
    const { x, y } = at(layout, turn);
    if (Math.abs(x - middle.x) > width / 2 + 5 || Math.abs(y - middle.y) > height / 2 + 5) return turn;
    turn += step;
  }
  return turn;
}
const turnOf = (node: NodeName): number => nodes.indexOf(node) / nodes.length;

/** The flywheel on its fixed ring: what leads to what, how strongly, and how sure that is. Its twin is the table below. */
export function Ring({ links, result }: { links: readonly WheelLink[]; result: Estimate['result'] }) {
  const t = useText();
  const { room, width } = useRoom();
  const layout = width < 640 ? phone : desk;
  return (
    <div ref={room} className={styles.ring}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={t('flywheel.pictureAbout')}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          style={{ maxWidth: layout.width, fontSize: layout.text }}
        >
          <defs>
            {(['clear', 'unclear', 'assumed', 'balancing'] as const).map((kind) => (
              <marker
                key={kind}
                id={`wheel-${kind}`}
                viewBox="0 0 8 8"
                refX="6.5"
                refY="4"
                markerWidth="5.5"
                markerHeight="5.5"
                orient="auto-start-reverse"
              >
                <path d="M0 0 8 4 0 8z" className={styles[`head-${kind}`]} />
              </marker>
            ))}
          </defs>
          {balances.map((loop) => (
            <Balance key={loop.name} layout={layout} loop={loop} />
          ))}
          {links.map((link) => (
            <Arc key={link.from} layout={layout} link={link} />
          ))}
          {nodes.map((node) => (
            <Node key={node} layout={layout} name={node} />
          ))}
          <Hub layout={layout} result={result} />
        </svg>
      )}
    </div>
  );
}

function Node({ layout, name }: { layout: Layout; name: NodeName }) {
  const t = useText();
  const { x, y } = at(layout, turnOf(name));
  const [width, height] = layout.node;
  const words = t(`flywheel.variables.${name}`);
  // Two lines where one is too short.
  const fits = [...words].length * layout.text * (/^[\x20-\x7e]*$/.test(words) ? 0.58 : 1) < width - 12;
  const lines = fits ? [words] : halves(words);
  return (
    <g>
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={height / 2}
        className={styles.node}
      />
      {lines.map((line, n) => (
        <text
          key={line}
          x={x}
          y={y + (n - (lines.length - 1) / 2) * (layout.text + 2) + layout.text * 0.36}
          textAnchor="middle"
          className={styles.name}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function halves(words: string): string[] {
  const space = words.indexOf(' ');
  if (space > 0) return [words.slice(0, space), words.slice(space + 1)];
  // Where the script changes a Japanese compound has a joint.
  const joint = /^(.*[\u30a0-\u30ff])([^\u30a0-\u30ff].*)$/u.exec(words);
  if (joint !== null) return [joint[1] ?? '', joint[2] ?? ''];
  const letters = [...words];
  const middle = Math.ceil(letters.length / 2);
  return [letters.slice(0, middle).join(''), letters.slice(middle).join('')];
}

function Arc({ layout, link }: { layout: Layout; link: WheelLink }) {
  const t = useText();
  const format = useFormat();
  const from = turnOf(link.from);
  const middle = from + 1 / 12;
  const first = beside(layout, from, 0.003);
  const last = beside(layout, from + 1 / 6, -0.003);
  const start = at(layout, first);
  const end = at(layout, last);
  // The control point that leads a quadratic curve over the ring's own middle.
  const on = at(layout, (first + last) / 2, 1.03);
  const bow = { x: 2 * on.x - (start.x + end.x) / 2, y: 2 * on.y - (start.y + end.y) / 2 };
  const spot = at(layout, middle, layout.out.x, layout.out.y);
  // Above the ring the lines end at the spot, below it they begin there.
  const lines = link.measured === null ? 1 : 2;
  const label = {
    x: spot.x,
    y: spot.y + (Math.sin((middle - 0.25) * 2 * Math.PI) - 1) * lines * layout.text * 0.6 + 4,
  };
  const sign = link.elasticity < 0 ? '−' : '+';
  const value = format.number(Math.round(Math.abs(link.elasticity) * 1000) / 1000);
  const { measured } = link;
  const span = (end: number | null, none: string): string =>
    end === null ? none : format.number(Math.round(end * 100) / 100);
  return (
    <g>
      <path
        d={`M${start.x} ${start.y}Q${bow.x} ${bow.y} ${end.x} ${end.y}`}
        className={styles[`link-${link.kind}`]}
        markerEnd={`url(#wheel-${link.kind})`}
      />
      <text x={label.x} y={label.y} textAnchor="middle" className={styles[`label-${link.kind}`]}>
        <tspan x={label.x} className={styles.value}>
          {sign}
          {value}
        </tspan>
        {measured === null ? (
          <tspan x={label.x} dy="1.25em" className={styles.small}>
            {t('flywheel.kinds.assumed')}
          </tspan>
        ) : (
          <>
            <tspan x={label.x} dy="1.25em" className={styles.small}>
              {span(measured.low, '−∞')} … {span(measured.high, '∞')}
            </tspan>
            <tspan x={label.x} dy="1.25em" className={styles.small}>
              {t('flywheel.lagWeeks', { weeks: measured.lagWeeks })}
            </tspan>
          </>
        )}
      </text>
    </g>
  );
}

/** A loop that holds back: inside the ring, grey, with its letter and a minus. */
function Balance({ layout, loop }: { layout: Layout; loop: (typeof balances)[number] }) {
  const from = turnOf(loop.from);
  const to = turnOf(loop.to);
  const way = ((to - from + 1.5) % 1) - 0.5; // the short way round, backwards where it is negative
  const start = at(layout, from + way * 0.16, 0.86);
  const end = at(layout, to - way * 0.16, 0.86);
  const bow = at(layout, from + way / 2, Math.abs(way) > 0.2 ? 0.5 : 0.68);
  const label = at(layout, from + way / 2, Math.abs(way) > 0.2 ? 0.63 : 0.7);
  return (
    <g>
      <path
        d={`M${start.x} ${start.y}Q${bow.x} ${bow.y} ${end.x} ${end.y}`}
        className={styles['link-balancing']}
        markerEnd="url(#wheel-balancing)"
      />
      <text x={label.x} y={label.y} textAnchor="middle" className={styles['label-balancing']}>
        B{balances.indexOf(loop) + 1} −
      </text>
    </g>
  );
}

/** The gain in the middle, with its gauge. */
function Hub({ layout, result }: { layout: Layout; result: Estimate['result'] }) {
  const t = useText();
  const format = useFormat();
  const { width, height, hub } = layout;
  const gain = result?.merchant ?? null;
  const y = height / 2;
  return (
    <g>
      <text x={width / 2} y={y - 24 * hub} textAnchor="middle" className={styles.small}>
        {t('flywheel.merchantGain')}
      </text>
      <text
        x={width / 2}
        y={y + 6 * hub}
        textAnchor="middle"
        className={gain === null ? styles.name : styles.hub}
      >
        {gain === null ? t('flywheel.gainUnknown') : format.number(Math.round(gain.gain * 1000) / 1000)}
      </text>
      <svg
        x={width / 2 - 80 * hub}
        y={y + 14 * hub}
        width={160 * hub}
        height={34 * hub}
        viewBox="0 0 160 34"
        aria-hidden="true"
      >
        <Gauge gain={gain} />
      </svg>
    </g>
  );
}
