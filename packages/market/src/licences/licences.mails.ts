import {
  type Locale,
  type RefusalReason,
  refusalReasonNames,
  type SanctionReason,
  sanctionReasonNames,
} from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import type { Market } from '../market.ts';
import type { MailText } from '../people/mailer.ts';
import type { LicenceRow } from './licences.repository.ts';
import type { Why } from './licences.transition.ts';

type Occasion = 'verified' | 'refused' | 'suspended' | 'reinstated' | 'banned';

/** Tells the contact of a licence what became of it, in the language in which it was registered. */
export async function mailAboutLicence(
  market: Pick<Market, 'mailer' | 'settings'>,
  tx: Tx,
  ctx: Ctx,
  licence: LicenceRow,
  occasion: Occasion,
  why: Why,
): Promise<void> {
  const locale = licence.contact_locale;
  const text = texts[locale][occasion]({ name: licence.legal_name, why: explanation(why, locale) });
  const link = new URL('/console/licences', market.settings.publicUrl).href;
  await market.mailer.enqueue(tx, ctx, {
    to: licence.contact_email,
    locale,
    template: `licence.${occasion}`,
    text: { subject: text.subject, text: `${text.text}\n\n${link}` },
  });
}

/** The reason in words and the operator's note, each on a line of its own. */
function explanation({ reason, note }: Why, locale: Locale): string {
  const name =
    reason === undefined
      ? undefined
      : (refusalReasonNames[reason as RefusalReason] ?? sanctionReasonNames[reason as SanctionReason])?.[
          locale
        ];
  const label = { 'zh-CN': '原因：', ja: '理由：', en: 'Reason: ' }[locale];
  return [name === undefined ? undefined : `${label}${name}`, note].filter(Boolean).join('\n');
}

type Write = (facts: { name: string; why: string }) => MailText;

const texts: Readonly<Record<Locale, Readonly<Record<Occasion, Write>>>> = {
  'zh-CN': {
    verified: ({ name }) => ({
      subject: '营业执照已通过核验',
      text: `“${name}”已通过身份核验。已申请的店铺现已开业，您也可以继续开设新店。`,
    }),
    refused: ({ name, why }) => ({
      subject: '营业执照未通过核验',
      text: `“${name}”未通过身份核验。\n${why}\n\n请更正后重新提交。`,
    }),
    suspended: ({ name, why }) => ({
      subject: '营业执照已被暂停',
      text: `“${name}”及其所有店铺已暂停销售，现有订单仍需照常履行。\n${why}`,
    }),
    reinstated: ({ name, why }) => ({
      subject: '营业执照已恢复',
      text: `“${name}”已恢复正常，各店铺回到暂停前的状态。${why === '' ? '' : `\n${why}`}`,
    }),
    banned: ({ name, why }) => ({
      subject: '营业执照已被封禁',
      text: `“${name}”已被封禁，其店铺不能再销售商品，现有订单仍需照常履行。\n${why}`,
    }),
  },
  ja: {
    verified: ({ name }) => ({
      subject: '営業許可証の確認が完了しました',
      text: `「${name}」の本人確認が完了しました。お申し込み済みの店舗は開店し、新しい店舗も開けるようになりました。`,
    }),
    refused: ({ name, why }) => ({
      subject: '営業許可証を確認できませんでした',
      text: `「${name}」の本人確認ができませんでした。\n${why}\n\n内容を修正のうえ、もう一度お申し込みください。`,
    }),
    suspended: ({ name, why }) => ({
      subject: '営業許可証の利用を停止しました',
      text: `「${name}」とそのすべての店舗の販売を停止しました。受注済みの注文は引き続きご対応ください。\n${why}`,
    }),
    reinstated: ({ name, why }) => ({
      subject: '営業許可証の停止を解除しました',
      text: `「${name}」の停止を解除しました。各店舗は停止前の状態に戻ります。${why === '' ? '' : `\n${why}`}`,
    }),
    banned: ({ name, why }) => ({
      subject: '営業許可証の利用を禁止しました',
      text: `「${name}」の利用を禁止しました。その店舗では今後販売できません。受注済みの注文は引き続きご対応ください。\n${why}`,
    }),
  },
  en: {
    verified: ({ name }) => ({
      subject: 'Your licence is verified',
      text: `"${name}" has passed its identity check. Stores you applied for are open now, and you can open more.`,
    }),
    refused: ({ name, why }) => ({
      subject: 'Your licence could not be verified',
      text: `"${name}" did not pass its identity check.\n${why}\n\nPlease correct it and submit it again.`,
    }),
    suspended: ({ name, why }) => ({
      subject: 'Your licence is suspended',
      text: `"${name}" and all its stores may not sell for now. Orders you already have must still be fulfilled.\n${why}`,
    }),
    reinstated: ({ name, why }) => ({
      subject: 'Your licence is reinstated',
      text: `The suspension of "${name}" has ended. Each store is again what it was before.${why === '' ? '' : `\n${why}`}`,
    }),
    banned: ({ name, why }) => ({
      subject: 'Your licence is banned',
      text: `"${name}" is banned, and its stores will not sell again. Orders you already have must still be fulfilled.\n${why}`,
    }),
  },
};
