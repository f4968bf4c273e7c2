-- pruning: mails that were sent long ago
create index mail_sent on mail (sent_at) where sent_at is not null;
