import type { Address, Locale } from '@hazumi/contracts';
import type { Chance } from '../chance.ts';

/** A city that shoppers live in, and what addresses there look like. */
interface City {
  country: string;
  region: string;
  city: string;
  streets: readonly string[];
  postalCode: string;
  /** hours ahead of UTC; nobody here shops by the minute of a time change */
  hoursAhead: number;
}

const cities: Readonly<Record<Locale, readonly City[]>> = {
  'zh-CN': [
    {
      country: 'CN',
      region: '上海',
      city: '上海',
      streets: ['徐汇区安福路', '静安区巨鹿路', '杨浦区大学路', '浦东新区张杨路'],
      postalCode: '200031',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '北京',
      city: '北京',
      streets: ['东城区五道营胡同', '海淀区成府路', '朝阳区三里屯路'],
      postalCode: '100007',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '浙江',
      city: '杭州',
      streets: ['西湖区文三路', '拱墅区小河路', '滨江区江南大道'],
      postalCode: '310012',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '广东',
      city: '广州',
      streets: ['越秀区东山口', '天河区体育东路', '荔湾区恩宁路'],
      postalCode: '510080',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '广东',
      city: '深圳',
      streets: ['南山区科技园路', '福田区香蜜湖路', '罗湖区东门路'],
      postalCode: '518057',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '四川',
      city: '成都',
      streets: ['锦江区华兴街', '武侯区玉林西路', '青羊区宽窄巷'],
      postalCode: '610041',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '湖北',
      city: '武汉',
      streets: ['武昌区昙华林', '江岸区黎黄陂路'],
      postalCode: '430061',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '江苏',
      city: '南京',
      streets: ['玄武区颐和路', '秦淮区老门东'],
      postalCode: '210024',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '陕西',
      city: '西安',
      streets: ['碑林区书院门', '雁塔区小寨东路'],
      postalCode: '710061',
      hoursAhead: 8,
    },
    {
      country: 'CN',
      region: '福建',
      city: '厦门',
      streets: ['思明区沙坡尾', '湖里区仙岳路'],
      postalCode: '361005',
      hoursAhead: 8,
    },
  ],
  ja: [
    {
      country: 'JP',
      region: '東京都',
      city: '世田谷区',
      streets: ['下北沢', '三軒茶屋', '経堂'],
      postalCode: '155-0031',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '東京都',
      city: '台東区',
      streets: ['谷中', '蔵前', '浅草'],
      postalCode: '110-0001',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '大阪府',
      city: '大阪市中央区',
      streets: ['谷町', '北浜', '南船場'],
      postalCode: '540-0012',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '京都府',
      city: '京都市左京区',
      streets: ['一乗寺', '北白川', '岡崎'],
      postalCode: '606-8184',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '神奈川県',
      city: '鎌倉市',
      streets: ['御成町', '長谷', '由比ガ浜'],
      postalCode: '248-0012',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '福岡県',
      city: '福岡市中央区',
      streets: ['薬院', '大濠', '今泉'],
      postalCode: '810-0022',
      hoursAhead: 9,
    },
    {
      country: 'JP',
      region: '北海道',
      city: '札幌市中央区',
      streets: ['円山西町', '南一条西'],
      postalCode: '064-0944',
      hoursAhead: 9,
    },
  ],
  en: [
    {
      country: 'US',
      region: 'Oregon',
      city: 'Portland',
      streets: ['SE Hawthorne Boulevard', 'NW 23rd Avenue', 'N Mississippi Avenue'],
      postalCode: '97214',
      hoursAhead: -8,
    },
    {
      country: 'US',
      region: 'California',
      city: 'Oakland',
      streets: ['Grand Avenue', 'Piedmont Avenue'],
      postalCode: '94610',
      hoursAhead: -8,
    },
    {
      country: 'AU',
      region: 'Victoria',
      city: 'Melbourne',
      streets: ['Smith Street', 'Lygon Street', 'Sydney Road'],
      postalCode: '3065',
      hoursAhead: 10,
    },
    {
      country: 'GB',
      region: 'England',
      city: 'Bristol',
      streets: ['North Street', 'Gloucester Road'],
      postalCode: 'BS3 1HT',
      hoursAhead: 0,
    },
    {
      country: 'SG',
      region: '',
      city: 'Singapore',
      streets: ['Tiong Bahru Road', 'Joo Chiat Place'],
      postalCode: '168732',
      hoursAhead: 8,
    },
  ],
};

export interface Home {
  address: Address;
  hoursAhead: number;
}

/** Where somebody of this language lives. */
export function homeOf(chance: Chance, locale: Locale, recipient: string): Home {
  const { country, region, city, streets, postalCode, hoursAhead } = chance.pick(cities[locale]);
  const street = chance.pick(streets);
  const number = chance.whole(1, 168);
  const lines: Record<Locale, string> = {
    'zh-CN': `${street} ${number} 弄 ${chance.whole(1, 28)} 号 ${chance.whole(1, 18)}0${chance.whole(1, 4)} 室`,
    ja: `${street} ${chance.whole(1, 4)}-${chance.whole(1, 30)}-${chance.whole(1, 12)} ${chance.whole(1, 9)}0${chance.whole(1, 5)}`,
    en: `${number} ${street}`,
  };
  const phone: Record<string, string> = {
    CN: `+86 13${chance.whole(0, 9)} ${digits(chance, 4)} ${digits(chance, 4)}`,
    JP: `+81 90-${digits(chance, 4)}-${digits(chance, 4)}`,
    US: `+1 503 555 01${digits(chance, 2)}`,
    AU: `+61 491 570 1${digits(chance, 2)}`,
    GB: `+44 7700 900${digits(chance, 3)}`,
    SG: `+65 8${digits(chance, 3)} ${digits(chance, 4)}`,
  };
  return {
    address: {
      recipient,
      phone: phone[country] as string,
      country,
      region,
      city,
      street: lines[locale],
      postalCode,
    },
    hoursAhead,
  };
}

const digits = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => chance.whole(0, 9)).join('');
