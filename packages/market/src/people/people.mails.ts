import type { Locale } from '@hazumi/contracts';
import type { MailText } from './mailer.ts';
import type { StaffRole } from './people.tables.ts';

/**
 * The mails about accounts, in the three languages. Paths are those of the shop's pages; a link's secret stands in the query, and
 * the pages answer with `Referrer-Policy: no-referrer`.
 */
export const mailPaths = {
  verifyEmail: '/account/verify-email',
  resetPassword: '/account/reset-password',
  confirmEmail: '/account/confirm-email',
  invitation: '/invitation',
} as const;

export function mailLink(publicUrl: string, page: keyof typeof mailPaths, token: string): string {
  const url = new URL(mailPaths[page], publicUrl);
  url.searchParams.set('token', token);
  return url.href;
}

type Texts<F> = (facts: F) => Record<Locale, MailText>;
interface Link {
  link: string;
  minutes: number;
}

const verifyEmail: Texts<Link & { name: string }> = ({ link, minutes, name }) => ({
  'zh-CN': {
    subject: '请确认您的邮箱',
    text: `${name}，您好：\n\n请打开以下链接，确认这是您的邮箱：\n${link}\n\n链接 ${minutes} 分钟内有效。如果不是您本人注册，请忽略本邮件。`,
  },
  ja: {
    subject: 'メールアドレスをご確認ください',
    text: `${name} 様\n\n次のリンクを開いて、メールアドレスの確認を完了してください。\n${link}\n\nリンクの有効期限は${minutes}分です。お心当たりがない場合は、このメールを破棄してください。`,
  },
  en: {
    subject: 'Please confirm your e-mail address',
    text: `Hello ${name},\n\nPlease open this link to confirm that this address is yours:\n${link}\n\nThe link is good for ${minutes} minutes. If you have not signed up, ignore this mail.`,
  },
});

const resetPassword: Texts<Link> = ({ link, minutes }) => ({
  'zh-CN': {
    subject: '重置密码',
    text: `有人申请重置您的密码。请打开以下链接设置新密码：\n${link}\n\n链接 ${minutes} 分钟内有效，只能使用一次。如果不是您本人操作，请忽略本邮件，密码不会改变。`,
  },
  ja: {
    subject: 'パスワードの再設定',
    text: `パスワード再設定のお申し込みを受け付けました。次のリンクから新しいパスワードを設定してください。\n${link}\n\nリンクの有効期限は${minutes}分で、使えるのは一度だけです。お心当たりがない場合は、このメールを破棄してください。パスワードは変わりません。`,
  },
  en: {
    subject: 'Set a new password',
    text: `Somebody asked for a new password for your account. Open this link to set one:\n${link}\n\nThe link is good for ${minutes} minutes and works once. If it wasn't you, ignore this mail: your password stays as it is.`,
  },
});

const confirmEmail: Texts<Link> = ({ link, minutes }) => ({
  'zh-CN': {
    subject: '请确认新邮箱',
    text: `请打开以下链接，将此邮箱设为您账号的邮箱：\n${link}\n\n链接 ${minutes} 分钟内有效。如果不是您本人操作，请忽略本邮件。`,
  },
  ja: {
    subject: '新しいメールアドレスをご確認ください',
    text: `次のリンクを開くと、このアドレスがアカウントのメールアドレスになります。\n${link}\n\nリンクの有効期限は${minutes}分です。お心当たりがない場合は、このメールを破棄してください。`,
  },
  en: {
    subject: 'Please confirm your new e-mail address',
    text: `Open this link to make this the address of your account:\n${link}\n\nThe link is good for ${minutes} minutes. If you did not ask for it, ignore this mail.`,
  },
});

const passwordChanged: Texts<object> = () => ({
  'zh-CN': {
    subject: '密码已修改',
    text: '您账号的密码刚刚被修改，其他设备已退出登录。如果不是您本人操作，请立即重置密码。',
  },
  ja: {
    subject: 'パスワードが変更されました',
    text: 'アカウントのパスワードが変更され、ほかの端末からはログアウトしました。お心当たりがない場合は、すぐにパスワードを再設定してください。',
  },
  en: {
    subject: 'Your password was changed',
    text: 'The password of your account was just changed, and other devices were signed out. If it was not you, set a new password at once.',
  },
});

const emailChanged: Texts<{ newEmail: string }> = ({ newEmail }) => ({
  'zh-CN': {
    subject: '账号邮箱已更改',
    text: `您账号的邮箱已改为 ${newEmail}，今后的邮件将发送到新邮箱。如果不是您本人操作，请联系我们。`,
  },
  ja: {
    subject: 'メールアドレスが変更されました',
    text: `アカウントのメールアドレスが ${newEmail} に変更されました。今後のメールは新しいアドレスに届きます。お心当たりがない場合はご連絡ください。`,
  },
  en: {
    subject: 'The e-mail address of your account was changed',
    text: `Your account now has the address ${newEmail}; further mails go there. If it was not you, please contact us.`,
  },
});

const secondFactorChanged: Texts<{ isOn: boolean }> = ({ isOn }) => ({
  'zh-CN': {
    subject: isOn ? '已开启两步验证' : '已关闭两步验证',
    text: `您的账号刚刚${isOn ? '开启' : '关闭'}了两步验证。如果不是您本人操作，请立即重置密码。`,
  },
  ja: {
    subject: isOn ? '二段階認証を有効にしました' : '二段階認証を無効にしました',
    text: `アカウントの二段階認証が${isOn ? '有効' : '無効'}になりました。お心当たりがない場合は、すぐにパスワードを再設定してください。`,
  },
  en: {
    subject: isOn ? 'Two-step verification is on' : 'Two-step verification is off',
    text: `Two-step verification was just turned ${isOn ? 'on' : 'off'} for your account. If it was not you, set a new password at once.`,
  },
});

const passkeyAdded: Texts<{ passkeyName: string }> = ({ passkeyName }) => ({
  'zh-CN': {
    subject: '已添加通行密钥',
    text: `您的账号刚刚添加了通行密钥“${passkeyName}”。如果不是您本人操作，请在账号安全中将其删除，并重置密码。`,
  },
  ja: {
    subject: 'パスキーが追加されました',
    text: `アカウントにパスキー「${passkeyName}」が追加されました。お心当たりがない場合は、セキュリティ設定から削除し、パスワードを再設定してください。`,
  },
  en: {
    subject: 'A passkey was added',
    text: `The passkey "${passkeyName}" was just added to your account. If it was not you, remove it in your security settings and set a new password.`,
  },
});

const accountDeleted: Texts<object> = () => ({
  'zh-CN': {
    subject: '账号已注销',
    text: '您的账号已注销，个人信息已删除。订单记录依法保留，但不再包含您的账号信息。',
  },
  ja: {
    subject: 'アカウントを削除しました',
    text: 'アカウントと個人情報を削除しました。注文の記録は法令に従って保存されますが、アカウントの情報は含まれません。',
  },
  en: {
    subject: 'Your account was deleted',
    text: 'Your account and your personal data were deleted. Records of orders are kept as the law demands, without your account.',
  },
});

export const roleNames: Record<StaffRole, Record<Locale, string>> = {
  owner: { 'zh-CN': '所有者', ja: 'オーナー', en: 'owner' },
  manager: { 'zh-CN': '店长', ja: '店長', en: 'manager' },
  clerk: { 'zh-CN': '店员', ja: 'スタッフ', en: 'clerk' },
  finance: { 'zh-CN': '财务', ja: '経理', en: 'finance' },
};

const invitation: Texts<{ link: string; days: number; inviter: string; place: string; role: StaffRole }> = ({
  link,
  days,
  inviter,
  place,
  role,
}) => ({
  'zh-CN': {
    subject: `${inviter} 邀请您加入 ${place}`,
    text: `${inviter} 邀请您以“${roleNames[role]['zh-CN']}”的身份加入 ${place}。请打开以下链接接受邀请：\n${link}\n\n链接 ${days} 天内有效，请使用收到本邮件的邮箱登录或注册。`,
  },
  ja: {
    subject: `${inviter} さんから「${place}」への招待`,
    text: `${inviter} さんが、あなたを「${place}」に${roleNames[role].ja}として招待しています。次のリンクから参加してください。\n${link}\n\nリンクの有効期限は${days}日です。このメールを受け取ったアドレスでログインまたは登録してください。`,
  },
  en: {
    subject: `${inviter} invites you to ${place}`,
    text: `${inviter} invites you to join ${place} as ${roleNames[role].en}. Open this link to accept:\n${link}\n\nThe link is good for ${days} days. Sign in, or sign up, with the address that got this mail.`,
  },
});

export const peopleMails = {
  verifyEmail,
  resetPassword,
  confirmEmail,
  passwordChanged,
  emailChanged,
  secondFactorChanged,
  passkeyAdded,
  accountDeleted,
  invitation,
};
