import { field, group } from '../fields/field.ts';
import { choice, column, count, days, list, points, row, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

/** What a sanction does; each has a scope and a duration of its own. */
const sanction = () =>
  choice({
    none: text('不处罚', '措置なし', 'None'),
    delist: text('下架商品', '商品の取り下げ', 'Delist'),
    noNewListings: text('禁止上新', '新規出品の停止', 'No new listings'),
    noAlliance: text('退出联盟', 'アライアンスの停止', 'No alliance'),
    noAllotment: text('停止流量分配', 'トラフィック配分の停止', 'No allotment'),
    freezeWithdrawals: text('冻结提现', '出金の凍結', 'Withdrawal freeze'),
    suspend: text('停业', '営業停止', 'Suspend'),
    ban: text('封禁', '利用禁止', 'Ban'),
  });

const severity = () =>
  choice({
    minor: text('轻微', '軽微', 'Minor'),
    moderate: text('一般', '中程度', 'Moderate'),
    major: text('严重', '重大', 'Major'),
  });

export const governance = group(
  text('治理', 'ガバナンス', 'Governance'),
  text(
    '违规记分、处罚、扩散与申诉。',
    '違反の点数、措置、波及、異議申し立て。',
    'Violations, sanctions, how they spread, and appeals.',
  ),
  {
    severityPoints: field(
      list(
        row({
          severity: column(text('程度', '程度', 'Severity'), severity()),
          points: column(text('记分', '点数', 'Points'), points(0, 100)),
        }),
        3,
        3,
      ),
      {
        default: [
          { severity: 'minor', points: 1 },
          { severity: 'moderate', points: 4 },
          { severity: 'major', points: 12 },
        ],
        source: 'hazumi',
        confidence: 'D',
        label: text('各程度的记分', '程度ごとの点数', 'Points by severity'),
        description: text(
          '一次违规按程度记多少分。',
          '違反一件につき程度に応じて付く点数です。',
          'The points that one violation carries.',
        ),
      },
    ),
    pointsLapseDays: field(days(1, 3_650), {
      default: 180,
      source: 'hazumi',
      confidence: 'D',
      label: text('记分失效', '点数の失効', 'Points lapse'),
      description: text(
        '违规记分多久之后失效。',
        '違反の点数が失効するまでの日数です。',
        'How long the points of a violation count.',
      ),
    }),
    thresholds: field(
      list(
        row({
          points: column(text('累计分数', '累計点数', 'Points'), points(1, 1_000)),
          sanction: column(text('处罚', '措置', 'Sanction'), sanction()),
          days: column(text('期限', '期間', 'Duration'), days(0, 3_650)),
        }),
        1,
        20,
      ),
      {
        default: [
          { points: 4, sanction: 'noNewListings', days: 7 },
          { points: 8, sanction: 'noAlliance', days: 15 },
          { points: 12, sanction: 'suspend', days: 7 },
          { points: 24, sanction: 'ban', days: 0 },
        ],
        source: 'hazumi',
        confidence: 'D',
        note: 'A duration of 0 days has no end of its own.',
        label: text('记分与处罚', '点数と措置', 'Points and sanctions'),
        description: text(
          '累计到多少分时给予何种处罚，0天表示没有期限。',
          '累計点数に応じた措置で、0日は無期限を表します。',
          'The sanction that a sum of points brings; a duration of 0 days has no end of its own.',
        ),
      },
    ),
    spreads: field(
      list(
        row({
          when: column(
            text('条件', '条件', 'When'),
            choice({
              sameGoods: text('同款商品', '同じ商品', 'Same goods'),
              sameConduct: text('同样行为', '同じ行為', 'Same conduct'),
              majorSeverity: text('严重违规', '重大な違反', 'Major severity'),
            }),
          ),
          sanction: column(text('处罚', '措置', 'Sanction'), sanction()),
        }),
        0,
        10,
      ),
      {
        default: [
          { when: 'sameGoods', sanction: 'delist' },
          { when: 'sameConduct', sanction: 'noNewListings' },
          { when: 'majorSeverity', sanction: 'suspend' },
        ],
        source: 'hazumi',
        confidence: 'D',
        label: text('向同主体店铺扩散', '系列店舗への波及', 'Spread to siblings'),
        description: text(
          '处罚只在这些条件下、以这种方式扩散到同一执照的其他店铺。',
          '措置はこれらの条件に限り、この形で同じ許可証の他店舗に及びます。',
          'A sanction reaches the other stores of a licence only under these conditions and in this form.',
        ),
      },
    ),
    spreadDurationPpm: field(share(), {
      default: 1_000_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'A sanction without an end spreads as one that lasts until points lapse.',
      label: text('扩散处罚的期限', '波及する措置の期間', 'Duration for siblings'),
      description: text(
        '处罚扩散到同主体店铺时，持续原期限的多少。',
        '措置が他店舗に及ぶとき、元の期間のどれだけ続くかです。',
        'How long a sibling bears a sanction that spreads, as a share of the original duration.',
      ),
    }),
    appealDays: field(days(1, 365), {
      default: 15,
      source: 'hazumi',
      confidence: 'D',
      label: text('申诉期', '異議申し立ての期間', 'Appeal within'),
      description: text(
        '处罚后多久内可以申诉。',
        '措置から異議を申し立てられる日数です。',
        'How long after a sanction an appeal may be made.',
      ),
    }),
    appealDecisionDays: field(days(1, 90), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('申诉裁定时限', '異議の裁定期限', 'Appeal decided within'),
      description: text(
        '平台应在多久内对申诉作出裁定。',
        'プラットフォームが異議を裁定する期限です。',
        'The time in which an appeal must be decided.',
      ),
    }),
    appealReviewers: field(count(1, 5), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      label: text('申诉裁定人数', '裁定に必要な人数', 'People on an appeal'),
      description: text(
        '裁定处罚的申诉需要多少人参与，包括原处理人。',
        '元の担当者を含め、異議の裁定に関わる人数です。',
        'How many people see a case until its appeal is decided, the first one included.',
      ),
    }),
    policyChangePeople: field(count(1, 5), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      label: text('规则变更所需人数', '規則の変更に必要な人数', 'People for a policy change'),
      description: text(
        '发布新版规则需要多少位运营人员同意，包括提出人。',
        '規則の新しい版の公開に同意が必要な運営者の人数で、提案者を含みます。',
        'How many operators must agree to a new version of the policy, its author included.',
      ),
    }),
  },
);
