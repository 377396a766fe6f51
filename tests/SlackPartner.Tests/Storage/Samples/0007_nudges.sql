insert into nudge (id, team_id, person, kind, about, other, day, sent_at, answer, answered_at, channel, ts)
values ('00000000-0000-0000-0000-000000000071', 'T0ACME', 'U0ANN', 3, '00000000-0000-0000-0000-000000000021', 'U0BOB', '2026-01-12', '2026-01-12', 1, '2026-01-12', 'D0ANN', '1.3');

insert into watch (id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version)
values ('00000000-0000-0000-0000-000000000072', 'T0ACME', 'U0ANN', 'U0BOB', 'C0PLAN', '', 'U0ANN', 1, '2026-01-12', '2026-01-12', null, 2);

insert into third_way (id, team_id, starter, other, topic, status, starter_position, starter_change, starter_wrote_at, other_position, other_change, other_wrote_at,
  options, third, decides, look_again_on, created_at, updated_at, version)
values ('00000000-0000-0000-0000-000000000073', 'T0ACME', 'U0ANN', 'U0BOB', '\x01', 1, '\x02', '\x03', '2026-01-12', '\x04', '\x05', '2026-01-13',
  null, null, null, '2026-02-01', '2026-01-12', '2026-01-13', 3);
