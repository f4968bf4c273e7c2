import type { Locale } from '@hazumi/contracts';
import type { Chance } from '../chance.ts';

const chinese = {
  family: '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split(''),
  given:
    '雨桐 子涵 思远 嘉怡 一诺 浩然 欣妍 梓轩 若曦 明哲 书瑶 佳宁 俊杰 诗涵 文博 静怡 晨曦 宇航 语嫣 志强 晓彤 泽宇 可馨 建国 雅琴 天佑 慧敏 子墨 婉婷 景行 念慈 丽娟 国栋 心怡 振宇 海燕 知夏 立秋 如玉 青山'.split(
      ' ',
    ),
};
const japanese = {
  family:
    '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 斎藤 阿部 森 池田 橋本 石川 前田 藤田 後藤 岡田 長谷川'.split(
      ' ',
    ),
  given:
    '陽菜 蓮 結衣 湊 咲良 悠真 美月 大和 葵 樹 凛 蒼 千尋 颯太 彩花 健 真由美 翔太 由紀 直樹 遥 誠 美穂 拓也 恵 亮 久美子 浩 麻衣 聡'.split(
      ' ',
    ),
};
const english = {
  given:
    'Olivia Noah Amelia Liam Isla Ethan Grace Lucas Chloe Mason Ruby Leo Zoe Owen Hannah Jack Maya Henry Nora Felix Priya Mateo Aisha Daniel Ingrid Samuel Wei Ling Rosa Kwame Elena'.split(
      ' ',
    ),
  family:
    'Walker Nguyen Patel Brown Kim Martinez Taylor Johansson Chen OBrien Campbell Rossi Singh Bennett Okafor Fischer Hughes Tanaka Moreau Silva Reid Kowalski Ward Larsen Hall'.split(
      ' ',
    ),
};

/** A name as somebody of this language writes it. */
export function nameOf(chance: Chance, locale: Locale): string {
  switch (locale) {
    case 'zh-CN':
      return `${chance.pick(chinese.family)}${chance.pick(chinese.given)}`;
    case 'ja':
      return `${chance.pick(japanese.family)} ${chance.pick(japanese.given)}`;
    case 'en':
      return `${chance.pick(english.given)} ${chance.pick(english.family)}`;
  }
}
