-- What an order is attributed by is the latest touch of each class: with the class in the key that is one place of the index, however
-- many touches of the others a visitor has left since.
alter table touch drop constraint touch_pkey;
alter table touch add primary key (visitor, store_id, source_class, at, id);
