-- A draft carries its conversation and its plan; there is no second copy of either.
alter table feedback
  add column talk_step integer,                     -- null while no conversation is going on
  add column talk_turn integer not null default 0,  -- grows with every answer: what belongs to an older turn is void
  add column talked_at timestamptz,                 -- of an author's open conversations the latest is the current one
  add column send_local timestamp,                  -- the plan in the reader's local time; send_at is what it means today
  add column send_at timestamptz,
  add column asked_at timestamptz,                  -- Ask First: when, and what the reader chose
  add column ask_choice integer,
  add column evidence bytea,                        -- a message quoted by a shortcut, and the link to it
  add column evidence_link bytea;

create index feedback_talking on feedback (team_id, author, talked_at desc) where talk_step is not null;
create index feedback_planned on feedback (team_id, recipient) where status = 4;
create index feedback_age on feedback (updated_at);

-- Which message of a person became which part of which draft. Also tells a message that was heard already.
create table talk_message (
  team_id text not null references workspace on delete cascade,
  channel text not null,
  ts numeric not null,
  person text not null,
  feedback_id uuid references feedback on delete cascade,
  part integer,
  heard_at timestamptz not null,
  primary key (team_id, channel, ts)
);

create index talk_message_feedback on talk_message (feedback_id);

-- Someone asks for advice.
create table feedback_request (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  asker text not null,
  asked text not null,
  topic bytea,
  status integer not null,
  feedback_id uuid references feedback on delete set null,
  channel text,
  ts text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null
);

create index feedback_request_pair on feedback_request (team_id, asker, asked, created_at desc);
create index feedback_request_asked on feedback_request (team_id, asked, status);

-- What a person set for themselves. No row means the defaults.
create table preference (
  team_id text not null references workspace on delete cascade,
  user_id text not null,
  time_zone text,                                   -- null: as Slack says
  working_days integer not null default 31,         -- Monday = 1, Tuesday = 2, Wednesday = 4 …
  work_start time not null default '09:00',
  work_end time not null default '18:00',
  quiet_start time not null default '20:00',
  quiet_end time not null default '08:00',
  stopped_kinds text not null default '',           -- names of kinds of message, separated by spaces
  told_of_exports_at timestamptz,
  version integer not null default 0,
  primary key (team_id, user_id)
);

-- Where a person's days are, for whoever plans for many at once.
create view schedule_facts as
select person.team_id, person.user_id, coalesce(preference.time_zone, person.time_zone) as time_zone,
  coalesce(preference.working_days, 31) as working_days,
  coalesce(preference.work_start, time '09:00') as work_start, coalesce(preference.work_end, time '18:00') as work_end,
  coalesce(preference.stopped_kinds, '') as stopped_kinds
from person
left join preference on preference.team_id = person.team_id and preference.user_id = person.user_id;
