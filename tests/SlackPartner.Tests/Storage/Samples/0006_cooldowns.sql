insert into cool_down (id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
  starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version)
values
  ('00000000-0000-0000-0000-000000000061', 'T0ACME', 'U0ANN', 'U0BOB', 0, '2026-01-02', '2026-01-03', 1, null, false, null, 0, false, 'D0ANN', '1.2', 0, false, null, null, 2),
  ('00000000-0000-0000-0000-000000000062', 'T0ACME', 'U0CLEO', null, 2, '2026-01-02', '2026-01-03', 0, null, true, null, 1, false, null, null, 0, false, null, null, 4);

insert into cool_down_rating (cool_down_id, team_id, person, topic, manner, rated_at)
values ('00000000-0000-0000-0000-000000000062', 'T0ACME', 'U0CLEO', 1, 2, '2026-01-03');

insert into write_out (id, team_id, author, about, happened, hard, next_time, created_at, expires_at, version)
values ('00000000-0000-0000-0000-000000000063', 'T0ACME', 'U0ANN', 'U0BOB', '\x01', null, '\x02', '2026-01-03', '2026-01-10', 1);
