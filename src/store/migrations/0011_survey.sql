-- What people answer to surveys: without account, looked at before it counts, told by groups only.

create table survey_release (
  id            bigint generated always as identity primary key,
  territory     text not null,
  survey        text not null,
  subject       text not null,
  questions     text[] not null,
  answers       int not null check (answers >= 5),
  sums          int[] not null,
  check (cardinality(sums) = cardinality(questions))
);
comment on table survey_release is 'Answers that were made public together. What is public of a subject is the sum of its releases: what one adds is always that of five answers at least.';
comment on column survey_release.subject is 'Identifier of the row of the dataset that is rated.';
comment on column survey_release.sums is 'Of the ratings, question by question.';
create index on survey_release (territory, survey, subject);

create table survey_answer (
  id            bigint generated always as identity primary key,
  territory     text not null,
  survey        text not null,
  subject       text not null,
  questions     text[] not null,
  ratings       int[] not null,
  comment       text not null default '' check (char_length(comment) <= 500),
  day           date not null,
  invented      boolean not null default false,
  state         text not null default 'waiting' check (state in ('waiting', 'accepted', 'aside')),
  reason        text check (reason in ('off-topic', 'person', 'insult', 'repeated', 'advertising')),
  decided       date,
  release       bigint references survey_release,
  check (cardinality(ratings) = cardinality(questions)),
  check ((reason is not null) = (state = 'aside')),
  check (release is null or state = 'accepted')
);
comment on table survey_answer is 'Nothing in it says who answered: no account, no address, no moment finer than the day.';
comment on column survey_answer.invented is 'By the generator of an invented territory.';
comment on column survey_answer.reason is 'Why it was set aside.';
create index on survey_answer (territory, survey, state, id);
create index on survey_answer (territory, survey, subject) where state = 'accepted';

create table survey_salt (
  day           date primary key,
  salt          bytea not null
);
comment on table survey_salt is 'What addresses are hashed with, one a day; removed when the day is over, so that no hash can be told again.';

create table survey_sender (
  who           bytea primary key,
  day           date not null,
  count         int not null
);
comment on table survey_sender is 'How often an address answered today, under a hash that nobody can undo once the day is over, when the row goes too. Tied to no answer.';
create index on survey_sender (day);
