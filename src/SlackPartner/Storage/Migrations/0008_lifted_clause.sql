-- Move to Question takes a clause out of a part; Undo puts it back. The words live nowhere else meanwhile.
alter table feedback
  add column lifted bytea,
  add column lifted_place text;  -- part, place and lengths
