-- Pages of categories that persons were shown: of them the day's keywords are made. What a page gave stands in `impression`, under the
-- keyword by which it was given; a category that few look at is given with its topmost one.
create table category_page_day (
  day date not null,
  category_id uuid not null,
  pages bigint not null check (pages > 0),
  primary key (day, category_id)
);
