-- Who is one and the same. A party is a licence (its UUID) or a buyer as orders name one ('person:<id>', 'guest:<hash>'); parties that share
-- a value of a kind that the policy calls strong are one principal, through any chain of such links.

-- A key that is equal for equal addresses, however they are spaced, punctuated or capitalised; nothing of the address can be read in it.
create function address_key(address jsonb) returns text language sql immutable parallel safe as $$
  select md5(lower(regexp_replace(
    coalesce(address->>'region', '') || '|' || coalesce(address->>'city', '') || '|' || coalesce(address->>'street', '') || '|'
      || coalesce(address->>'postalCode', ''), '[[:space:][:punct:]]+', '', 'g')))
$$;

-- What a party is known by. Ties of ownership go when the ownership does; what a buyer once ordered with stays.
create table principal_link (
  kind text not null check (kind in ('licence', 'payoutAccount', 'paymentInstrument', 'device', 'returnAddress')),
  value text not null,              -- 'owner:<person>', the hash of a browser's token, the key of an address
  party text not null,
  since timestamptz not null,
  primary key (kind, value, party)
);
-- what one party is known by
create index principal_link_party on principal_link (party);

-- The parties that are one with another. Whoever is not in here is a principal alone.
create table principal_member (
  party text primary key,
  principal text not null,          -- the smallest of its parties: where a licence is among them, the oldest licence's UUID
  since timestamptz not null,
  policy_version integer not null   -- the one whose strong links merged them
);
create index principal_member_principal on principal_member (principal, party);

-- An order's parcels are compared with those of all others: a number that comes twice was used twice.
create index shipment_tracking on shipment (tracking_number);
