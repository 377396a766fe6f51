-- A workspace's data key is stored wrapped by the master ring; without the row nothing of the workspace can be read again.
create table workspace (
  team_id text primary key,
  bot_user_id text not null,
  token_hash text not null default '',                         -- tells a new installation from the one that was removed
  key_id text,
  wrapped_key bytea,
  installed_at timestamptz not null,
  uninstalled_at timestamptz,                         -- a tombstone: a configured token must not start again by itself
  next_claim_at timestamptz not null default 'epoch'  -- the pacing of Slack calls, shared by all nodes (Postgres' clock)
) with (fillfactor = 50);

-- What Slack says about people we deal with. No names: Slack draws them from the id.
create table person (
  team_id text not null references workspace on delete cascade,
  user_id text not null,
  time_zone text,
  is_bot boolean not null default false,
  is_deleted boolean not null default false,
  is_elsewhere boolean not null default false,
  fetched_at timestamptz not null default 'epoch',
  direct_channel text,
  primary key (team_id, user_id)
);

-- Events wait here between Slack's delivery and our handling; the payload is sealed, and emptied once handled.
create table inbox (
  team_id text not null references workspace on delete cascade,
  event_id text not null,
  person text not null,
  ts numeric not null,
  payload bytea,
  received_at timestamptz not null default now(),
  handled_at timestamptz,
  lease_until timestamptz,
  attempts integer not null default 0,
  primary key (team_id, event_id)
) with (fillfactor = 70);

create index inbox_waiting on inbox (team_id, person, ts, event_id) where handled_at is null;
create index inbox_arrived on inbox (received_at) where handled_at is null;

-- Everything that happens later. Ids only, never text.
create table work (
  id uuid primary key,
  key text not null unique,
  kind text not null,
  subject text not null,
  team_id text not null references workspace on delete cascade,
  person text not null,                        -- who gets it
  channel text,                                -- where it was sent; known before sending
  due_at timestamptz not null,                 -- the bot's clock
  not_after timestamptz,                       -- too late to be of use; the bot's clock
  state integer not null default 0,
  fence integer not null default 0,            -- who holds it: a settle with an older number changes nothing
  attempts integer not null default 0,
  claimed_at timestamptz,                      -- these four: Postgres' clock
  lease_until timestamptz,
  look_at timestamptz,
  settled_at timestamptz,
  looks integer not null default 0,
  slack_ts text,
  last_error text
) with (fillfactor = 70);

create index work_due on work (team_id, due_at, id) where state = 0;
create index work_next on work (due_at) where state + 0 = 0; -- written so that no query but the one for the next due time takes it
create index work_held on work (lease_until) where state in (1, 2);
create index work_busy on work (team_id, person) where state in (1, 2);
create index work_recent on work (team_id, person, settled_at desc) where state = 3;

-- Deletes what names a team, from every table but the workspaces. Asked of the catalog, so that a table added tomorrow cannot be forgotten.
create function erase_rows_of_team(team text) returns void language plpgsql as $$
declare
  named text;
begin
  for named in
    select columns.table_name
    from information_schema.columns
    join information_schema.tables on tables.table_schema = columns.table_schema and tables.table_name = columns.table_name
    where columns.table_schema = current_schema() and columns.column_name = 'team_id'
      and tables.table_type = 'BASE TABLE' and columns.table_name <> 'workspace'
  loop
    execute format('delete from %I where team_id = $1', named) using team;
  end loop;
end $$;
