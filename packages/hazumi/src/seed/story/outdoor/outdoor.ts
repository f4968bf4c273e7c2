import { readGoods, type Shelf } from '../catalogue-text.ts';
import { compose, usualTitle } from '../compose.ts';
import { type Business, type StoreStory, say } from '../types.ts';
import { trailColours } from './colours.ts';

const shelf: Shelf = {
  categorySlug: 'sports',
  house: say(
    'Fernhollow 在俄勒冈州波特兰设计，先在胡德山下淋过三年雨才上架。终身维修：寄回来，我们缝好再寄给你。',
    'Fernhollow はオレゴン州ポートランドの小さなブランド。フッド山の雨で三年試してから売ります。修理は生涯うけたまわります。',
    'Designed in Portland, Oregon, and rained on below Mount Hood for three years before it is sold. Repairs for life: send it back and we stitch it.',
  ),
  options: {
    size: {
      name: say('尺码', 'サイズ', 'Size'),
      values: ['S', 'M', 'L', 'XL'].map((size) => ({ texts: say(size, size, size), factor: 1, mark: size })),
    },
    people: {
      name: say('人数', '人数', 'Sleeps'),
      values: [
        { texts: say('双人', '2人用', 'two'), factor: 1, mark: '2P' },
        { texts: say('四人', '4人用', 'four'), factor: 1.42, mark: '4P' },
      ],
    },
    litres: {
      name: say('容量', '容量', 'Volume'),
      values: [
        { texts: say('40升', '40L', '40 l'), factor: 1, mark: '40' },
        { texts: say('60升', '60L', '60 l'), factor: 1.22, mark: '60' },
      ],
    },
    foot: {
      name: say('尺码', 'サイズ', 'Size'),
      values: [
        { texts: say('36–40', '23–25cm', 'EU 36–40'), factor: 1, mark: 'S' },
        { texts: say('41–45', '26–28cm', 'EU 41–45'), factor: 1, mark: 'L' },
      ],
    },
  },
  endings: [0, 5, 9],
};

const shelters: StoreStory = {
  slug: 'fernhollow-camp',
  texts: {
    'zh-CN': { name: 'Fernhollow 营地', description: '帐篷、天幕与睡具，扛得住太平洋西北的雨。' },
    ja: { name: 'Fernhollow キャンプ', description: '雨の多い北西部で育った、テントとタープ。' },
    en: {
      name: 'Fernhollow Shelters',
      description: 'Tents, tarps and sleep gear raised in Pacific Northwest rain.',
    },
  },
  categorySlug: 'sports',
  freight: { yuan: 45, freeFrom: 999 },
  opensOn: 0,
  pull: 6,
  goods: compose(shelf, {
    prefix: 'FC',
    finishes: trailColours,
    title: usualTitle,
    forms: {
      dome: {
        titles: say('Tilia 圆顶帐', 'Tilia ドームテント', 'Tilia dome tent'),
        notes: say(
          '三杆自立，十分钟搭好，前厅放得下两双靴子。',
          '3本ポールの自立式。前室に靴が二足入ります。',
          'Freestanding on three poles, up in ten minutes, with room for boots.',
        ),
        motif: 'tent/dome',
        yuan: 1290,
        options: 'people',
        pull: 5,
      },
      tunnel: {
        titles: say('Alder 隧道帐', 'Alder トンネルテント', 'Alder tunnel tent'),
        notes: say(
          '一家人的客厅，侧门可撑成雨棚。',
          '家族の居間。側面は庇になります。',
          'A living room for a family; the side becomes an awning.',
        ),
        motif: 'tent/tunnel',
        yuan: 2390,
        pull: 2,
      },
      tipi: {
        titles: say('Cedar 金字塔帐', 'Cedar ティピー', 'Cedar tipi'),
        notes: say('棉布混纺，可接烟囱。', 'コットン混。煙突穴つき。', 'Cotton blend, with a stove jack.'),
        motif: 'tent/tipi',
        yuan: 1890,
        pull: 3,
      },
      tarp: {
        titles: say('Willow 天幕 4×3', 'Willow タープ 4×3', 'Willow tarp, 4 × 3 m'),
        notes: say(
          '涂硅尼龙，一公斤出头。',
          'シリコンナイロン、約1kg。',
          'Silicone nylon, a kilo and a bit.',
        ),
        motif: 'tent/tarp',
        yuan: 590,
        pull: 5,
      },
      ridge: {
        titles: say('Hazel 单人脊帐', 'Hazel ソロテント', 'Hazel one-person tent'),
        notes: say(
          '用登山杖支撑，六百八十克。',
          'トレッキングポールで設営、680g。',
          'Pitched on trekking poles, 680 g.',
        ),
        motif: 'tent/ridge',
        yuan: 1190,
        pull: 3,
      },
      hammock: {
        titles: say('Vine 吊床', 'Vine ハンモック', 'Vine hammock'),
        notes: say(
          '附护树带，承重两百公斤。',
          'ツリーストラップ付き、耐荷重200kg。',
          'With straps that spare the bark; holds 200 kg.',
        ),
        motif: 'tent/hammock',
        yuan: 260,
        pull: 4,
      },
      bag: {
        titles: say('Fox 睡袋 0°C', 'Fox 寝袋 0℃', 'Fox sleeping bag, 0 °C'),
        notes: say('再生羽绒，六百蓬。', '再生ダウン、600FP。', 'Recycled down, 600 fill.'),
        motif: 'camp/sleepingbag',
        yuan: 890,
        pull: 4,
        stage: 'sweep',
      },
      pad: {
        titles: say('Moss 充气垫', 'Moss マット', 'Moss sleeping pad'),
        notes: say('R 值四点二，五口气吹满。', 'R値4.2、5回の吹き込みで。', 'R 4.2; five breaths fill it.'),
        motif: 'camp/pad',
        yuan: 490,
        pull: 3,
        stage: 'ledge',
      },
    },
    made: `
      dome: fern* clay sand ember
      tunnel: slate
      tipi: sand ember
      tarp: fern slate
      ridge: char clay
      hammock: clay slate sand
      bag: fern ember
      pad: slate`,
  }),
};

const packs: StoreStory = {
  slug: 'fernhollow-packs',
  texts: {
    'zh-CN': { name: 'Fernhollow 背包', description: '徒步包、通勤包与旅行袋，终身维修。' },
    ja: { name: 'Fernhollow バックパック', description: '山にも街にも。生涯修理のバッグ。' },
    en: { name: 'Fernhollow Packs', description: 'Packs for the trail and for the tram, mended for life.' },
  },
  categorySlug: 'bags',
  freight: { yuan: 35, freeFrom: 699 },
  opensOn: 1,
  pull: 5,
  goods: compose(
    { ...shelf, categorySlug: 'bags' },
    {
      prefix: 'FP',
      finishes: trailColours,
      title: usualTitle,
      forms: {
        trek: {
          titles: say('Ridge 徒步包', 'Ridge トレッキングパック', 'Ridge trekking pack'),
          notes: say(
            '背负可调，顶袋能拆成腰包。',
            '背面長の調整可。雨蓋はウエストバッグに。',
            'Adjustable back; the lid becomes a waist pack.',
          ),
          motif: 'pack/trek',
          yuan: 1090,
          options: 'litres',
          pull: 4,
        },
        day: {
          titles: say('Creek 日用包 22升', 'Creek デイパック 22L', 'Creek daypack, 22 l'),
          notes: say(
            '电脑仓悬空，不磕底。',
            '底打ちしないPCスリーブ。',
            'The laptop hangs clear of the floor.',
          ),
          motif: 'pack/day',
          yuan: 490,
          pull: 6,
        },
        roll: {
          titles: say('Drizzle 卷口包 25升', 'Drizzle ロールトップ 25L', 'Drizzle roll-top, 25 l'),
          notes: say('高频压合，全防水。', '高周波溶着の完全防水。', 'Welded seams; fully waterproof.'),
          motif: 'pack/roll',
          yuan: 620,
          pull: 4,
        },
        sling: {
          titles: say('Burrow 斜挎包', 'Burrow スリング', 'Burrow sling'),
          notes: say('手机、水、一本小书。', '携帯と水と文庫本。', 'A phone, water, a small book.'),
          motif: 'pack/sling',
          yuan: 260,
          pull: 5,
        },
        tote: {
          titles: say('Market 帆布袋', 'Market トート', 'Market tote'),
          notes: say(
            '十八盎司帆布，底部加层。',
            '18オンス帆布、二重底。',
            'Eighteen-ounce canvas with a second bottom.',
          ),
          motif: 'pack/tote',
          yuan: 180,
          pull: 5,
        },
        duffel: {
          titles: say('Harbor 旅行袋 45升', 'Harbor ダッフル 45L', 'Harbor duffel, 45 l'),
          notes: say(
            '可背可提，登机尺寸。',
            '機内持込サイズ、背負えます。',
            'Carry-on size, with straps to shoulder it.',
          ),
          motif: 'pack/duffel',
          yuan: 690,
          pull: 3,
        },
      },
      made: `
      trek: fern ember slate*
      day: slate clay char
      roll: char sand
      sling: clay fern char slate
      tote: sand slate
      duffel: ember char`,
    },
  ),
};

const kitchen: StoreStory = {
  slug: 'fernhollow-kitchen',
  texts: {
    'zh-CN': { name: 'Fernhollow 野炊', description: '锅、炉、灯与椅子，把厨房搬到河边。' },
    ja: { name: 'Fernhollow キッチン', description: '鍋、バーナー、ランタン。川辺の台所。' },
    en: {
      name: 'Fernhollow Kitchen',
      description: 'Pots, stoves, lanterns and chairs: a kitchen by the river.',
    },
  },
  categorySlug: 'sports',
  freight: { yuan: 35, freeFrom: 599 },
  opensOn: 8,
  pull: 4,
  goods: readGoods(
    shelf,
    `
    = FK01 camp/pots #8a9297 #c9704a | 390 | 5 two
    zh 露营锅具 两锅一壶
    ja クッカー 3点
    en Nesting pots, two and a kettle :: Hard-anodised aluminium; the handle locks it all together.
    = FK02 camp/pots #7a5a44 #d8b060 | 460 | 3
    zh 铸铁小炖锅 2升
    ja 小さなダッチオーブン 2L
    en Small Dutch oven, 2 l :: Cast iron, seasoned with flax oil. Bread, beans, cobbler.
    = FK03 camp/stove #5d7a4c #c9704a | 320 | 5
    zh 一体气炉
    ja ガスバーナー
    en Gas stove :: Half a litre in two and a half minutes, out of the wind.
    = FK04 camp/stove #4a5f73 #d8b060 | 560 | 2
    zh 油气两用炉
    ja マルチフューエル ストーブ
    en Two-fuel stove :: For winter and for faraway places.
    = FK05 camp/lantern #8f3a34 #c8a860 | 290 | 6
    zh 复古营灯 充电 红
    ja 充電式ランタン 赤
    en Rechargeable lantern, ember :: Dims to a candle; forty hours on low.
    = FK06 camp/lantern #3b3d3f #c8a860 | 290 | 5
    zh 复古营灯 充电 黑
    ja 充電式ランタン 黒
    en Rechargeable lantern, charcoal :: The same light in a darker coat.
    = FK07 camp/mug #f0e6d0 #4a5f73 bands | 78 | 7
    zh 珐琅杯 蓝边
    ja ホーローマグ 青
    en Enamel mug, blue rim :: It will chip one day. Keep it anyway.
    = FK08 camp/mug #5d7a4c #efe2c8 hills | 88 | 5
    zh 珐琅杯 胡德山
    ja ホーローマグ フッド山
    en Enamel mug, Mount Hood :: The view from our car park, on a good day.
    = FK09 camp/bottle #4a5f73 #d8b060 | 158 | 6
    zh 保温水壶 750ml 板岩
    ja 保温ボトル 750ml スレート
    en Insulated bottle, 750 ml, slate :: Hot for twelve hours, cold for a day.
    = FK10 camp/bottle #c9b48c #6a4a34 hills | 158 | 5
    zh 保温水壶 750ml 沙丘
    ja 保温ボトル 750ml 砂丘
    en Insulated bottle, 750 ml, dunes :: With the dunes at Florence on it.
    = FK11 camp/chair #b5623c #efe2c8 | 420+20 | 4
    zh 折叠低椅 陶土橙
    ja ローチェア クレイ
    en Low folding chair, clay :: Sits you near the fire; 1.1 kg.
    = FK12 camp/chair #5d7a4c #e0a83c | 420+20 | 4
    zh 折叠低椅 蕨绿
    ja ローチェア シダ
    en Low folding chair, fern :: The same, in green.
    = FK13 brew/press #8a9297 #6a4a34 | 240 | 3 in:kitchenware
    zh 露营法压壶 不锈钢
    ja ステンレス フレンチプレス
    en Steel French press for camp :: Double-walled; survives the trunk.
    = FK14 textile/throw #8f3a34 #e6c48a check | 460 | 3 in:bedding
    zh 羊毛营火毯
    ja ウール焚火ブランケット
    en Wool campfire blanket :: Sparks do not bother it.
    = FK15 desk/case #6a4a34 #c8a860 | 120 | 2
    zh 餐具卷包 蜡布
    ja カトラリーロール
    en Waxed cutlery roll :: Forks, knife, spoon, and a place for the corkscrew.
    `,
  ),
};

const apparel: StoreStory = {
  slug: 'fernhollow-wear',
  texts: {
    'zh-CN': { name: 'Fernhollow 穿着', description: '冲锋衣、羊毛与帽子，按层次搭配。' },
    ja: { name: 'Fernhollow ウェア', description: 'レインジャケット、ウール、帽子。重ねて着る服。' },
    en: { name: 'Fernhollow Wear', description: 'Shells, wool and hats, made to be layered.' },
  },
  categorySlug: 'apparel',
  freight: { yuan: 30, freeFrom: 599 },
  opensOn: 22,
  pull: 4,
  goods: compose(
    { ...shelf, categorySlug: 'apparel' },
    {
      prefix: 'FW',
      finishes: trailColours,
      title: usualTitle,
      forms: {
        jacket: {
          titles: say('Nimbus 三层冲锋衣', 'Nimbus レインジャケット', 'Nimbus rain shell'),
          notes: say(
            '两万毫米防水，腋下透气。',
            '耐水圧20,000mm、脇下ベンチレーション。',
            '20,000 mm, with pit zips.',
          ),
          motif: 'wear/jacket',
          yuan: 1390,
          options: 'size',
          pull: 4,
        },
        vest: {
          titles: say('Kindling 羽绒背心', 'Kindling ダウンベスト', 'Kindling down vest'),
          notes: say('塞进自己的口袋里。', 'ポケットに収まります。', 'Packs into its own pocket.'),
          motif: 'wear/vest',
          yuan: 690,
          options: 'size',
          pull: 4,
        },
        tee: {
          titles: say('Trail 美利奴短袖', 'Trail メリノT', 'Trail merino tee'),
          notes: say(
            '一百五十克美利奴，三天不臭。',
            '150gメリノ。三日着ても匂いません。',
            '150 g merino; three days are fine.',
          ),
          motif: 'wear/tee',
          yuan: 360,
          options: 'size',
          pull: 5,
        },
        trousers: {
          titles: say('Switchback 徒步裤', 'Switchback パンツ', 'Switchback trousers'),
          notes: say(
            '四向弹力，膝部加层。',
            '4方向ストレッチ、膝は二重。',
            'Stretch, with a second layer at the knee.',
          ),
          motif: 'wear/trousers',
          yuan: 520,
          options: 'size',
          pull: 3,
        },
        cap: {
          titles: say('Mill 工装帽', 'Mill キャップ', 'Mill cap'),
          notes: say('水洗棉，调节扣。', '洗いのかかったコットン。', 'Washed cotton, adjustable.'),
          motif: 'wear/cap',
          yuan: 150,
          pull: 5,
          categorySlug: 'accessories',
        },
        beanie: {
          titles: say('Harvest 毛线帽', 'Harvest ビーニー', 'Harvest beanie'),
          notes: say('俄勒冈羊毛，本地编织。', 'オレゴン産ウール。', 'Oregon wool, knitted down the road.'),
          motif: 'wear/beanie',
          yuan: 180,
          pull: 5,
          categorySlug: 'accessories',
        },
        socks: {
          titles: say('Log 徒步袜 两双', 'Log ソックス 2足', 'Log socks, two pairs'),
          notes: say(
            '脚跟加厚，不磨。',
            'かかと厚手、靴ずれしにくい編み。',
            'Cushioned heels that do not rub.',
          ),
          motif: 'wear/socks',
          yuan: 120,
          options: 'foot',
          pull: 6,
          categorySlug: 'accessories',
        },
        gloves: {
          titles: say('Flint 露指手套', 'Flint 指なし手袋', 'Flint fingerless gloves'),
          notes: say('羊毛混纺，掌心防滑。', 'ウール混、手のひらは滑り止め。', 'Wool blend with a grip.'),
          motif: 'wear/gloves',
          yuan: 140,
          pull: 3,
          categorySlug: 'accessories',
        },
      },
      made: `
      jacket: ember* slate fern
      vest: clay char
      tee: sand slate
      trousers: char sand
      cap: fern clay
      beanie: ember slate
      socks: fern sand
      gloves: ember`,
    },
  ),
};

/** An outdoor brand in Portland. */
export const outdoor: Business = {
  key: 'outdoor',
  licence: {
    legalName: 'Fernhollow Outfitters LLC',
    country: 'US',
    registrationNumber: 'OR-1947382-91',
    address: { region: 'Oregon', city: 'Portland', street: '2215 SE Division Street', postalCode: '97202' },
  },
  locale: 'en',
  owner: { key: 'maya.lindqvist', name: 'Maya Lindqvist', locale: 'en' },
  staff: [
    { key: 'theo.park', name: 'Theo Park', locale: 'en', role: 'manager' },
    { key: 'ana.ruiz', name: 'Ana Ruiz', locale: 'en', role: 'clerk' },
  ],
  carriers: ['UPS', 'FedEx', 'USPS'],
  pace: { ship: 1.4, deliver: 6 },
  walls: ['#e2ddd0', '#d5d9d2', '#e8e2d6', '#cdd4d3', '#ddd2c0'],
  stores: [shelters, packs, kitchen, apparel],
};
