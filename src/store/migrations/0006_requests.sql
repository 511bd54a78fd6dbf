-- Requests for access to restricted data, and what was answered.

create table access_request (
  id            bigint generated always as identity primary key,
  territory     text not null,
  dataset       text not null,
  account       bigint not null references account,
  organisation  bigint references organisation on delete set null,
  project       bigint references project on delete set null,
  purpose       text not null,
  comment       text not null default '',
  ends          date not null,
  state         text not null default 'requested'
                check (state in ('requested', 'accepted', 'refused', 'cancelled', 'revoked', 'expired')),
  until         timestamptz,
  asked         timestamptz not null,
  answered      timestamptz,
  answered_by   bigint references account,
  note          text not null default '',
  reminded      int,
  check (until is not null or state <> 'accepted')
);
comment on column access_request.organisation is 'On whose behalf it is asked.';
comment on column access_request.ends is 'Last day asked for, in the time zone of the territory; last day granted once it is accepted.';
comment on column access_request.until is 'When the right ends: at the end of that day. Reads compare it to the clock, whatever the state says.';
comment on column access_request.note is 'What was answered, and why.';
comment on column access_request.reminded is 'Days before the end of the last reminder that was sent.';
create unique index on access_request (territory, account, dataset) where state = 'requested';
create index on access_request (account, id desc);
create index on access_request (territory, dataset, id desc);
create index on access_request (until) where state = 'accepted';
