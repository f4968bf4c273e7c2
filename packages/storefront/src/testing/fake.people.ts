import type { Address, me } from '@hazumi/contracts';
import { type Asker, type FakeApi, FakeProblem, newId } from './fake.api.ts';
import { openedAt } from './fake.catalogue.ts';

type Me = (typeof me)['_output'];

export interface Person {
  me: Me;
  password: string;
  addresses: { id: string; version: number; isDefault: boolean; address: Address }[];
  balanceMinor: number;
}

/** Who there is, and which of them each session belongs to. */
export interface People {
  persons: Person[];
  /** session cookie -> person */
  sessions: Map<string, Person>;
  guests: Set<string>;
}

export const password = 'correct horse battery';
export const goodToken = 'a'.repeat(43);
export const oldToken = 'b'.repeat(43);
export const goodCode = '123456';
export const home: Address = {
  recipient: '林一',
  phone: '+86 138 0000 0000',
  country: 'CN',
  region: '江西',
  city: '景德镇',
  street: '陶阳里 12 号',
  postalCode: '333000',
};

let made = 0;

export function makePerson(email: string, name: string, more: Partial<Me> = {}): Person {
  return {
    me: {
      id: newId('person'),
      email,
      emailVerified: true,
      name,
      locale: 'zh-CN',
      version: 1,
      createdAt: openedAt,
      hasSecondFactor: false,
      memberships: [],
      operator: null,
      creator: null,
      ...more,
    },
    password,
    addresses: [{ id: newId('address'), version: 1, isDefault: true, address: home }],
    balanceMinor: 20000,
  };
}

/** Who asks, or `unauthenticated`. */
export function personOf(people: People, asker: Asker): Person {
  const person = asker.session === undefined ? undefined : people.sessions.get(asker.session);
  if (person === undefined) throw new FakeProblem('unauthenticated');
  return person;
}

/** The name under which carts and orders are kept: a person's or a guest's. */
export function shopperOf(people: People, asker: Asker): string {
  const person = asker.session === undefined ? undefined : people.sessions.get(asker.session);
  if (person !== undefined) return person.me.id;
  if (asker.guest !== undefined && people.guests.has(asker.guest)) return asker.guest;
  throw new FakeProblem('unauthenticated');
}

export function installPeople(fake: FakeApi, people: People): void {
  const { handlers } = fake;
  const expiresAt = '2027-01-01T00:00:00Z';
  const begin = (person: Person, asker: Asker) => {
    made += 1;
    const token = `session-${made}`;
    people.sessions.set(token, person);
    asker.setCookie('session', token);
    return { secondFactorRequired: false as const, token, expiresAt, me: person.me };
  };
  const checkPassword = (person: Person, given: string) => {
    if (given !== person.password) throw new FakeProblem('wrong_password');
  };
  const checkToken = (token: string) => {
    if (token !== goodToken) throw new FakeProblem('link_expired');
  };

  handlers.startGuest = (_input, asker) => {
    made += 1;
    const token = `guest-${made}`.padEnd(43, '0');
    people.guests.add(token);
    asker.setCookie('guest', token);
    return { token };
  };
  handlers.signUp = ({ body }, asker) => {
    if (people.persons.some((one) => one.me.email === body.email)) throw new FakeProblem('email_taken');
    if (body.password === 'password1234') throw new FakeProblem('weak_password');
    const person = makePerson(body.email, body.name, {
      emailVerified: false,
      locale: body.locale ?? 'zh-CN',
    });
    person.addresses = [];
    person.balanceMinor = 0;
    person.password = body.password;
    people.persons.push(person);
    return begin(person, asker);
  };
  handlers.signIn = ({ body }, asker) => {
    const person = people.persons.find((one) => one.me.email === body.email);
    if (person === undefined || person.password !== body.password)
      throw new FakeProblem('invalid_credentials');
    if (!person.me.hasSecondFactor) return begin(person, asker);
    return {
      secondFactorRequired: true,
      code: 'second_factor_required',
      challenge: `challenge-of-${person.me.id}`,
      expiresAt,
    };
  };
  handlers.signInSecondFactor = ({ body }, asker) => {
    const person = people.persons.find((one) => body.challenge === `challenge-of-${one.me.id}`);
    if (person === undefined) throw new FakeProblem('challenge_expired');
    if (body.code !== goodCode) throw new FakeProblem('invalid_code');
    return begin(person, asker);
  };
  handlers.signOut = (_input, asker) => {
    people.sessions.delete(asker.session ?? '');
    asker.setCookie('session', '');
    return undefined as never;
  };
  handlers.getMe = (_input, asker) => personOf(people, asker).me;
  handlers.changeMe = ({ body }, asker, headers) => {
    const { me } = personOf(people, asker);
    if (headers.get('if-match') !== `"v${me.version}"`) throw new FakeProblem('version_conflict');
    if (body.name !== undefined) me.name = body.name;
    if (body.locale !== undefined) me.locale = body.locale;
    me.version += 1;
    return me;
  };
  handlers.exportMe = (_input, asker) => {
    const { me, addresses } = personOf(people, asker);
    return {
      exportedAt: openedAt,
      me,
      addresses,
      sessions: [],
      passkeys: [],
      apiKeys: [],
      events: [],
      areas: {},
    };
  };
  handlers.deleteMe = ({ body }, asker) => {
    checkPassword(personOf(people, asker), body.password);
    people.sessions.delete(asker.session ?? '');
    return undefined as never;
  };
  handlers.changePassword = ({ body }, asker) => {
    const person = personOf(people, asker);
    checkPassword(person, body.currentPassword);
    person.password = body.newPassword;
    return undefined as never;
  };
  handlers.requestEmailVerification = (_input, asker) => {
    personOf(people, asker);
    return {};
  };
  handlers.requestEmailChange = ({ body }, asker) => {
    checkPassword(personOf(people, asker), body.password);
    return {};
  };
  handlers.requestPasswordReset = () => ({});
  const withToken = ({ body }: { body: { token: string } }) => {
    checkToken(body.token);
    return undefined as never;
  };
  handlers.resetPassword = withToken;
  handlers.verifyEmail = withToken;
  handlers.confirmEmailChange = withToken;
  handlers.listSessions = (_input, asker) => {
    personOf(people, asker);
    const one = { expiresAt, createdAt: openedAt, address: '192.0.2.7', hasSecondFactor: false };
    return {
      data: [
        {
          ...one,
          id: newId('session'),
          isCurrent: true,
          userAgent: 'Mozilla/5.0 (X11; Linux) Chrome/140 Safari/537',
        },
        {
          ...one,
          id: newId('session'),
          isCurrent: false,
          userAgent: 'Mozilla/5.0 (iPhone) Version/18 Safari/604',
        },
      ],
    };
  };
  const forPerson = (_input: unknown, asker: Asker) => {
    personOf(people, asker);
    return undefined as never;
  };
  handlers.revokeSession = forPerson;
  handlers.revokeOtherSessions = forPerson;
  handlers.listPasskeys = (_input, asker) => {
    personOf(people, asker);
    return { data: [{ id: newId('passkey'), name: 'Pixel', createdAt: openedAt, isBackedUp: true }] };
  };
  handlers.removePasskey = forPerson;
  const codes = ['aaaa-1111', 'bbbb-2222', 'cccc-3333', 'dddd-4444'];
  handlers.startSecondFactor = ({ body }, asker) => {
    checkPassword(personOf(people, asker), body.password);
    return {
      uri: 'otpauth://totp/Hazumi?secret=JBSWY3DPEHPK3PXP',
      secret: 'JBSWY3DPEHPK3PXP',
      backupCodes: codes,
    };
  };
  handlers.confirmSecondFactor = ({ body }, asker) => {
    if (body.code !== goodCode) throw new FakeProblem('invalid_code');
    const person = personOf(people, asker);
    person.me.hasSecondFactor = true;
    return begin(person, asker);
  };
  handlers.removeSecondFactor = ({ body }, asker) => {
    const person = personOf(people, asker);
    checkPassword(person, body.password);
    if (body.code !== goodCode) throw new FakeProblem('invalid_code');
    person.me.hasSecondFactor = false;
    return begin(person, asker);
  };
  handlers.renewBackupCodes = ({ body }, asker) => {
    checkPassword(personOf(people, asker), body.password);
    return { backupCodes: codes };
  };
  handlers.previewInvitation = ({ body }) => {
    checkToken(body.token);
    return {
      email: 'lin@example.com',
      legalName: '景德镇山水陶瓷有限公司',
      country: 'CN',
      storeName: null,
      role: 'clerk',
      expiresAt,
    };
  };
  handlers.acceptInvitation = ({ body }, asker) => {
    personOf(people, asker);
    checkToken(body.token);
    return {
      id: newId('membership'),
      licenceId: newId('licence'),
      legalName: '景德镇山水陶瓷有限公司',
      storeId: null,
      role: 'clerk',
      permissions: [],
    };
  };
  installAddresses(fake, people);
}

function installAddresses(fake: FakeApi, people: People): void {
  const { handlers } = fake;
  handlers.listAddresses = (_input, asker) => ({ data: personOf(people, asker).addresses });
  handlers.addAddress = ({ body }, asker) => {
    const { addresses } = personOf(people, asker);
    const isDefault = body.isDefault || addresses.length === 0;
    if (isDefault) for (const one of addresses) one.isDefault = false;
    const entry = { id: newId('address'), version: 1, isDefault, address: body.address };
    addresses.push(entry);
    return entry;
  };
  handlers.changeAddress = ({ params, body }, asker, headers) => {
    const { addresses } = personOf(people, asker);
    const entry = addresses.find((one) => one.id === params.addressId);
    if (entry === undefined) throw new FakeProblem('not_found');
    if (headers.get('if-match') !== `"v${entry.version}"`) throw new FakeProblem('version_conflict');
    Object.assign(entry, { address: body.address, isDefault: body.isDefault, version: entry.version + 1 });
    return entry;
  };
  handlers.removeAddress = ({ params }, asker) => {
    const person = personOf(people, asker);
    person.addresses = person.addresses.filter((one) => one.id !== params.addressId);
    return undefined as never;
  };
}
