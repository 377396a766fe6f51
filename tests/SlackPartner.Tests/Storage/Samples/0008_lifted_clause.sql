insert into feedback (id, team_id, author, recipient, status, behavior, question, created_at, updated_at, lifted, lifted_place, version)
values ('00000000-0000-0000-0000-000000000018', 'T0ACME', 'U0ANN', 'U0BOB', 0, '\x01', '\x01', '2026-01-02', '2026-01-02', '\x01', 'behavior 21 0 22 0', 2);
