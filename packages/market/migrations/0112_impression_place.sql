-- Whether a batch was written whose answer was lost is known of its transaction (pg_xact_status); no number is needed for it.
alter table impression_place drop column batch;
