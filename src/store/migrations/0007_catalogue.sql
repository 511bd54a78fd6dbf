-- Records of the catalogue that come from elsewhere, what people change in any record, and the harvests.

create table harvest_run (
  id            bigint generated always as identity primary key,
  territory     text not null,
  source        text not null,
  started       timestamptz not null,
  ended         timestamptz,
  state         text not null check (state in ('running', 'done', 'stopped', 'failed')),
  mode          text not null check (mode in ('full', 'changes')),
  pages         integer not null default 0,
  announced     integer,
  seen          integer not null default 0,
  created       integer not null default 0,
  changed       integer not null default 0,
  unchanged     integer not null default 0,
  archived      integer not null default 0,
  refused       integer not null default 0,
  repaired      integer not null default 0,
  notes         jsonb not null default '[]',
  error         jsonb
);
comment on column harvest_run.mode is 'full: everything was listed, so what is missing has gone; changes: only what changed since the last one.';
comment on column harvest_run.announced is 'How many records the source says it has.';
comment on column harvest_run.refused is 'Records that cannot be used; those seen before keep their last good version.';
comment on column harvest_run.repaired is 'Records that could be used once mended.';
comment on column harvest_run.notes is 'What the source did wrong that did not stop the harvest: [{code, say}].';
create unique index on harvest_run (territory, source) where state = 'running';
create index on harvest_run (territory, source, id desc);

create table catalogue_record (
  territory     text not null,
  id            text not null,
  source        text not null,
  external      text not null,
  state         text not null check (state in ('active', 'archived', 'refused')),
  record        jsonb,
  raw           text,
  hash          text not null,
  first_seen    timestamptz not null,
  last_seen     timestamptz not null,
  run           bigint not null references harvest_run,
  errors        jsonb not null default '[]',
  repairs       jsonb not null default '[]',
  primary key (territory, id),
  unique (territory, source, external),
  check (record is not null or state = 'refused')
);
comment on table catalogue_record is 'Descriptions of datasets that are held elsewhere.';
comment on column catalogue_record.record is 'The last good version, on the terms of our catalogue; null when there never was one.';
comment on column catalogue_record.raw is 'The beginning of what came, of a record that cannot be used.';
comment on column catalogue_record.hash is 'SHA-256 of what came last, usable or not.';
comment on column catalogue_record.run is 'The run that saw it last.';
comment on column catalogue_record.errors is 'Why what came last cannot be used: [{code, field, say}].';
comment on column catalogue_record.repairs is 'What was mended in it: [{code, field, say}].';
create index on catalogue_record (territory, state, id);

create table harvest_report (
  run           bigint not null references harvest_run on delete cascade,
  external      text not null,
  dataset       text not null,
  title         text not null,
  outcome       text not null check (outcome in ('created', 'changed', 'restored', 'archived', 'refused')),
  errors        jsonb not null default '[]',
  repairs       jsonb not null default '[]',
  primary key (run, external)
);
comment on table harvest_report is 'What became of each record in a run; those that did not change are only counted.';

create table catalogue_edit (
  territory     text not null,
  dataset       text not null,
  field         text not null,
  value         jsonb not null,
  at            timestamptz not null,
  kind          text not null check (kind in ('account', 'operator')),
  account       bigint references account,
  primary key (territory, dataset, field)
);
comment on table catalogue_edit is 'What people say of a dataset instead of what its source or its asset says. It outlives harvests and runs.';

create table catalogue_change (
  id            bigint generated always as identity primary key,
  territory     text not null,
  dataset       text not null,
  at            timestamptz not null,
  verb          text not null check (verb in ('created', 'changed', 'archived', 'restored', 'edited', 'reset')),
  kind          text not null check (kind in ('account', 'operator', 'service')),
  account       bigint references account,
  run           bigint references harvest_run,
  fields        jsonb not null
);
comment on table catalogue_change is 'Every change of a record: who, when, what. Never removed.';
comment on column catalogue_change.fields is '[{field, before, after}]; empty where the whole record comes or goes.';
create index on catalogue_change (territory, dataset, id desc);
create index on catalogue_change (territory, id desc);
