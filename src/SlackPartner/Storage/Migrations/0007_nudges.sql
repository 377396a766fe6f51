-- One gentle, private message at a time: one a day at most, and the table sees to it.
create table nudge (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  person text not null,
  kind integer not null,
  about uuid not null,
  other text,
  day date not null,                        -- where the person is
  sent_at timestamptz not null,
  answer integer,
  answered_at timestamptz,
  channel text,
  ts text,
  unique (team_id, person, day)
);

create index nudge_about on nudge (team_id, person, kind, about);
create index nudge_age on nudge (sent_at);

-- Two partners ask to have a conversation watched. What is said there is never here.
create table watch (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  one text collate "C" not null,
  other text collate "C" not null,
  channel text not null,
  thread_ts text not null default '',       -- empty: the whole conversation
  asker text not null,
  status integer not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  version integer not null,
  unique (team_id, one, other, channel, thread_ts),
  check (one < other)
);

create index watch_channel on watch (team_id, channel) where status = 1;
create index watch_other on watch (team_id, other);

-- A disagreement that is stuck: both write, both see it at once, and then look for a third way.
create table third_way (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  starter text not null,
  other text not null,
  topic bytea,
  status integer not null,
  starter_position bytea,
  starter_change bytea,
  starter_wrote_at timestamptz,
  other_position bytea,
  other_change bytea,
  other_wrote_at timestamptz,
  options bytea,
  third bytea,
  decides bytea,
  look_again_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null
);

create index third_way_starter on third_way (team_id, starter, status);
create index third_way_other on third_way (team_id, other, status);
create index third_way_age on third_way (updated_at);

-- What may be worth a nudge, from what each slice shows: ids and times, never text.
create view nudge_sign_facts as
select team_id, person, 0 as kind, id as about, other, ends_at as since, ends_at + interval '25 hours' as due_at, ends_at + interval '8 days' as useful_until
from cool_down_facts
where status = 2 and came_back = 0
union all
-- skipped twice in a row
select pair.team_id, person, 1, latest.id, case when person = latest.one then latest.other else latest.one end,
  latest.starts_at, latest.starts_at + interval '1 day', latest.starts_at + interval '10 days'
from (
  select id, team_id, one, other, starts_at, status,
    lead(status) over newest as before, row_number() over newest as place
  from one_on_one_facts
  where status <> 0
  window newest as (partition by team_id, one, other order by starts_at desc)) latest
cross join lateral (values (latest.team_id, latest.one), (latest.team_id, latest.other)) pair (team_id, person)
where latest.place = 1 and latest.status = 2 and latest.before = 2
union all
-- put off three times
select team_id, author, 2, id, case when author = one then other else one end, created_at, created_at, 'infinity'
from one_on_one_item_facts
where status = 0 and put_off >= 3
union all
select team_id, author, 3, id, recipient, created_at, created_at + interval '7 days', 'infinity'
from feedback_facts
where status = 0 and shared_at is null
union all
select team_id, person, 4, md5(team_id || ':' || person)::uuid, null, min(at), min(at) + interval '28 days', 'infinity'
from (
  select team_id, author as person, created_at as at
  from feedback_facts
  union all
  select team_id, person, started_at
  from cool_down_facts) own
group by team_id, person;

-- One person's own numbers since a moment.
create function nudge_mirror_facts(team text, who text, since timestamptz)
returns table (team_id text, person text, drafts integer, pauses integer, skipped integer, fought integer, avoided integer, third integer, other text)
language sql stable as $$
  select team, who,
    (select count(*)::int from feedback_facts f where f.team_id = team and f.author = who and f.status = 0 and f.created_at > since),
    (select count(*)::int from cool_down_facts c where c.team_id = team and c.person = who and c.status <> 3 and c.started_at > since),
    (select count(*)::int from one_on_one_facts o where o.team_id = team and who in (o.one, o.other) and o.status = 2 and o.starts_at > since),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 0),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 1),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 2),
    (select c.other from cool_down_facts c where c.team_id = team and c.person = who and c.other is not null and c.started_at > since group by c.other order by count(*) desc, c.other limit 1)
$$;
