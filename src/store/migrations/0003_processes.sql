-- Jobs: executions of processes, asked for over the API and done by workers.

create table job (
  id         uuid primary key default gen_random_uuid(),
  territory  text not null,
  process    text not null,
  state      text not null default 'accepted'
             check (state in ('accepted', 'running', 'successful', 'failed', 'dismissed')),
  access     text not null check (access in ('open', 'restricted', 'personal')),
  creator    text not null,
  listed     boolean not null default true,
  inputs     json not null,
  request    json not null,
  reads      jsonb not null default '[]',
  results    json,
  error      jsonb,
  note       jsonb,
  progress   int not null default 0 check (progress between 0 and 100),
  attempt    int not null default 0,
  worker     int references worker,
  created    timestamptz not null default now(),
  started    timestamptz,
  updated    timestamptz not null default now(),
  finished   timestamptz
);
comment on column job.id is 'Random: who knows it may ask after a job of open data.';
comment on column job.access is 'The strictest class of the assets it reads: its results are as closed as them.';
comment on column job.creator is 'Who asked: anonymous, or the key shown.';
comment on column job.listed is 'False for an execution answered at once: it is no job for anybody else, and goes when it is answered.';
comment on column job.inputs is 'As given, defaults added. Plain json, like the request and the results: their order is that of the asker.';
comment on column job.request is 'The outputs asked for, with their format and way of transmission, and the kind of response.';
comment on column job.reads is 'Versions of the assets it read.';
comment on column job.results is 'For each output a JSON value, or an object of the lake: kept for the retention, then collected.';
comment on column job.note is 'What a reader should know of the results, in both languages.';
create index on job (territory, created desc, id);
create index on job (state) where state in ('accepted', 'running');
