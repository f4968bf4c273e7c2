-- Of a number that thousands of parcels carry ('N/A') the first few are enough: in the order in which they were sent, for ids grow with time.
drop index shipment_tracking;
create index shipment_tracking on shipment (tracking_number, id);
