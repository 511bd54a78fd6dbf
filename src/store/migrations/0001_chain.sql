-- The chain: runs and their steps, what they made, and what is current.
-- Partitions are numbers (see partition.ts); an asset that is not partitioned has the one partition 0.

create table worker (
  id       int generated always as identity primary key,
  pid      int not null,
  host     text not null,
  started  timestamptz not null default now()
);
comment on table worker is 'One row a process that does steps. It is alive while it holds the advisory lock (72630, id).';

create table run (
  id         bigint generated always as identity primary key,
  territory  text not null,
  trigger    text not null check (trigger in ('manual', 'schedule')),
  wanted     text[] not null default '{}',
  state      text not null default 'running' check (state in ('running', 'done', 'failed', 'abandoned')),
  started    timestamptz not null default now(),
  finished   timestamptz,
  unchanged  text[] not null default '{}'
);
comment on column run.wanted is 'Names asked for; empty means all.';
comment on column run.unchanged is 'Assets found up to date when the run was planned.';
create index on run (territory, id desc);

create table step (
  id            bigint generated always as identity primary key,
  run           bigint not null references run on delete cascade,
  territory     text not null,
  asset         text not null,
  partitions    int8range,
  state         text not null default 'waiting'
                check (state in ('waiting', 'queued', 'running', 'done', 'skipped', 'failed', 'blocked', 'cancelled')),
  after_steps   bigint[] not null default '{}',
  attempt       int not null default 0,
  worker        int references worker,
  queued        timestamptz,
  started       timestamptz,
  finished      timestamptz,
  progress      jsonb,
  made          int not null default 0,
  unchanged     int not null default 0,
  account       jsonb,
  footprint     jsonb,
  error         jsonb
);
comment on column step.partitions is 'What it has to make, known once its inputs are; null before.';
comment on column step.after_steps is 'Steps of the same run that must end before this one may start.';
create index on step (run);
create index on step (territory, asset, id desc);
create index on step (state) where state in ('waiting', 'queued', 'running');

create table materialization (
  id           bigint generated always as identity primary key,
  territory    text not null,
  asset        text not null,
  partition    bigint not null,
  state        text not null check (state in ('staged', 'checked', 'published', 'refused')),
  object       text not null,
  media_type   text not null,
  bytes        bigint not null,
  rows         bigint not null,
  bbox         float8[],
  quarantine   text,
  fingerprint  text not null,
  code         text not null,
  parameters   jsonb not null,
  inputs       jsonb not null,
  account      jsonb not null,
  footprint    jsonb,
  run          bigint references run on delete set null,
  step         bigint references step on delete set null,
  made         timestamptz not null default now()
);
comment on table materialization is 'One version of one asset or partition: the object in the lake and all it was made from.';
comment on column materialization.fingerprint is 'Hash of code, parameters, shape and the pinned inputs: the same fingerprint gives the same rows.';
comment on column materialization.quarantine is 'Object with the rows set aside.';
create index on materialization (territory, asset, partition, id desc);
create index on materialization (territory, asset, id desc);

create table current_version (
  territory        text not null,
  asset            text not null,
  partition        bigint not null,
  materialization  bigint not null references materialization,
  primary key (territory, asset, partition)
);
comment on table current_version is 'The pointer that readers follow. Swapped in one transaction.';
create index on current_version (materialization);

create table asset_state (
  territory  text not null,
  asset      text not null,
  recipe     text not null,
  fresh      int8multirange not null default '{}',
  failed     int8multirange not null default '{}',
  version    bigint not null default 0,
  swapped    timestamptz,
  checked    timestamptz,
  primary key (territory, asset)
);
comment on column asset_state.recipe is 'Hash of code, parameters and shape. Another recipe makes every partition stale.';
comment on column asset_state.fresh is 'Partitions that are up to date under the recipe, as ranges: 100,000 of them are one row.';
comment on column asset_state.version is 'Counts the swaps of the asset.';
comment on column asset_state.checked is 'When it was last found or made up to date.';

create table source_state (
  territory      text not null,
  asset          text not null,
  partition      bigint not null,
  address        text not null,
  sha256         text not null,
  bytes          bigint not null,
  stat           text,
  etag           text,
  last_modified  text,
  checked        timestamptz not null default now(),
  primary key (territory, asset, partition)
);
comment on column source_state.stat is 'Size, time and inode of the snapshot: the same stat is not hashed again.';

create table check_result (
  materialization  bigint not null references materialization on delete cascade,
  ordinal          int not null,
  rule             text not null,
  columns          text[] not null,
  severity         text not null check (severity in ('block', 'warn', 'quarantine')),
  passed           boolean not null,
  bad              bigint not null,
  sample           jsonb not null default '[]',
  message          jsonb not null,
  primary key (materialization, ordinal)
);
