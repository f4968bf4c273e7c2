import { readGoods } from '../catalogue-text.ts';
import { type Business, say } from '../types.ts';

/** A maker of things for cats and dogs in Chengdu. */
export const pets: Business = {
  key: 'pets',
  licence: {
    legalName: '成都团子宠物用品有限公司',
    country: 'CN',
    registrationNumber: '91510104MA6BF27X9K',
    address: { region: '四川', city: '成都', street: '锦江区三圣路 27 号', postalCode: '610066' },
  },
  locale: 'zh-CN',
  owner: { key: 'luo.tuan', name: '罗团', locale: 'zh-CN' },
  staff: [{ key: 'deng.ke', name: '邓可', locale: 'zh-CN', role: 'clerk' }],
  carriers: ['极兔速递', '中通快递'],
  pace: { ship: 0.9, deliver: 2.8 },
  walls: ['#ece3d4', '#dfe3dc', '#f0e4da', '#d9dfe2', '#ebdccb'],
  stores: [
    {
      slug: 'tuanzi-pets',
      texts: {
        'zh-CN': { name: '团子宠物', description: '一只橘猫和一只柯基审过的好物。' },
        ja: { name: '団子ペット', description: '茶トラ猫とコーギーが選んだ、犬と猫の道具。' },
        en: { name: 'Tuanzi Pets', description: 'Approved by one ginger cat and one corgi.' },
      },
      categorySlug: 'pets',
      freight: { yuan: 8, freeFrom: 99 },
      opensOn: 0,
      pull: 6,
      goods: readGoods(
        {
          categorySlug: 'pets',
          house: say(
            '每件都由店里的「团子」（橘猫，七公斤）和「土豆」（柯基）试用两周。不喜欢可退，宠物的意见也算。',
            '店の猫「団子」（7kg）と犬「じゃがいも」が二週間試しています。気に入らなければ返品を。ペットの意見も尊重します。',
            'Tested for two weeks by Tuanzi (a cat of seven kilos) and Potato (a corgi). Send it back if yours disagrees.',
          ),
          options: {
            size: {
              name: say('尺码', 'サイズ', 'Size'),
              values: [
                { texts: say('小', 'S', 'S'), factor: 1, mark: 'S' },
                { texts: say('中', 'M', 'M'), factor: 1.15, mark: 'M' },
                { texts: say('大', 'L', 'L'), factor: 1.3, mark: 'L' },
              ],
            },
          },
          endings: [8, 9],
        },
        `
        = TZ01 pet/bed #c9a27a #efe2c8 | 129 size | 8 two
        zh 猫窝 甜甜圈 奶咖 :: 可拆洗，底部防滑。
        en Doughnut bed, latte :: The cover comes off for washing.
        = TZ02 pet/bed #8a9a86 #e9dfc8 dots | 129 size | 5
        zh 猫窝 甜甜圈 抹茶点点 :: 同款绿点。
        en Doughnut bed, green dots :: The same in green.
        = TZ03 pet/tree #d8b98a #6f8f7a | 399+30 | 5
        zh 实木猫爬架 双台 :: 剑麻柱可换，承重十五公斤。
        en Cat tree with two decks :: The sisal posts can be replaced; holds 15 kg.
        = TZ04 pet/tree #a8b0b8 #d8683a | 459+30 | 3
        zh 猫爬架 带小屋 灰 :: 小屋直径三十五厘米。
        en Cat tree with a den, grey :: Room for a large cat.
        = TZ05 pet/bowl #efe6d2 #c9605a dots | 49 | 7
        zh 陶瓷高脚碗 波点 :: 十五度斜口，护颈。
        en Raised bowl, dots :: Tilted fifteen degrees for the neck.
        = TZ06 pet/bowl #34507a #e9dfc8 waves | 49 | 4
        zh 陶瓷高脚碗 海浪 :: 微波炉可用。
        en Raised bowl, waves :: Safe in the microwave.
        = TZ07 pet/fountain #e6ecec #6f9fa8 | 139 | 6
        zh 静音饮水机 陶瓷 :: 两升，泵不漏电。
        en Silent drinking fountain :: Two litres, low-voltage pump.
        = TZ08 pettoy/wand #c9605a #d8a24a | 25 | 7
        zh 逗猫棒 孔雀羽 :: 木杆，一米线。
        en Feather wand :: A wooden rod and a metre of string.
        = TZ09 pettoy/fish #6f9fa8 #d8a24a | 39 | 6
        zh 猫薄荷鱼 两条 :: 帆布，塞满薄荷。
        en Two catnip fish :: Canvas, stuffed full.
        = TZ10 pet/ball #d8a24a #6f8f7a | 35 | 5
        zh 羊毛毡球 三只 :: 尼泊尔手作。
        en Three felt balls :: Made by hand in Nepal.
        = TZ11 pettoy/bone #c9a27a #c9605a check | 42 | 5
        zh 磨牙骨 格子布 两根 :: 发声器可取出。
        en Two chew bones in check :: The squeaker comes out, thankfully.
        = TZ12 pet/collar #7a3b30 #d8a24a | 58 size | 5
        zh 皮质项圈 铜铃 :: 植鞣革，刻名字请备注。
        en Leather collar with a bell :: Tell us the name to engrave.
        = TZ13 pet/collar #4a6f8c #efe2c8 stripes | 45 size | 4
        zh 织带项圈 蓝白条 :: 快拆扣。
        en Striped collar :: With a safety buckle.
        = TZ14 pettoy/leash #5d7a4c #e0a83c | 78 size | 4
        zh 登山绳牵引绳 绿 :: 反光丝，夜里看得见。
        en Rope lead, green :: Reflective thread for the night.
        = TZ15 pet/carrier #8a9097 #d8683a | 188 | 4
        zh 航空箱软包 灰 :: 四面透气，可放座椅下。
        en Soft carrier, grey :: Fits under the seat.
        = TZ16 pet/house #e6c48a #7a5a44 | 219+20 | 3
        zh 纸板猫屋 可涂画 :: 三分钟拼好。
        en Cardboard house to colour in :: Up in three minutes.
        = TZ17 pettoy/brush #6f8f7a #efe2c8 | 49 | 5
        zh 一键脱毛梳 :: 换毛季一天三梳。
        en Self-cleaning brush :: For the moulting season.
        = TZ18 pouch/gusset #d8a24a #7a3b30 | 98 | 6
        zh 冻干鸡肉粒 300克 :: 单一肉源，无添加。
        en Freeze-dried chicken, 300 g :: Chicken, nothing else.
        = TZ19 jar/cookies #b8743a #e6c48a | 56 | 4
        zh 狗狗饼干 南瓜 罐装 :: 人也能吃（我们试过）。
        en Pumpkin biscuits in a jar :: People can eat them (we did).
        = TZ20 pouch/kraft #c39a6b #6f8f7a | 68 | 5
        zh 豆腐猫砂 绿茶 2.5公斤 :: 可冲马桶。
        en Tofu cat litter with green tea, 2.5 kg :: It may be flushed.
        `,
      ),
    },
  ],
};
