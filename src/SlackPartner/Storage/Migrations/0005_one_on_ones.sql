-- Two people's one-on-ones. The confirmed plan rules; a proposed one waits for the other's yes.
create table one_on_one (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  one text collate "C" not null,
  other text collate "C" not null,
  plan_id uuid,                             -- the confirmed plan; null before the first yes
  paused_from date,                         -- both days included, in the days of whose zone rules
  paused_until date,
  arrange_at timestamptz,                   -- when the next occurrence is to be made; null without a plan
  unique (team_id, one, other),
  check (one < other)
);

create index one_on_one_other on one_on_one (team_id, other);
create index one_on_one_arrange on one_on_one (arrange_at) where arrange_at is not null;

create table one_on_one_plan (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  series_id uuid not null references one_on_one on delete cascade,
  proposer text not null,
  status integer not null,
  first_on date not null,
  local_time time not null,
  ruler text not null,                      -- whose time zone rules, wherever they are
  zone text not null,                       -- that zone when it was proposed: for when Slack names none we know
  every_weeks integer not null,
  needed_minutes integer not null,
  margin_minutes integer not null,
  remind_minutes integer not null,
  in_person_every integer not null,         -- 0: never
  place bytea,
  created_at timestamptz not null,
  channel text,                             -- the card that asks for a yes
  ts text
);

create index one_on_one_plan_series on one_on_one_plan (series_id, created_at);
create unique index one_on_one_plan_proposed on one_on_one_plan (series_id) where status = 0;

-- One meeting. A slot is a day of the plan; one ahead is kept per series.
create table one_on_one_occurrence (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  series_id uuid not null references one_on_one on delete cascade,
  slot date not null,
  moved_to timestamp,                       -- moved once: local time where whose zone rules
  starts_at timestamptz not null,           -- what the plan means today
  minutes integer not null,
  in_person boolean not null,
  status integer not null,
  answered_by text,
  answered_at timestamptz,
  basis text not null,                      -- zones and working days it was computed from
  tzdb text not null,                       -- and with which rules of the world's clocks
  unique (series_id, slot)
);

create index one_on_one_occurrence_ahead on one_on_one_occurrence (tzdb, starts_at) where status = 0;

-- Where each asked "did it happen?", so that both cards say what was answered.
create table one_on_one_card (
  occurrence_id uuid not null references one_on_one_occurrence on delete cascade,
  person text not null,
  channel text not null,
  ts text not null,
  primary key (occurrence_id, person)
);

-- What two people want to talk about. Kept by pair: it may begin before there is a plan.
create table one_on_one_item (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  one text collate "C" not null,
  other text collate "C" not null,
  author text not null,
  words bytea,
  hint integer,                             -- instead of words: what it is about
  about uuid,
  status integer not null,
  not_before timestamptz,                   -- put off until the time after next
  put_off integer not null default 0,
  created_at timestamptz not null,
  closed_at timestamptz
);

create index one_on_one_item_pair on one_on_one_item (team_id, one, other, status, created_at);
create unique index one_on_one_item_about on one_on_one_item (team_id, about) where about is not null;

-- One question per meeting, by its id in the deck, and each one's answer.
create table one_on_one_question (
  series_id uuid not null references one_on_one on delete cascade,
  slot date not null,
  question text not null,
  status integer not null,
  asked_at timestamptz not null,
  primary key (series_id, slot)
);

create table one_on_one_answer (
  series_id uuid not null,
  slot date not null,
  person text not null,
  words bytea not null,
  answered_at timestamptz not null,
  primary key (series_id, slot, person),
  foreign key (series_id, slot) references one_on_one_question on delete cascade
);

-- Where someone will be. Forgotten after the last day.
create table one_on_one_trip (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  person text not null,
  place bytea not null,
  from_date date not null,
  until_date date not null,
  created_at timestamptz not null
);

create index one_on_one_trip_person on one_on_one_trip (team_id, person);
create index one_on_one_trip_until on one_on_one_trip (until_date);

-- Two partners in the same place.
create table one_on_one_meetup (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  one text collate "C" not null,
  other text collate "C" not null,
  trip_id uuid not null references one_on_one_trip on delete cascade,
  from_date date not null,
  until_date date not null,
  one_choice integer,
  other_choice integer,
  unique (trip_id, one, other)
);

-- For other slices: ids, numbers and times, never text.
create view one_on_one_facts as
select occurrence.id, series.team_id, series.one, series.other, occurrence.slot, occurrence.starts_at, occurrence.minutes, occurrence.status
from one_on_one_occurrence occurrence
join one_on_one series on series.id = occurrence.series_id;

create view one_on_one_item_facts as
select id, team_id, one, other, author, status, put_off, created_at, closed_at
from one_on_one_item;
