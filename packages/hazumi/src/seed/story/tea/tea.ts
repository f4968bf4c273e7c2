import type { Business } from '../types.ts';
import { darkStores } from './dark.ts';
import { greenStores } from './green.ts';
import { herbalStores } from './herbal.ts';
import { lightStores } from './light.ts';
import { wareStores } from './ware.ts';

/** A tea farm near Hangzhou that runs one small store for each kind of tea: the store matrix of the market. */
export const tea: Business = {
  key: 'tea',
  licence: {
    legalName: '杭州云栖茶业有限公司',
    country: 'CN',
    registrationNumber: '91330106MA2KJ4T70W',
    address: { region: '浙江', city: '杭州', street: '西湖区梅家坞路 88 号', postalCode: '310008' },
  },
  locale: 'zh-CN',
  owner: { key: 'lin.yun', name: '林芸', locale: 'zh-CN' },
  staff: [
    { key: 'zhou.ming', name: '周明', locale: 'zh-CN', role: 'manager' },
    { key: 'xiao.qing', name: '肖晴', locale: 'zh-CN', role: 'clerk' },
    { key: 'he.hui', name: '何慧', locale: 'zh-CN', role: 'finance' },
  ],
  carriers: ['顺丰速运', '中通快递', '京东物流'],
  pace: { ship: 0.8, deliver: 2.4 },
  walls: ['#e9e3d4', '#dde3d6', '#efe8dc', '#d8ddd2', '#e6dccb'],
  stores: [...greenStores, ...darkStores, ...wareStores, ...lightStores, ...herbalStores],
};
