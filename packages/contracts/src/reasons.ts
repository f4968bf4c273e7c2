import { z } from 'zod';
import type { Locale } from './common.ts';

type Names<T extends string> = Readonly<Record<T, Readonly<Record<Locale, string>>>>;

const name = (zh: string, ja: string, en: string) => ({ 'zh-CN': zh, ja, en });

/** Why an identity check was refused, by a registry or by hand. */
export const refusalReason = z
  .enum([
    'notFound',
    'nameMismatch',
    'struckOff',
    'registrationExpired',
    'documentUnreadable',
    'documentMismatch',
    'registrationNumberTaken',
    'other',
  ])
  .meta({ id: 'RefusalReason' });
export type RefusalReason = z.output<typeof refusalReason>;

export const refusalReasonNames: Names<RefusalReason> = {
  notFound: name(
    '登记机关查无此注册号',
    '登録機関にこの登録番号がありません',
    'The registry does not know this number',
  ),
  nameMismatch: name(
    '名称与登记信息不一致',
    '名称が登録内容と一致しません',
    'The name differs from the registered one',
  ),
  struckOff: name('该主体已注销', '登録が抹消されています', 'The entity has been struck off'),
  registrationExpired: name('登记已过期', '登録の有効期限が切れています', 'The registration has expired'),
  documentUnreadable: name('证明文件无法辨认', '書類が判読できません', 'A document cannot be read'),
  documentMismatch: name(
    '证明文件与填写内容不一致',
    '書類と入力内容が一致しません',
    'A document says something else than the form',
  ),
  registrationNumberTaken: name(
    '该注册号已由其他账号认证',
    'この登録番号は別のアカウントで認証済みです',
    'This number is verified under another account',
  ),
  other: name('其他原因', 'その他の理由', 'Another reason'),
};

/** Why an operator acted against a licence or a store. */
export const sanctionReason = z
  .enum([
    'counterfeitGoods',
    'prohibitedGoods',
    'fakeOrders',
    'misleadingInformation',
    'unshippedOrders',
    'consumerHarm',
    'identityDoubt',
    'authorityOrder',
    'other',
  ])
  .meta({ id: 'SanctionReason' });
export type SanctionReason = z.output<typeof sanctionReason>;

export const sanctionReasonNames: Names<SanctionReason> = {
  counterfeitGoods: name('销售假冒商品', '模倣品の販売', 'Counterfeit goods'),
  prohibitedGoods: name('销售禁售商品', '販売禁止商品の販売', 'Prohibited goods'),
  fakeOrders: name('刷单', '架空注文', 'Fabricated orders'),
  misleadingInformation: name('信息不实', '虚偽または誤認を招く表示', 'Misleading information'),
  unshippedOrders: name('未按时发货', '注文の未発送', 'Orders not shipped'),
  consumerHarm: name('损害消费者权益', '消費者の利益を損なう行為', 'Harm to shoppers'),
  identityDoubt: name('主体身份存疑', '事業者情報の疑義', 'Doubts about who the seller is'),
  authorityOrder: name('应主管部门要求', '行政機関の要請', 'An order of the authorities'),
  other: name('其他原因', 'その他の理由', 'Another reason'),
};
