-- What keeps the search of the catalogue up to date, and the words it takes for one another.

alter table catalogue_change add column tx xid8 not null default pg_current_xact_id();
comment on column catalogue_change.tx is
  'The transaction that made it: identifiers are not in the order of commits, so who follows the changes asks for those of transactions it may not have seen.';
create index on catalogue_change (territory, tx);

create table search_synonyms (
  territory     text primary key,
  groups        jsonb not null,
  at            timestamptz not null,
  account       bigint references account
);
comment on table search_synonyms is 'Words and phrases that search takes for one another, when an administrator said so; else those of the software.';
comment on column search_synonyms.groups is '[["vélo", "bicyclette"], …]';
