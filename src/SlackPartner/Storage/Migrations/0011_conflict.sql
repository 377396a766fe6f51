-- When a pause stopped being open: what was handed over later was not held by it.
alter table cool_down add column over_at timestamptz;

update cool_down
set over_at = ends_at
where status in (2, 3);

-- A third number beside the two; null for what was noted before it was asked.
alter table cool_down_rating add column feeling integer;

create index watch_age on watch (asked_at) where status in (2, 3);

-- Two one-on-ones that didn't take place have one voice.
update preference
set stopped_kinds = replace(stopped_kinds, 'oneonone.missed', 'nudge.one_on_ones')
where stopped_kinds like '%oneonone.missed%';

create or replace view nudge_sign_facts as
-- Over for a day, whether or not that was noted yet.
select team_id, person, 0 as kind, id as about, other, ends_at as since, ends_at + interval '25 hours' as due_at, ends_at + interval '8 days' as useful_until
from cool_down_facts
where status in (0, 1, 2) and came_back = 0
union all
-- The second in a row that was skipped before or afterwards, once its time is over and none has happened since. What nobody answered for says nothing.
select pair.team_id, person, 1, second.id, case when person = second.one then second.other else second.one end,
  second.starts_at, second.over_at, second.over_at + interval '10 days'
from (
  select id, team_id, one, other, starts_at, starts_at + minutes * interval '1 minute' as over_at, status,
    lead(status) over newest as first, lead(status, 2) over newest as before, lag(status) over newest as after
  from one_on_one_facts
  where status <> 0
  window newest as (partition by team_id, one, other order by starts_at desc)) second
cross join lateral (values (second.team_id, second.one), (second.team_id, second.other)) pair (team_id, person)
where second.status in (2, 3) and second.first in (2, 3) and coalesce(second.before, 1) = 1 and coalesce(second.after, 2) <> 1
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

drop function nudge_mirror_facts(text, text, timestamptz);

-- One person's own numbers between two moments.
create function nudge_mirror_facts(team text, who text, since timestamptz, till timestamptz)
returns table (team_id text, person text, drafts integer, pauses integer, skipped integer, fought integer, avoided integer, third integer, other text)
language sql stable as $$
  select team, who,
    (select count(*)::int from feedback_facts f where f.team_id = team and f.author = who and f.status = 0 and f.created_at > since),
    (select count(*)::int from cool_down_facts c where c.team_id = team and c.person = who and c.status <> 3 and c.started_at > since),
    (select count(*)::int from one_on_one_facts o where o.team_id = team and who in (o.one, o.other) and o.status in (2, 3) and o.starts_at > since and o.starts_at <= till),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 0),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 1),
    (select count(*)::int from cool_down_rating_facts r where r.team_id = team and r.person = who and r.rated_at > since and r.manner = 2),
    (select c.other from cool_down_facts c where c.team_id = team and c.person = who and c.other is not null and c.started_at > since group by c.other order by count(*) desc, c.other limit 1)
$$;

-- Cards with buttons in a direct message, beside those of notes: whoever answers one by typing under it is told of its buttons.
create view card_facts as
select team_id, starter as person, starter_channel as channel, starter_ts as ts
from cool_down
where starter_ts is not null and status in (0, 1)
union all
select team_id, partner, partner_channel, partner_ts
from cool_down
where partner is not null and partner_ts is not null and status in (0, 1)
union all
select team_id, person, channel, ts
from nudge
where ts is not null and answer is null;
