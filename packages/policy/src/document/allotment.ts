import { field, group } from '../fields/field.ts';
import { count, days, decimal, list, ppm, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const allotment = group(
  text('公域流量分配', '公域トラフィックの配分', 'Allotment of public traffic'),
  text(
    '平台的曝光按什么规则分给各店铺。',
    'プラットフォームの露出を店舗にどう配分するか。',
    'The rule by which the exposure of the platform is given to stores.',
  ),
  {
    organicSharePpm: field(share(), {
      default: 550_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('自然流量池', '自然枠', 'Organic pool'),
      description: text(
        '按相关性与质量分配的曝光占比。',
        '関連性と品質で配分する露出の割合です。',
        'The share of exposure given by relevance and quality.',
      ),
    }),
    meritSharePpm: field(share(), {
      default: 300_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('贡献流量池', '貢献枠', 'Merit pool'),
      description: text(
        '按私域成交实付费用分配的曝光占比。',
        'プライベート販売で支払われた手数料に応じて配分する露出の割合です。',
        'The share of exposure given for the fees that private sales really paid.',
      ),
    }),
    newcomerSharePpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('新店流量池', '新店枠', 'Newcomer pool'),
      description: text(
        '留给新店的曝光占比。',
        '新店のために取り置く露出の割合です。',
        'The share of exposure kept for newcomers.',
      ),
    }),
    explorationSharePpm: field(share(), {
      default: 50_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('探索流量池', '探索枠', 'Exploration pool'),
      description: text(
        '用于尝试未知组合的曝光占比。',
        '未知の組み合わせを試すための露出の割合です。',
        'The share of exposure spent on trying what is not known yet.',
      ),
    }),
    meritHalfLifeDays: field(days(1, 365), {
      default: 14,
      source: 'hazumi',
      confidence: 'D',
      label: text('贡献半衰期', '貢献の半減期', 'Half-life of merit'),
      description: text(
        '私域订单的贡献每过多久减半。',
        'プライベート注文の貢献が半分になるまでの日数です。',
        'The merit of a private order halves in this time.',
      ),
    }),
    kappaPpm: field(share(), {
      default: 800_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'Below one, exposure never returns more than the fees paid, which takes the profit from wash trading (arXiv 2403.10361).',
      label: text('曝光价值上限', '露出の価値の上限', 'Cap on the value of merit'),
      description: text(
        '贡献带来的曝光价值不超过所付费用的此比例。',
        '貢献で得る露出の価値は、支払った手数料のこの割合を超えません。',
        'The value of the exposure gained never exceeds this share of the fees paid.',
      ),
    }),
    meritRelevancePpm: field(share(), {
      default: 200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('贡献池相关性下限', '貢献枠の関連性の下限', 'Relevance for merit'),
      description: text(
        '相关性低于此值的店铺在该关键词下不享有贡献流量。',
        '関連性がこの値を下回る店舗は、そのキーワードで貢献枠を得ません。',
        'A store less relevant than this to a keyword gets no merit exposure there.',
      ),
    }),
    servingRelevancePpm: field(share(), {
      default: 500_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('展示相关性下限', '表示の関連性の下限', 'Relevance to be shown'),
      description: text(
        '只展示相关性不低于最相关结果此比例的结果。',
        '最も関連する結果のこの割合以上の関連性があるものだけを表示します。',
        'Only results at least this relevant, compared with the most relevant one, are shown.',
      ),
    }),
    organicExponent: field(decimal(0, 10), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      label: text('自然池指数', '自然枠の指数', 'Organic exponent'),
      description: text(
        '相关性与质量之积按此指数计权，越大越集中于最好的。',
        '関連性と品質の積にこの指数をかけ、大きいほど上位に集中します。',
        'The exponent on relevance times quality; the larger, the more goes to the best.',
      ),
    }),
    noMeritWeightPpm: field(share(), {
      default: 10_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('无贡献者的权重', '貢献のない店舗の重み', 'Weight without merit'),
      description: text(
        '同类商品组内，没有贡献的店铺分得的小额权重。',
        '類似商品のまとまりの中で、貢献のない店舗が持つ小さな重みです。',
        'The small weight of a store without merit inside a cluster of near-duplicate goods.',
      ),
    }),
    newcomerTranches: field(list(count(1, 1_000_000), 1, 10), {
      default: [200, 1_000, 5_000],
      source: 'hazumi',
      confidence: 'D',
      label: text('新店曝光分级', '新店の露出の段階', 'Newcomer tranches'),
      description: text(
        '新店逐级获得的曝光次数，每一级都要先通过检验。',
        '新店が段階的に得る露出の回数で、各段階の前に検定があります。',
        'The impressions of a newcomer by stage; each stage is opened by a test.',
      ),
    }),
    newcomerTestPpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('新店检验阈值', '新店の検定の基準', 'Newcomer test'),
      description: text(
        '点击与成交不低于类目水平的后验概率达到此值，才进入下一级。',
        'クリックと成約がカテゴリの水準以上である事後確率がこの値に達すると次の段階に進みます。',
        "The next stage opens when clicks and sales are with this probability no worse than the category's.",
      ),
    }),
    newcomerDays: field(days(1, 365), {
      default: 60,
      source: 'hazumi',
      confidence: 'D',
      label: text('新店期', '新店の期間', 'Newcomer for'),
      description: text(
        '店铺开业后多久内可享有新店流量。',
        '開店からこの日数のあいだ新店枠の対象になります。',
        'How long after opening a store is a newcomer.',
      ),
    }),
    newcomerSlotsPerPrincipal: field(count(0, 100), {
      default: 1,
      source: 'hazumi',
      confidence: 'D',
      label: text('每主体新店名额', '主体ごとの新店枠', 'Newcomers per principal'),
      description: text(
        '同一主体同时最多有多少家店享有新店流量，已有成熟店铺的主体没有。',
        '一つの主体で同時に新店枠を使える店舗の数で、成熟した店舗を持つ主体は対象外です。',
        'How many stores of one principal may be newcomers at a time; principals with mature stores have none.',
      ),
    }),
    seatsPerPrincipal: field(count(1, 50), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      label: text('每页每主体席位', 'ページごとの主体の枠', 'Seats per principal and page'),
      description: text(
        '同一主体在一页结果中最多出现的次数。',
        '一つの主体が1ページの結果に現れる回数の上限です。',
        'How often one principal may appear on a page of results.',
      ),
    }),
    positionWeightsPpm: field(list(ppm(1, 1_000_000), 1, 100), {
      default: [
        1_000_000, 850_000, 730_000, 640_000, 570_000, 510_000, 460_000, 420_000, 390_000, 360_000, 340_000,
        320_000, 300_000, 290_000, 280_000, 270_000, 260_000, 250_000, 240_000, 230_000,
      ],
      source: 'hazumi',
      confidence: 'D',
      note: 'To be replaced by weights estimated from the exposure log.',
      label: text('位置权重', '位置の重み', 'Weights of positions'),
      description: text(
        '结果页各位置的曝光价值，第一位为百分之百。',
        '結果ページの各位置の露出の価値で、1位を100%とします。',
        'What each position of a page is worth, the first being all.',
      ),
    }),
    keywordPages: field(count(1, 1_000_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('独立关键词的最低搜索数', '独立キーワードの最低検索数', 'Searches of a keyword'),
      description: text(
        '四周内搜索次数达到此数的搜索词单独分配，其余按类目合并；因此不会公布只有少数人搜过的词。',
        '4週間の検索がこの回数に達した検索語を個別に配分し、ほかはカテゴリごとにまとめます。少数の人だけの検索語は公開されません。',
        'A search made so often within four weeks is a keyword of its own; all others are pooled by category, so that no search of a few people is published.',
      ),
    }),
    keywordsAtMost: field(count(1, 100_000), {
      default: 2_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('关键词数上限', 'キーワードの数の上限', 'Most keywords'),
      description: text(
        '一天最多有多少个独立关键词，取搜索最多的。',
        '一日に独立して配分するキーワードの数の上限で、検索の多い順に選びます。',
        'How many searches of a day are keywords of their own at most, the most frequent first.',
      ),
    }),
    forecastSmoothingPpm: field(share(), {
      default: 300_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('预测平滑系数', '予測の平滑化係数', 'Smoothing of the forecast'),
      description: text(
        '预测次日曝光时，最近一天所占的权重。',
        '翌日の露出を予測するときの、最も新しい一日の重みです。',
        'What the latest day weighs in the forecast of the next.',
      ),
    }),
    firstPages: field(count(0, 1_000_000), {
      default: 100,
      source: 'hazumi',
      confidence: 'D',
      label: text('首日页数预测', '初日のページ数の予測', 'Pages before any record'),
      description: text(
        '某页面还没有记录时，预测一天展示多少次。',
        'まだ記録のないページが一日に表示される回数の予測です。',
        'How often a page is expected to be shown on a day before there is any record of it.',
      ),
    }),
    explorationDraws: field(count(1, 1_000), {
      default: 8,
      source: 'hazumi',
      confidence: 'D',
      label: text('探索抽取次数', '探索の抽選の回数', 'Draws of exploration'),
      description: text(
        '每个关键词每天的探索流量分几份抽取。',
        'キーワードごとの一日の探索枠を何回に分けて抽選するかです。',
        "Into how many draws a keyword's exploration of a day is divided.",
      ),
    }),
    relevanceHalvingPpm: field(ppm(1, 1_000_000), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'With it nDCG@10 falls by .8 % with the allotment on; by 2 % with 200,000 (npm run search:quality).',
      label: text('相关性减半的得分差', '関連性が半分になる得点差', 'Score at which relevance halves'),
      description: text(
        '搜索得分比最佳结果低此比例时，相关性减半。',
        '検索の得点が最良の結果よりこの割合だけ低いと、関連性が半分になります。',
        'Relevance halves with each such share by which the score of the search lies below the best.',
      ),
    }),
    clickPriorPpm: field(ppm(1, 1_000_000), {
      default: 30_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('点击率先验', 'クリック率の事前値', 'Clicks for an impression, before any record'),
      description: text(
        '记录不足时假定的点击率。',
        '記録が足りないときに仮定するクリック率です。',
        'The clicks for an impression that are assumed while there is little record.',
      ),
    }),
    orderPriorPpm: field(ppm(1, 1_000_000), {
      default: 20_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('成交率先验', '成約率の事前値', 'Orders for a click, before any record'),
      description: text(
        '记录不足时假定的点击成交率。',
        '記録が足りないときに仮定する、クリックあたりの成約の割合です。',
        'The orders for a click that are assumed while there is little record.',
      ),
    }),
    marginPpm: field(share(), {
      default: 200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('毛利率假定', '粗利率の仮定', 'Assumed margin'),
      description: text(
        '估算一次曝光对店铺价值时所用的毛利率。',
        '一回の露出の店舗にとっての価値を見積もるときの粗利率です。',
        'The margin with which the worth of an impression to a store is estimated.',
      ),
    }),
  },
);
