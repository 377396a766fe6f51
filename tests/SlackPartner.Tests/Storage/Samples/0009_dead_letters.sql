insert into work (id, key, kind, subject, team_id, person, due_at, state, attempts, settled_at, last_error)
values ('00000000-0000-0000-0000-000000000091', 'T0ACME:feedback.deliver:91', 'feedback.deliver', '91', 'T0ACME', 'U0BOB', '2026-01-02', 5, 14, '2026-01-03', 'channel_not_found');
