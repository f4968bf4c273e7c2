import { endpoints } from '@hazumi/contracts';
import { IconScale } from '@tabler/icons-react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';

type Books = ValueOf<typeof endpoints.getTrialBalance>['currencies'][number];
type Account = Books['accounts'][number];

/** Debits and credits of every kind of account, and whether they balance. */
export function TrialBalance() {
  const t = useText();
  const format = useFormat();
  const read = useRead(endpoints.getTrialBalance);
  return (
    <Page title={t('nav.ledger')} about={t('ledger.about')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {({ asOf, currencies }) =>
          currencies.length === 0 ? (
            <Empty icon={<IconScale size={26} stroke={1.5} />} title={t('ledger.empty')}>
              {t('ledger.emptyText')}
            </Empty>
          ) : (
            <>
              <p className="soft">{t('ledger.asOf', { time: format.time(asOf) })}</p>
              {currencies.map((books) => (
                <OneCurrency key={books.currency} books={books} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OneCurrency({ books }: { books: Books }) {
  const t = useText();
  const format = useFormat();
  const money = (minor: number) => format.money(minor, books.currency);
  const difference = money(books.differenceMinor);
  const isBalanced = books.differenceMinor === 0;
  const amount = (key: 'debitMinor' | 'creditMinor' | 'balanceMinor', title: string): Column<Account> => ({
    key,
    title,
    align: 'end',
    cell: (account) => <span className="number nowrap">{money(account[key])}</span>,
  });
  const columns: Column<Account>[] = [
    {
      key: 'account',
      title: t('ledger.account'),
      main: true,
      cell: ({ account }) => t(`ledgerAccount.${account}`),
    },
    amount('debitMinor', t('ledger.debit')),
    amount('creditMinor', t('ledger.credit')),
    amount('balanceMinor', t('ledger.balance')),
  ];
  const sum = (key: 'debitMinor' | 'creditMinor') =>
    books.accounts.reduce((total, account) => total + account[key], 0);
  return (
    <Section title={`${books.currency} · ${format.currency(books.currency)}`}>
      <Notice
        tone={isBalanced ? 'good' : 'danger'}
        title={isBalanced ? t('ledger.balanced') : t('ledger.unbalanced')}
      >
        {t(isBalanced ? 'ledger.balancedText' : 'ledger.unbalancedText', {
          currency: books.currency,
          difference,
        })}
      </Notice>
      <DataTable
        caption={books.currency}
        columns={columns}
        rows={books.accounts}
        rowKey={({ account }) => account}
        dense
        foot={
          <tr>
            <th scope="row">{t('ledger.difference')}</th>
            <td data-label={t('ledger.debit')} style={{ textAlign: 'end' }}>
              <span className="number">{money(sum('debitMinor'))}</span>
            </td>
            <td data-label={t('ledger.credit')} style={{ textAlign: 'end' }}>
              <span className="number">{money(sum('creditMinor'))}</span>
            </td>
            <td data-label={t('ledger.difference')} style={{ textAlign: 'end' }}>
              <span className="number">{difference}</span>
            </td>
          </tr>
        }
      />
    </Section>
  );
}
