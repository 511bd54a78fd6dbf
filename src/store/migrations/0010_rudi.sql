-- Speaking RUDI: what a portal reports of our records, what we report of those pushed here, the keys they are pushed with;
-- and records that are described here rather than harvested.

alter table catalogue_record alter column run drop not null;
comment on column catalogue_record.run is 'The run that saw it last; null for one that was pushed here, or described in a form.';

alter table catalogue_change drop constraint catalogue_change_verb_check;
alter table catalogue_change add constraint catalogue_change_verb_check
  check (verb in ('created', 'changed', 'archived', 'restored', 'edited', 'reset', 'undone'));
alter table catalogue_change add column undoes bigint references catalogue_change;
comment on column catalogue_change.undoes is 'The change that this one takes back.';

create table organisation_key (
  id            bigint generated always as identity primary key,
  organisation  bigint not null references organisation,
  territory     text not null,
  label         text not null,
  sha256        text not null unique,
  created       timestamptz not null,
  ends          timestamptz not null,
  seen          timestamptz,
  revoked       timestamptz
);
comment on table organisation_key is 'What a program shows to push descriptions in the name of an organisation. It reads no data.';
create index on organisation_key (organisation, territory);

alter table organisation add column public_key text;
comment on column organisation.public_key is 'PEM of the RSA key for which its restricted data may be encrypted.';

create table rudi_report (
  id            uuid not null,
  territory     text not null,
  direction     text not null check (direction in ('received', 'given')),
  resource      uuid not null,
  organisation  bigint references organisation,
  at            timestamptz not null,
  status        text not null check (status in ('OK', 'KO')),
  report        jsonb not null,
  primary key (territory, id)
);
comment on table rudi_report is 'Reports of integration of RUDI.';
comment on column rudi_report.direction is 'received: a portal says what became of our record; given: we say what became of one pushed here.';
comment on column rudi_report.report is 'In the words of RUDI 1.4.1.';
create index on rudi_report (territory, resource, at desc);
create index on rudi_report (territory, at);
