-- A row for each principal of more than one party, so that a list of them need not count all parties of the market.
create table principal (
  id text primary key,
  parties integer not null,
  licences integer not null
);
-- operators' list: those with more than one licence, the newest first
create index principal_several on principal (id) where licences > 1;
insert into principal select principal, count(*), count(*) filter (where party !~ ':') from principal_member group by principal;

-- one store's merit: what of it vested lately
create index incentive_part_store_vested on incentive_part (store_id, due_at) where vested_at is not null;
