import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTable } from './start.table.ts';

test('the table names addresses, logins, the data and the way out', () => {
  const table = startTable({
    addresses: [
      { name: 'Shop', url: 'http://localhost:3000/' },
      { name: 'Mail', url: 'http://localhost:3000/dev/mail' },
    ],
    logins: [{ role: 'Merchant', email: 'm@example.test', password: 'secret' }],
    dataFolder: '/data',
    databasePlace: '/var/lib/hazumi/postgres-1',
  });
  const rule = '-'.repeat(46);
  assert.equal(
    table,
    `${rule}
  Shop        http://localhost:3000/
  Mail        http://localhost:3000/dev/mail
${rule}
  Merchant    m@example.test  secret
${rule}
  Data        /data
  Database    /var/lib/hazumi/postgres-1
  Stop        Ctrl-C
  Start over  npm start -- --fresh
${rule}
`,
  );
});

test('a database inside the data folder has no line of its own, and no logins no section', () => {
  const table = startTable({
    addresses: [{ name: 'Shop', url: 'http://localhost:3000/' }],
    logins: [],
    dataFolder: '/data',
    databasePlace: '/data/postgres',
  });
  assert.doesNotMatch(table, /Database/);
  assert.equal(table.split('\n').filter((line) => line.startsWith('-')).length, 3);
});
