/** The claims as a report: all verdicts first, then each claim with its effects and the assumption that it hangs on. */
import type { Interval, Part, Report, Section, Tone } from '@hazumi/report';
import { fill, formatWithUnit, same, type Text, units } from '@hazumi/report';
import { PARAMETERS } from '../parameters.ts';
import { TWIN_VERSION } from '../scenario.ts';
import { sensitiveEffect, text } from './claim.ts';
import { claimsMarket } from './market.ts';
import type { ClaimResult, EffectResult } from './run.ts';
import type { Verdict } from './verdict.ts';

const verdictNames: Record<Verdict, Text> = {
  supported: text('成立', '支持される', 'supported'),
  contradicted: text('不成立', '否定される', 'contradicted'),
  undecided: text('未定', '決まらない', 'undecided'),
};
const marks: Record<Verdict, string> = { supported: '✓', contradicted: '✗', undecided: '?' };
const tones: Record<Verdict, Tone> = { supported: 'good', contradicted: 'bad', undecided: 'warning' };

export function claimsReport(
  results: readonly ClaimResult[],
  { seeds, sensitivitySeeds }: { seeds: number; sensitivitySeeds: number },
): Report {
  const counted = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return {
    name: 'claims',
    title: text(
      '文章的主张，逐一实验',
      '記事の主張を一つずつ実験する',
      "The article's claims as experiments",
    ),
    lead: fill(
      text(
        '每条主张是一对只差一处的情景，用 {seeds} 个种子、共同随机数在数字孪生中运行。判断规则在运行之前已定。',
        '主張ごとに一か所だけ違うシナリオの組を、共通乱数で {seeds} 個のシードについて実行します。判定の規則は実行前に決めてあります。',
        'Each claim is a pair of scenarios that differ in one thing, run under {seeds} seeds with common random numbers. How a verdict is reached was settled before any run.',
      ),
      { seeds },
    ),
    data: claimsData(results, { seeds, sensitivitySeeds }),
    sections: [
      {
        id: 'verdicts',
        title: text('结论', '判定', 'Verdicts'),
        parts: [
          {
            kind: 'figures',
            items: (['supported', 'contradicted', 'undecided'] as const).map((verdict) => ({
              name: verdictNames[verdict],
              value: counted(verdict),
              unit: units.count,
            })),
          },
          plain(
            text(
              '这是在模型里的结论：模型之外没有证据。多数参数是假设，各条主张所系的假设见下。',
              'これはモデルの中での結論であり、外の世界の証拠ではありません。多くの母数は仮定で、主張が依る仮定は下に示します。',
              'These are verdicts within a model, not evidence about the world. Most parameters are assumed; on which one a claim hangs is said below.',
            ),
          ),
          verdictTable(results),
        ],
      },
      ...results.map((result) => claimSection(result, sensitivitySeeds)),
      {
        id: 'how',
        title: text('如何判断', '判定の方法', 'How it is judged'),
        parts: [
          plain(
            text(
              '“+”：均值的 95 % 区间（Student t）全在零以上为成立，全不在零以上为不成立；“-”相反；“0”：区间全在事先写明的容差之内为成立，全在其外为不成立；其余未定。标“开放”的，计划没有预期，按文章若要成立所需的方向判断。文章未涉及的量标“旁注”，不计入主张的结论。其余部分都成立，主张才成立。',
              '「+」は平均の 95 % 区間(Student の t)がすべて 0 より上なら支持、まったく上になければ否定。「-」は逆。「0」は事前に決めた許容幅にすべて入れば支持、すべて外なら否定。それ以外は決まらない。「未定の期待」は計画に期待がなく、記事が正しいために必要な向きで判定します。記事が述べていない量は「参考」とし、主張の判定に数えません。残りがすべて支持されて初めて主張が支持されます。',
              '"+": supported when the 95 % interval of the mean (Student\'s t) lies above zero, contradicted when none of it does; "-" mirrors it; "0": supported when the interval lies within a margin written down before, contradicted when outside of it; else undecided. Where the plan expected nothing ("open"), the direction is the one that the article needs to be right. What the article says nothing of is an aside and does not count for the claim. A claim is supported when all its other parts are.',
            ),
          ),
          {
            kind: 'facts',
            items: [
              { name: text('种子数', 'シード数', 'Seeds'), value: seeds, unit: units.count },
              {
                name: text(
                  '敏感性每个取值的种子数',
                  '感度の値ごとのシード数',
                  'Seeds a value of a sensitivity',
                ),
                value: sensitivitySeeds,
                unit: units.count,
              },
              {
                name: text('主体数', '主体数', 'Principals'),
                value: claimsMarket.size.principals,
                unit: units.count,
              },
              { name: text('天数', '日数', 'Days'), value: claimsMarket.days, unit: units.days },
              {
                name: text('引擎版本', 'エンジンの版', 'Version of the engine'),
                value: TWIN_VERSION,
                unit: units.count,
              },
            ],
          },
          {
            kind: 'code',
            title: text('重复', '再実行', 'Repeat'),
            code: `npm run claims -- --seeds ${seeds} --sensitivity-seeds ${sensitivitySeeds}`,
          },
        ],
      },
    ],
  };
}

/** The results as plain data: for the JSON beside the page, and for the last line of the command. */
export function claimsData(
  results: readonly ClaimResult[],
  { seeds, sensitivitySeeds }: { seeds: number; sensitivitySeeds: number },
) {
  return {
    seeds,
    sensitivitySeeds,
    claims: results.map(({ claim, verdict, effects, sensitivity }) => ({
      id: claim.id,
      claim: claim.claim.en,
      verdict,
      effects: effects.map(effectData),
      sensitivity: {
        parameter: claim.sensitivity.parameter,
        values: sensitivity.map(({ value, result }) => ({ value, ...effectData(result) })),
      },
    })),
  };
}

function effectData({ effect, mean, low, high, probabilityExpected, verdict, estimate }: EffectResult) {
  return {
    id: effect.id,
    name: effect.name.en,
    expected: effect.expected,
    open: effect.isOpen ?? false,
    countsForVerdict: !effect.isAside,
    reference: effect.reference ?? 0,
    ...(effect.margin !== undefined && { margin: effect.margin }),
    effect: mean,
    interval: [low, high],
    probabilityExpected,
    shareOfSeedsAbove: estimate.shareAboveZero,
    verdict,
  };
}

function plain(words: Text): Part {
  return { kind: 'note', tone: 'plain', text: words };
}

/** The interval in words: effects have units of their own. */
function intervalText({ effect, low, high }: EffectResult): Text {
  const show = (locale: keyof Text): string =>
    `${formatWithUnit(low, effect.unit, locale, { signed: true })} … ${formatWithUnit(high, effect.unit, locale, { signed: true })}`;
  return { 'zh-CN': show('zh-CN'), ja: show('ja'), en: show('en') };
}

function expectedText({
  expected,
  isOpen,
  isAside,
  margin,
  reference = 0,
  unit,
}: EffectResult['effect']): Text {
  const sign =
    expected === '0'
      ? `0 ± ${formatWithUnit(margin ?? 0, unit, 'en')}`
      : reference === 0
        ? expected
        : `${expected === '+' ? '>' : '<'} ${reference}`;
  if (isAside) {
    return fill(text('{sign}（开放，旁注）', '{sign}（未定の期待、参考）', '{sign} (open, aside)'), { sign });
  }
  return isOpen
    ? fill(text('{sign}（开放）', '{sign}（未定の期待）', '{sign} (open)'), { sign })
    : same(sign);
}

function verdictTable(results: readonly ClaimResult[]): Part {
  return {
    kind: 'table',
    id: 'claims',
    title: text('所有主张', 'すべての主張', 'All claims'),
    columns: [
      { key: 'claim', name: text('主张', '主張', 'Claim') },
      { key: 'effect', name: text('比较的量', '比べる量', 'Outcome') },
      { key: 'expected', name: text('预期', '期待', 'Expected') },
      { key: 'mean', name: text('效应', '効果', 'Effect') },
      { key: 'interval', name: text('95 % 区间', '95 % 区間', '95 % interval') },
      {
        key: 'probability',
        name: text('P(符合预期)', 'P(期待どおり)', 'P(expected)'),
        unit: units.probability,
      },
      { key: 'verdict', name: text('结论', '判定', 'Verdict') },
    ],
    rows: results.flatMap(({ claim, effects }) =>
      effects.map((result) => [
        claim.claim,
        result.effect.name,
        expectedText(result.effect),
        meanText(result),
        intervalText(result),
        result.probabilityExpected,
        verdictNames[result.verdict],
      ]),
    ),
  };
}

function meanText({ effect, mean }: EffectResult): Text {
  const show = (locale: keyof Text): string => formatWithUnit(mean, effect.unit, locale, { signed: true });
  return { 'zh-CN': show('zh-CN'), ja: show('ja'), en: show('en') };
}

function claimSection({ claim, effects, verdict, sensitivity }: ClaimResult, seeds: number): Section {
  const { label, basis, default: usual } = PARAMETERS[claim.sensitivity.parameter];
  const shown = sensitiveEffect(claim);
  return {
    id: claim.id,
    title: claim.claim,
    lead: claim.pair,
    parts: [
      {
        kind: 'note',
        tone: tones[verdict],
        mark: fill(text('{mark} {verdict}', '{mark} {verdict}', '{mark} {verdict}'), {
          mark: marks[verdict],
          verdict: verdictNames[verdict],
        }),
        text: fill(
          text(
            '{all} 项中 {held} 项成立。',
            '{all} 項目のうち {held} 項目が支持されます。',
            '{held} of its {all} parts are supported.',
          ),
          {
            all: effects.filter(({ effect }) => !effect.isAside).length,
            held: effects.filter((one) => !one.effect.isAside && one.verdict === 'supported').length,
          },
        ),
      },
      ...chartsOf(claim.id, effects),
      {
        kind: 'intervals',
        id: `${claim.id}-sensitivity`,
        title: fill(text('取决于：{label}', '依る仮定：{label}', 'It hangs on: {label}'), { label }),
        note: fill(
          text(
            '{assumption}比较的量：{name}。默认 {usual}；依据：{basis}；每个取值 {seeds} 个种子。',
            '{assumption}比べる量：{name}。既定値 {usual}、根拠：{basis}、値ごとに {seeds} シード。',
            '{assumption} Shown: {name}. Default {usual}; basis: {basis}; {seeds} seeds a value.',
          ),
          { assumption: claim.assumption, usual, basis: bases[basis], seeds, name: shown.name },
        ),
        x: { name: text('效应', '効果', 'Effect'), unit: shown.unit },
        reference: shown.reference ?? 0,
        rows: sensitivity.map(({ value, result }) => row(result, same(String(value)))),
      },
    ],
  };
}

const bases: Record<'measured' | 'calibrated' | 'assumed' | 'treatment', Text> = {
  measured: text('实测', '実測', 'measured'),
  calibrated: text('校准', '較正', 'calibrated'),
  assumed: text('假设', '仮定', 'assumed'),
  treatment: text('实验设定', '実験の設定', 'set by the experiment'),
};

/** Effects of one kind of number share a chart: shares and elasticities have no common axis. */
function chartsOf(id: string, effects: readonly EffectResult[]): Part[] {
  const groups = new Map<string, EffectResult[]>();
  for (const result of effects) {
    const key = `${result.effect.unit.percent ? 'share' : 'number'}-${result.effect.reference ?? 0}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group, index) => ({
    kind: 'intervals',
    id: index === 0 ? `${id}-effects` : `${id}-effects-${index + 1}`,
    title: text('效应及其 95 % 区间', '効果とその 95 % 区間', 'Effects and their 95 % intervals'),
    x: { name: text('效应', '効果', 'Effect'), unit: group[0]?.effect.unit ?? units.number },
    reference: group[0]?.effect.reference ?? 0,
    rows: group.map((result) => row(result, result.effect.name)),
  }));
}

function row({ mean, low, high, verdict }: EffectResult, name: Text): Interval {
  return { name, estimate: mean, low, high, tone: tones[verdict] };
}
