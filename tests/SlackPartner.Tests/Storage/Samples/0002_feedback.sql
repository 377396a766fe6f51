insert into feedback (id, team_id, author, recipient, status, occurred_on, behavior, created_at, updated_at, shared_at, delivered_at, channel, ts, version)
values
  ('00000000-0000-0000-0000-000000000001', 'T0ACME', 'U0ANN', null, 0, null, null, '2026-01-02', '2026-01-02', null, null, null, null, 0),
  ('00000000-0000-0000-0000-000000000002', 'T0ACME', 'U0ANN', 'U0BOB', 1, '2026-01-01', '\x01', '2026-01-02', '2026-01-02', '2026-01-02', '2026-01-02', 'D0BOB', '1.1', 2),
  ('00000000-0000-0000-0000-000000000003', 'T0ACME', 'U0BOB', 'U0ANN', 3, '2026-01-01', '\x01', '2026-01-02', '2026-01-02', '2026-01-02', null, null, null, 2);

insert into feedback_answer (id, feedback_id, kind, question, remind_at, created_at)
values
  ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000002', 1, null, '2026-01-03', '2026-01-02'),
  ('00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000002', 2, '\x01', null, '2026-01-02');

insert into feedback_mute (team_id, recipient, author, muted_at)
values ('T0ACME', 'U0ANN', 'U0BOB', '2026-01-02');

insert into home_viewer (team_id, user_id, opened_at)
values ('T0ACME', 'U0ANN', '2026-01-02');
