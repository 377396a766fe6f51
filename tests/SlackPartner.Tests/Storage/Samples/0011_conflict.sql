update cool_down
set over_at = '2026-01-03'
where id = '00000000-0000-0000-0000-000000000062';

update cool_down_rating
set feeling = 1
where cool_down_id = '00000000-0000-0000-0000-000000000061';

insert into watch (id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version)
values ('00000000-0000-0000-0000-000000000111', 'T0ACME', 'U0ANN', 'U0BOB', 'C0RELEASES', '', 'U0ANN', 3, '2026-01-12', '2026-01-13', null, 2);
