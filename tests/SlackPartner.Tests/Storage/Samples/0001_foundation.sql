-- A workspace in use, one just installed, and one that was uninstalled.
insert into workspace (team_id, bot_user_id, key_id, wrapped_key, installed_at, uninstalled_at)
values
  ('T0ACME', 'U0BOT', 'k1', '\x01', '2026-01-01', null),
  ('T0NEW', 'U0BOT', null, null, '2026-02-01', null),
  ('T0GONE', 'U0BOT', null, null, '2025-01-01', '2026-01-15');

insert into person (team_id, user_id, time_zone, fetched_at, direct_channel)
values
  ('T0ACME', 'U0ANN', 'America/New_York', '2026-01-02', 'D0ANN'),
  ('T0ACME', 'U0BOB', null, 'epoch', null);

insert into inbox (team_id, event_id, person, ts, payload, handled_at)
values
  ('T0ACME', 'Ev1', 'U0ANN', 1767225600.000100, '\x01', null),
  ('T0ACME', 'Ev2', 'U0ANN', 1767225601, null, '2026-01-02');

insert into work (id, key, kind, subject, team_id, person, due_at, state)
values
  ('00000000-0000-0000-0000-000000000001', 'T0ACME:feedback.deliver:1', 'feedback.deliver', '1', 'T0ACME', 'U0BOB', '2026-01-02', 0),
  ('00000000-0000-0000-0000-000000000002', 'T0ACME:feedback.deliver:2', 'feedback.deliver', '2', 'T0ACME', 'U0BOB', '2026-01-02', 3);
