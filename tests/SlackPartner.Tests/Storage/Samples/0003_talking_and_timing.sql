insert into feedback (id, team_id, author, recipient, status, situation, created_at, updated_at, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice, evidence, evidence_link, version)
values
  ('00000000-0000-0000-0000-000000000011', 'T0ACME', 'U0ANN', 'U0BOB', 0, '\x01', '2026-01-02', '2026-01-02', 2, 3, '2026-01-02', null, null, null, null, '\x01', '\x01', 3),
  ('00000000-0000-0000-0000-000000000012', 'T0ACME', 'U0ANN', 'U0BOB', 4, '\x01', '2026-01-02', '2026-01-02', null, 4, null, '2026-01-06 09:00', '2026-01-06 08:00+00', null, null, null, null, 4),
  ('00000000-0000-0000-0000-000000000013', 'T0ACME', 'U0ANN', 'U0BOB', 5, '\x01', '2026-01-02', '2026-01-02', null, 0, null, null, null, '2026-01-02', 3, null, null, 4);

insert into talk_message (team_id, channel, ts, person, feedback_id, part, heard_at)
values
  ('T0ACME', 'D0ANN', 1767312000.000100, 'U0ANN', '00000000-0000-0000-0000-000000000011', 1, '2026-01-02'),
  ('T0ACME', 'D0ANN', 1767312000.000200, 'U0ANN', null, null, '2026-01-02');

insert into feedback_request (id, team_id, asker, asked, topic, status, feedback_id, channel, ts, created_at, updated_at, version)
values ('00000000-0000-0000-0000-000000000014', 'T0ACME', 'U0ANN', 'U0BOB', '\x01', 0, null, 'D0BOB', '1.2', '2026-01-02', '2026-01-02', 0);

insert into preference (team_id, user_id, time_zone, working_days, stopped_kinds, told_of_exports_at, version)
values ('T0ACME', 'U0ANN', 'Asia/Kolkata', 30, 'advice', '2026-01-02', 1), ('T0ACME', 'U0BOB', null, 31, '', null, 0);
