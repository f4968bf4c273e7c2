-- Double-entry, append-only. Positive amounts are debits, negative ones credits; a transaction sums to zero in each
-- currency, and the database itself refuses one that doesn't.
create table ledger_transaction (
  store_id uuid not null,           -- the nil UUID for what belongs to no store
  id uuid not null,
  kind text not null,               -- 'orderPaid', 'refund', 'topUp', ...
  order_id uuid,
  payment_id uuid,
  refund_id uuid,
  policy_version integer not null,
  at timestamptz not null,
  primary key (store_id, id)
);
-- each of these happens once to its subject, whoever tries again
create unique index ledger_transaction_paid on ledger_transaction (order_id) where kind = 'orderPaid';
create unique index ledger_transaction_captured on ledger_transaction (payment_id) where kind in ('capture', 'topUp');
create unique index ledger_transaction_refunded on ledger_transaction (refund_id, kind) where refund_id is not null;

create table ledger_entry (
  store_id uuid not null,
  transaction_id uuid not null,
  entry_no smallint not null,
  account text not null,            -- kind of account: 'merchantPayable', 'platformFee', ...
  owner text not null,              -- whose: a store, a person, a provider; '' for the platform's own
  currency text not null,
  amount_minor bigint not null check (amount_minor <> 0),
  -- the writing transaction's id, as a number: block range indexes know how to sort those
  xid bigint not null default (pg_current_xact_id()::text::bigint),
  at timestamptz not null,
  primary key (store_id, transaction_id, entry_no),
  foreign key (store_id, transaction_id) references ledger_transaction (store_id, id)
);
-- the entries of one owner that a rolled-up balance does not hold yet
create index ledger_entry_account on ledger_entry (account, owner, currency, xid);
-- (a store's statement is the primary key read backwards: ids of transactions grow with time)

-- Balances rolled up from entries up to a position: no booking ever touches a shared row.
create table ledger_balance (
  account text not null,
  owner text not null,
  currency text not null,
  debit_minor numeric(30, 0) not null,
  credit_minor numeric(30, 0) not null,
  primary key (account, owner, currency)
);
create table ledger_rollup (
  only_row boolean primary key default true check (only_row),
  xid bigint not null               -- all entries of transactions before this one are in ledger_balance
);
insert into ledger_rollup (xid) values (0);
-- the roll-up's own reading: the newest blocks of a table that only grows, for which a block range index is enough; it costs a
-- booking nothing
create index ledger_entry_position on ledger_entry using brin (xid) with (pages_per_range = 16, autosummarize = on);

create function ledger_must_balance() returns trigger language plpgsql as $$
declare
  faulty record;
begin
  select store_id, transaction_id, currency, sum(amount_minor) as difference into faulty
    from new_entries group by store_id, transaction_id, currency having sum(amount_minor) <> 0 limit 1;
  if found then
    raise exception 'ledger transaction % is off by % %', faulty.transaction_id, faulty.difference, faulty.currency
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_entry_balances after insert on ledger_entry
  referencing new table as new_entries for each statement execute function ledger_must_balance();
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger ledger_transaction_append_only before update or delete or truncate on ledger_transaction
  for each statement execute function refuse_change();
