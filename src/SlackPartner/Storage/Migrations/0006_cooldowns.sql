-- Two people, or one, step back until a set time. There is no text in it.
create table cool_down (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  starter text not null,
  partner text,                             -- null: alone
  status integer not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  answer integer not null,                  -- what the partner said to the time
  proposed_end timestamptz,
  is_extended boolean not null,
  talk_at timestamptz,                      -- proposed to both once both are ready
  starter_return integer not null,
  starter_talks boolean not null,
  starter_channel text,                     -- the card with buttons
  starter_ts text,
  partner_return integer not null,
  partner_talks boolean not null,
  partner_channel text,
  partner_ts text,
  version integer not null
);

-- One at a time: who presses second finds the first.
create unique index cool_down_of_starter on cool_down (team_id, starter) where status = 0;
create unique index cool_down_of_pair on cool_down (team_id, least(starter, partner), greatest(starter, partner)) where status = 0 and partner is not null;
create index cool_down_starter on cool_down (team_id, starter, status);
create index cool_down_partner on cool_down (team_id, partner, status);
create index cool_down_age on cool_down (ends_at);

-- What someone noted about themselves afterwards, as numbers. Nobody else sees it.
create table cool_down_rating (
  cool_down_id uuid not null,
  team_id text not null references workspace on delete cascade,
  person text not null,
  topic integer not null,
  manner integer not null,
  rated_at timestamptz not null,
  primary key (cool_down_id, person)
);

create index cool_down_rating_person on cool_down_rating (team_id, person, rated_at);

-- Writing instead of talking.
create table write_out (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  author text not null,
  about text,                               -- the other one
  happened bytea,
  hard bytea,
  next_time bytea,
  created_at timestamptz not null,
  expires_at timestamptz,                   -- null: kept
  version integer not null
);

create index write_out_author on write_out (team_id, author, created_at desc);
create index write_out_expiry on write_out (expires_at) where expires_at is not null;

-- For other slices: ids, numbers and times, never text. Once for each of the two.
create view cool_down_facts as
select id, team_id, starter as person, partner as other, status, started_at, ends_at, starter_return as came_back
from cool_down
union all
select id, team_id, partner, starter, status, started_at, ends_at, partner_return
from cool_down
where partner is not null;

create view cool_down_rating_facts as
select team_id, person, topic, manner, rated_at
from cool_down_rating;
