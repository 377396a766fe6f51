insert into one_on_one (id, team_id, one, other, plan_id, paused_from, paused_until, arrange_at)
values
  ('00000000-0000-0000-0000-000000000051', 'T0ACME', 'U0ANN', 'U0BOB', '00000000-0000-0000-0000-000000000052', '2026-12-21', '2027-01-03', '2026-11-24'),
  ('00000000-0000-0000-0000-000000000053', 'T0ACME', 'U0ANN', 'U0CLEO', null, null, null, null);

insert into one_on_one_plan (id, team_id, series_id, proposer, status, first_on, local_time, ruler, zone, every_weeks, needed_minutes, margin_minutes, remind_minutes,
  in_person_every, place, created_at, channel, ts)
values
  ('00000000-0000-0000-0000-000000000052', 'T0ACME', '00000000-0000-0000-0000-000000000051', 'U0ANN', 1, '2026-11-24', '10:00', 'U0ANN', 'America/New_York', 1, 20, 25, 10, 4, '\x01', '2026-11-20', 'D0BOB', '1.3'),
  ('00000000-0000-0000-0000-000000000054', 'T0ACME', '00000000-0000-0000-0000-000000000053', 'U0ANN', 0, '2026-11-24', '10:00', 'U0ANN', 'America/New_York', 2, 20, 25, 10, 0, null, '2026-11-20', null, null);

insert into one_on_one_occurrence (id, team_id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at, basis, tzdb)
values
  ('00000000-0000-0000-0000-000000000055', 'T0ACME', '00000000-0000-0000-0000-000000000051', '2026-11-24', null, '2026-11-24 15:00Z', 45, false, 1, 'U0ANN', '2026-11-24 16:00Z', '', '2026a'),
  ('00000000-0000-0000-0000-000000000056', 'T0ACME', '00000000-0000-0000-0000-000000000051', '2026-12-01', '2026-12-02 11:00', '2026-12-02 16:00Z', 45, true, 0, null, null, '', '2026a');

insert into one_on_one_card (occurrence_id, person, channel, ts)
values ('00000000-0000-0000-0000-000000000055', 'U0ANN', 'D0ANN', '1.4');

insert into one_on_one_item (id, team_id, one, other, author, words, hint, about, status, not_before, put_off, created_at, closed_at)
values
  ('00000000-0000-0000-0000-000000000057', 'T0ACME', 'U0ANN', 'U0BOB', 'U0ANN', '\x01', null, null, 0, '2026-12-01', 1, '2026-11-20', null),
  ('00000000-0000-0000-0000-000000000058', 'T0ACME', 'U0ANN', 'U0BOB', 'U0BOB', null, 0, '00000000-0000-0000-0000-000000000002', 1, null, 0, '2026-11-20', '2026-11-21');

insert into one_on_one_question (series_id, slot, question, status, asked_at)
values ('00000000-0000-0000-0000-000000000051', '2026-11-24', 'easy.food', 1, '2026-11-23');

insert into one_on_one_answer (series_id, slot, person, words, answered_at)
values ('00000000-0000-0000-0000-000000000051', '2026-11-24', 'U0ANN', '\x01', '2026-11-23');

insert into one_on_one_trip (id, team_id, person, place, from_date, until_date, created_at)
values ('00000000-0000-0000-0000-000000000059', 'T0ACME', 'U0ANN', '\x01', '2026-11-24', '2026-11-25', '2026-11-20');

insert into one_on_one_meetup (id, team_id, one, other, trip_id, from_date, until_date, one_choice, other_choice)
values ('00000000-0000-0000-0000-00000000005a', 'T0ACME', 'U0ANN', 'U0BOB', '00000000-0000-0000-0000-000000000059', '2026-11-24', '2026-11-25', 0, null);
