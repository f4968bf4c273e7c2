-- What the scorecard looks at: a store's private orders of the window.
create index orders_private on orders (paid_at) where source_class = 'private' and paid_at is not null;
