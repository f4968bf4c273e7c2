import type { AnswerInput, endpoints, Permission } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

export type TestMe = AnswerInput<typeof endpoints.getMe>;

export const licenceId = testId('licence', 1);
const everything: Permission[] = [
  'licence.read',
  'licence.manage',
  'staff.manage',
  'store.open',
  'store.read',
  'store.edit',
  'store.close',
  'links.edit',
  'catalogue.read',
  'catalogue.edit',
  'orders.read',
  'orders.handle',
  'money.read',
  'money.refund',
  'keys.manage',
];

const person = (number: number, name: string, email: string): TestMe => ({
  id: testId('person', number),
  email,
  emailVerified: true,
  name,
  locale: 'zh-CN',
  version: 3,
  createdAt: testTime(-9000),
  hasSecondFactor: false,
  memberships: [],
  operator: null,
  creator: null,
});

/** Who can be signed in, by the word in the session's cookie. */
export const people: Record<string, TestMe> = {
  owner: {
    ...person(1, '青木 さくら', 'sakura@aoba.example'),
    memberships: [
      {
        id: testId('membership', 1),
        licenceId,
        legalName: '株式会社青葉堂',
        storeId: null,
        role: 'owner',
        permissions: everything,
      },
    ],
  },
  clerk: {
    ...person(2, '王磊', 'lei@aoba.example'),
    memberships: [
      {
        id: testId('membership', 2),
        licenceId,
        legalName: '株式会社青葉堂',
        storeId: testId('store', 1),
        role: 'clerk',
        permissions: [
          'licence.read',
          'store.read',
          'catalogue.read',
          'catalogue.edit',
          'orders.read',
          'orders.handle',
        ],
      },
    ],
  },
  newcomer: { ...person(3, 'Mina Okafor', 'mina@example.com'), emailVerified: false },
  operator: {
    ...person(4, 'Ops', 'ops@hazumi.example'),
    hasSecondFactor: true,
    operator: { role: 'operator', isActive: true, code: null },
  },
  newOperator: {
    ...person(5, 'New Ops', 'new-ops@hazumi.example'),
    operator: { role: 'operator', isActive: false, code: 'second_factor_required' },
  },
};
