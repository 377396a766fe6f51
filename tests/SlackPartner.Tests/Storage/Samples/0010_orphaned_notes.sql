insert into feedback (id, team_id, author, recipient, status, behavior, created_at, updated_at, shared_at, delivered_at, version)
values ('00000000-0000-0000-0000-000000000101', 'T0ACME', '', 'U0BOB', 1, '\x01', '2026-01-02', '2026-01-02', '2026-01-02', '2026-01-02', 3);
