import { field, group } from '../fields/field.ts';
import { days, decimal, money, share } from '../fields/shape.ts';
import { type Text, text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

/** A limit that is our own guess until the market has a history to set it from. */
const limit = (value: number, label: Text, description: Text) =>
  field(share(), { default: value, source: 'hazumi', confidence: 'D', label, description });

export const guardrails = group(
  text('护栏指标', 'ガードレール', 'Guardrails'),
  text(
    '与北极星指标并列的界限，越界的规则变更不得上线。',
    'ノーススターと並ぶ限度で、これを超える規則の変更は公開できません。',
    'Limits beside the North Star: a change that breaks one is not rolled out.',
  ),
  {
    cohortDays: field(days(7, 365), {
      default: 60,
      source: 'hazumi',
      confidence: 'D',
      label: text('同期群观察期', 'コホートの観察期間', 'Cohorts observed after'),
      description: text(
        '开店多久后计算同期群的有效率，也用于计算复购。',
        'コホートの有効率と再購入を開店から何日で見るかです。',
        'When after opening the effective share of a cohort, and repeat purchase, is read.',
      ),
    }),
    effectiveShareMinPpm: limit(
      200_000,
      text('有效店铺占比', '有効店舗の割合', 'Effective of opened'),
      text(
        '同期群中有效店铺占已开店铺的比例下限。',
        '開店した店舗のうち有効店舗が占める割合の下限です。',
        'The least share of opened stores that are effective.',
      ),
    ),
    storesPerPrincipalMax: field(decimal(1, 30), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('每主体有效店铺数', '主体あたりの有効店舗', 'Stores per principal'),
      description: text(
        '每个有效主体平均拥有的有效店铺数上限。',
        '有効な主体が平均して持つ有効店舗数の上限です。',
        'The most effective stores that an effective principal has on average.',
      ),
    }),
    medianTurnoverDropMaxPpm: limit(
      100_000,
      text('成交中位数降幅', '売上中央値の低下', 'Drop of median turnover'),
      text(
        '有效店铺净成交额中位数的最大降幅。',
        '有効店舗の純売上の中央値が下がる割合の上限です。',
        'The largest drop of the median cleared turnover of effective stores.',
      ),
    ),
    bunchingMaxPpm: limit(
      200_000,
      text('门槛聚集', '基準値への集中', 'Bunching at thresholds'),
      text(
        '恰好达标的店铺密度超出预期的最大比例。',
        '基準ちょうどの店舗の密度が想定を超える割合の上限です。',
        'The largest excess density of stores right at a threshold.',
      ),
    ),
    exposureGiniMaxPpm: limit(
      850_000,
      text('曝光基尼系数', '露出のジニ係数', 'Gini of exposure'),
      text(
        '曝光分布基尼系数的上限。',
        '露出の分布のジニ係数の上限です。',
        'The highest Gini coefficient of exposure.',
      ),
    ),
    topOnePercentMaxPpm: limit(
      300_000,
      text('头部曝光占比', '上位1%の露出', 'Exposure of the top 1 %'),
      text(
        '曝光最多的百分之一店铺合计占比的上限。',
        '露出の多い上位1%の店舗が占める割合の上限です。',
        'The largest share of exposure held by the top 1 % of stores.',
      ),
    ),
    newcomerFirstOrderMinPpm: limit(
      300_000,
      text('新店首单率', '新店の初受注率', 'First orders of newcomers'),
      text(
        '新店在新店期内获得首单的比例下限。',
        '新店の期間中に最初の注文を得る店舗の割合の下限です。',
        'The least share of newcomers that get a first order while they are newcomers.',
      ),
    ),
    refundsMaxPpm: limit(
      100_000,
      text('退款率', '返金率', 'Refunds'),
      text(
        '退款订单占比的上限。',
        '返金された注文の割合の上限です。',
        'The largest share of orders refunded.',
      ),
    ),
    disputesMaxPpm: limit(
      10_000,
      text('纠纷率', '紛争率', 'Disputes'),
      text(
        '纠纷订单占比的上限。',
        '紛争になった注文の割合の上限です。',
        'The largest share of orders in dispute.',
      ),
    ),
    repeatMinPpm: limit(
      150_000,
      text('复购率', '再購入率', 'Repeat purchase'),
      text(
        '观察期内再次购买的买家比例下限。',
        '観察期間内に再び買う購入者の割合の下限です。',
        'The least share of buyers that buy again within the period.',
      ),
    ),
    washShareMaxPpm: limit(
      30_000,
      text('虚假成交占比', '架空取引の割合', 'Wash share'),
      text(
        '估计的虚假成交占总成交比例的上限。',
        '売上に占める架空取引の推定割合の上限です。',
        'The largest estimated share of fabricated sales.',
      ),
    ),
    clawbackMaxPpm: limit(
      50_000,
      text('奖励追回率', '報酬の回収率', 'Clawbacks'),
      text(
        '奖励被追回比例的上限。',
        '回収された報酬の割合の上限です。',
        'The largest share of rewards clawed back.',
      ),
    ),
    appealsOverturnedMaxPpm: limit(
      200_000,
      text('申诉改判率', '異議の認容率', 'Appeals overturned'),
      text(
        '申诉后被改判的处罚比例上限。',
        '異議により取り消された措置の割合の上限です。',
        'The largest share of appeals that overturn the sanction.',
      ),
    ),
    subsidyPerEffectiveStoreMax: field(money(), {
      default: yuan(500),
      source: 'hazumi',
      confidence: 'D',
      label: text('每新增有效店铺补贴', '有効店舗一つあたりの補助', 'Subsidy per effective store'),
      description: text(
        '每增加一家有效店铺所花补贴的上限。',
        '有効店舗を一つ増やすための補助の上限です。',
        'The most subsidy spent for each additional effective store.',
      ),
    }),
    netNewPrivateMinPpm: limit(
      500_000,
      text('净新增私域占比', '純増のプライベート販売', 'Net-new private sales'),
      text(
        '新增私域成交中真正新增、而非改换标签的比例下限。',
        '増えたプライベート販売のうち、付け替えでない純増の割合の下限です。',
        'The least share of additional private sales that are new rather than relabelled.',
      ),
    ),
    searchSuccessMinPpm: limit(
      400_000,
      text('搜索成功率', '検索の成功率', 'Search success'),
      text(
        '有点击或购买的搜索比例下限。',
        'クリックか購入につながる検索の割合の下限です。',
        'The least share of searches that end in a click or a purchase.',
      ),
    ),
  },
);
