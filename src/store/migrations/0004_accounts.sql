-- Accounts: who signs in and how, the keys of their programs, and the mail that was written to them.
-- What proves who somebody is (sessions, keys, links sent by mail) is kept as a SHA-256 only: 256 random bits need no more.

create table account (
  id             bigint generated always as identity primary key,
  email          text unique,
  name           text not null,
  password       text,
  language       text not null default 'fr' check (language in ('fr', 'en')),
  state          text not null check (state in ('unconfirmed', 'pending', 'active', 'refused', 'blocked', 'erased')),
  administrator  boolean not null default false,
  created        timestamptz not null,
  signed_in      timestamptz,
  check ((email is null) = (state = 'erased'))
);
comment on column account.email is 'In lower case. Null once the person had the account erased: the row stays for the records that name it.';
comment on column account.password is 'Argon2id in the PHC string format; null for who only signs in elsewhere.';
comment on column account.state is 'unconfirmed: the address is not proved yet; pending: awaits an administrator.';
create index on account (state, created);

create table identity (
  issuer   text not null,
  subject  text not null,
  account  bigint not null references account on delete cascade,
  created  timestamptz not null,
  primary key (issuer, subject)
);
comment on table identity is 'Who an OpenID provider says an account is.';
create index on identity (account);

create table session (
  sha256   text primary key,
  account  bigint not null references account on delete cascade,
  created  timestamptz not null,
  seen     timestamptz not null,
  ends     timestamptz not null
);
create index on session (account);

create table one_time_link (
  sha256   text primary key,
  purpose  text not null check (purpose in ('confirm', 'password', 'administrator')),
  account  bigint references account on delete cascade,
  ends     timestamptz not null,
  check ((account is null) = (purpose = 'administrator'))
);
comment on table one_time_link is 'What a link proves, once: an address, the right to choose a password, or to become the first administrator.';
create index on one_time_link (account);

create table openid_flow (
  sha256    text primary key,
  verifier  text not null,
  nonce     text not null,
  next      text not null,
  ends      timestamptz not null
);
comment on table openid_flow is 'Who left for the OpenID provider and is not back yet; named by the hash of its state.';

create table attempt (
  who    text primary key,
  count  int not null,
  since  timestamptz not null
);
comment on column attempt.who is 'What is counted: a purpose, and the hash of an address of mail or of the network.';

create table access_key (
  id         bigint generated always as identity primary key,
  account    bigint not null references account on delete cascade,
  territory  text not null,
  label      text not null,
  sha256     text not null unique,
  datasets   text[],
  created    timestamptz not null,
  seen       timestamptz,
  ends       timestamptz,
  revoked    timestamptz
);
comment on table access_key is 'Keys with which programs read what their account may read.';
comment on column access_key.datasets is 'The only datasets that are not open it reads; null for all that the account may.';
create index on access_key (account);

create table mail (
  id         bigint generated always as identity primary key,
  account    bigint references account on delete cascade,
  recipient  text not null,
  subject    text not null,
  body       text not null,
  link       text,
  created    timestamptz not null,
  read       timestamptz,
  sent       timestamptz,
  tries      int not null default 0,
  next_try   timestamptz,
  error      text
);
comment on table mail is 'What the service wrote to people: readable in their account, and sent where a mail server is known.';
comment on column mail.link is 'A one-time link sent below the body: never shown in the account, forgotten once it is sent.';
comment on column mail.next_try is 'When to send it; null when it is sent, given up, or there is no mail server.';
create index on mail (account, id desc);
create index on mail (next_try) where next_try is not null;
