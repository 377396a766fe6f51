insert into partnership (id, team_id, one, other, inviter, status, invited_at, answered_at, ended_at, channel, ts, version)
values
  ('00000000-0000-0000-0000-000000000041', 'T0ACME', 'U0ANN', 'U0BOB', 'U0ANN', 1, '2026-01-02', '2026-01-03', null, 'D0BOB', '1.2', 3),
  ('00000000-0000-0000-0000-000000000042', 'T0ACME', 'U0ANN', 'U0CLEO', 'U0CLEO', 2, '2026-01-02', '2026-01-03', null, null, null, 2);

insert into partner_invitation (id, team_id, inviter, invitee, invited_at)
values ('00000000-0000-0000-0000-000000000043', 'T0ACME', 'U0ANN', 'U0BOB', '2026-01-02');

insert into partner_block (team_id, person, blocked, blocked_at)
values ('T0ACME', 'U0ANN', 'U0CLEO', '2026-01-03');
