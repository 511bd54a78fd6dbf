-- Addresses that are called as a job goes on or ends.

create table job_call (
  job      uuid not null references job on delete cascade,
  event    text not null check (event in ('success', 'inProgress', 'failed')),
  address  text not null,
  origin   text not null,
  state    text not null default 'waiting' check (state in ('waiting', 'sent', 'given up', 'void')),
  attempt  int not null default 0,
  due      timestamptz not null default now(),
  told     int not null default -1,
  primary key (job, event)
);
comment on column job_call.origin is 'How whoever asked names this service: links are made of it.';
comment on column job_call.state is 'Void once the job has ended otherwise.';
comment on column job_call.attempt is 'Since the last one that was answered.';
comment on column job_call.told is 'The last progress that was told.';
create index on job_call (due) where state = 'waiting';
