-- Links of the catalogue, tried from time to time; searches that people keep, and what they were told of them.

create table link_check (
  territory     text not null,
  url           text not null,
  state         text not null default 'new' check (state in ('new', 'working', 'broken', 'unsure')),
  status        integer,
  reason        text,
  fails         integer not null default 0,
  checked       timestamptz,
  next          timestamptz not null,
  primary key (territory, url)
);
comment on table link_check is 'Addresses of files and services of harvested datasets that are open, and whether they answer.';
comment on column link_check.state is 'unsure: not allowed to look, or something that may pass.';
comment on column link_check.fails is 'Times in a row that it did not answer as it should.';
create index on link_check (territory, next);

create table saved_search (
  id            bigint generated always as identity primary key,
  territory     text not null,
  account       bigint not null references account on delete cascade,
  title         text not null,
  query         text not null,
  mails         boolean not null,
  created       timestamptz not null,
  looked        timestamptz not null,
  unique (territory, account, query)
);
comment on table saved_search is 'Searches of the catalogue that people keep, to be told of what is new.';
comment on column saved_search.query is 'As in the address of the search, in one order.';
comment on column saved_search.looked is 'What came after has not been told.';
create index on saved_search (territory, looked) where mails;
