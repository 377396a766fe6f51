create table feedback (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  author text not null,
  recipient text,
  status integer not null,
  occurred_on date,
  situation bytea,
  behavior bytea,
  impact bytea,
  question bytea,
  request bytea,
  kept_findings text not null default '',  -- keys (places, never words), separated by spaces
  created_at timestamptz not null,
  updated_at timestamptz not null,
  shared_at timestamptz,
  delivered_at timestamptz,
  channel text,
  ts text,
  version integer not null
);

create index feedback_author on feedback (team_id, author, status, updated_at desc);
create index feedback_recipient on feedback (team_id, recipient, status, shared_at desc);

create table feedback_answer (
  id uuid primary key,
  feedback_id uuid not null references feedback on delete cascade,
  kind integer not null,
  question bytea,
  situation bytea,
  behavior bytea,
  impact bytea,
  remind_at timestamptz,
  created_at timestamptz not null,
  unique (feedback_id, kind)
);

create table feedback_mute (
  team_id text not null references workspace on delete cascade,
  recipient text not null,
  author text not null,
  muted_at timestamptz not null,
  primary key (team_id, recipient, author)
);

-- For other slices: ids and times, never text.
create view feedback_facts as
select id, team_id, author, recipient, status, created_at, updated_at, shared_at, delivered_at
from feedback;

create table home_viewer (
  team_id text not null references workspace on delete cascade,
  user_id text not null,
  opened_at timestamptz not null,
  primary key (team_id, user_id)
);
