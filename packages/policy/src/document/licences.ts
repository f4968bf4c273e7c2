import { field, group } from '../fields/field.ts';
import { bytes, count, days, list, minutes, word } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const licences = group(
  text('执照', '営業許可証', 'Licences'),
  text(
    '执照登记、证明文件和身份核验。',
    '許可証の登録、証明書類、本人確認。',
    'Registration of a licence, its documents and the identity check.',
  ),
  {
    documentMaxBytes: field(bytes(1_024, 104_857_600), {
      default: 10_485_760,
      source: 'hazumi',
      confidence: 'D',
      label: text('证明文件大小上限', '書類のサイズ上限', 'Largest document'),
      description: text(
        '上传的单个证明文件不能超过的大小。',
        'アップロードする書類一点のサイズの上限です。',
        'The size that one uploaded document must not exceed.',
      ),
    }),
    documentsPerLicence: field(count(1, 50), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('证明文件数量上限', '書類の点数の上限', 'Documents per licence'),
      description: text(
        '一张执照最多可以上传的证明文件数。',
        '一つの許可証にアップロードできる書類の点数の上限です。',
        'The most documents that may be uploaded for one licence.',
      ),
    }),
    documentMediaTypes: field(list(word(/^[a-z]+\/[a-z0-9.+-]+$/), 1, 20), {
      default: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'],
      source: 'hazumi',
      confidence: 'D',
      label: text('可上传的文件类型', '受け付ける書類の形式', 'Accepted document types'),
      description: text(
        '可以作为证明文件上传的媒体类型。',
        '証明書類として受け付けるメディアタイプです。',
        'The media types accepted as documents.',
      ),
    }),
    submissionsPerDay: field(count(1, 100), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('每日提交核验次数', '1日の確認申請の上限', 'Checks a day'),
      description: text(
        '一张执照在24小时内最多可以提交身份核验的次数。',
        '一つの許可証が24時間以内に本人確認を申請できる回数の上限です。',
        'How often one licence may be submitted for the identity check within 24 hours.',
      ),
    }),
    checkRetryMinutes: field(minutes(1, 1_440), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('核验重试间隔', '確認の再試行間隔', 'Check retry'),
      description: text(
        '登记机构没有答复时，过多久再次查询。',
        '登録機関から回答がないとき、次に問い合わせるまでの時間です。',
        'How long to wait before asking the registry again when it has not answered.',
      ),
    }),
    checkEscalationDays: field(days(1, 60), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('转人工核验', '手動確認への切り替え', 'Check by hand after'),
      description: text(
        '登记机构持续不答复多久之后，转由运营人员人工核验。',
        '登録機関の回答がこの日数得られないと、運営者による手動確認に移ります。',
        'After this long without an answer from the registry, an operator checks by hand.',
      ),
    }),
  },
);
