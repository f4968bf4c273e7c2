-- What was forecast of each keyword of a day, to be held against what there was.
create table allotment_keyword (
  day date not null references allotment_day,
  keyword text not null,
  supply_micro bigint not null check (supply_micro >= 0),
  primary key (day, keyword)
);
