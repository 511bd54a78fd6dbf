-- Organisations, who belongs to them, the datasets they answer for, and the projects that reuse data.

create table organisation (
  id        bigint generated always as identity primary key,
  slug      text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name      text not null,
  kind      text not null check (kind in ('public', 'private', 'association', 'research', 'inhabitants')),
  summary   text not null default '',
  url       text,
  email     text,
  state     text not null check (state in ('pending', 'active', 'refused', 'closed')),
  declared  boolean not null default false,
  created   timestamptz not null
);
comment on column organisation.slug is 'Names it in addresses; never changes.';
comment on column organisation.declared is 'Whether a territory file declares it: what it says there is not changed here.';
create index on organisation (state, name);

create table member (
  organisation  bigint not null references organisation on delete cascade,
  account       bigint not null references account on delete cascade,
  role          text not null check (role in ('manager', 'producer', 'member')),
  since         timestamptz not null,
  primary key (organisation, account)
);
comment on column member.role is 'manager: also says who the members are; producer: reads its datasets and decides who else does; member: belongs.';
create index on member (account);

create table invitation (
  organisation  bigint not null references organisation on delete cascade,
  email         text not null,
  role          text not null check (role in ('manager', 'producer', 'member')),
  created       timestamptz not null,
  primary key (organisation, email)
);
comment on table invitation is 'Members to be, who have no account yet: they become members as their account opens.';
create index on invitation (email);

create table dataset_owner (
  territory     text not null,
  dataset       text not null,
  organisation  bigint not null references organisation on delete cascade,
  declared      boolean not null,
  primary key (territory, dataset)
);
comment on table dataset_owner is 'The organisation whose producers decide who reads a dataset.';
create index on dataset_owner (organisation);

create table project (
  id            bigint generated always as identity primary key,
  account       bigint not null references account,
  title         text not null,
  summary       text not null,
  url           text,
  created       timestamptz not null
);
comment on table project is 'A reuse of data: what access is asked for.';
create index on project (account);

create table project_party (
  project       bigint not null references project on delete cascade,
  organisation  bigint not null references organisation on delete cascade,
  role          text not null check (role in
                ('project-owner', 'requester', 'producer', 'service-producer', 'resource', 'observer')),
  primary key (project, organisation, role)
);
create index on project_party (organisation);

create table audit (
  id            bigint generated always as identity primary key,
  territory     text not null,
  at            timestamptz not null,
  verb          text not null,
  kind          text not null check (kind in ('account', 'operator', 'service')),
  actor         bigint references account,
  key           bigint,
  account       bigint references account,
  organisation  bigint references organisation on delete set null,
  dataset       text,
  request       bigint,
  facts         jsonb not null default '{}'
);
comment on table audit is 'Who did what: each decision, and each reading of data that is not open.';
comment on column audit.actor is 'The account that did it; null for the operator and for what time brings.';
comment on column audit.key is 'Number of the key that was shown, if one was.';
comment on column audit.account is 'Whom it is about.';
create index on audit (territory, id desc);
create index on audit (territory, dataset, id desc) where dataset is not null;
create index on audit (actor, id desc);
create index on audit (account, id desc);
create index on audit (organisation, id desc) where organisation is not null;
create index on audit (verb, at);
