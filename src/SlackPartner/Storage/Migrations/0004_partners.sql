-- Two people, once: whose id is the smaller is "one".
create table partnership (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  one text collate "C" not null,
  other text collate "C" not null,
  inviter text not null,
  status integer not null,
  invited_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  channel text,                        -- the invitation's card
  ts text,
  version integer not null,
  unique (team_id, one, other),
  check (one < other)
);

create index partnership_other on partnership (team_id, other);

-- Every invitation that went out, for the daily limits; older ones go with the next.
create table partner_invitation (
  id uuid primary key,
  team_id text not null references workspace on delete cascade,
  inviter text not null,
  invitee text not null,
  invited_at timestamptz not null
);

create index partner_invitation_inviter on partner_invitation (team_id, inviter, invited_at);

create table partner_block (
  team_id text not null references workspace on delete cascade,
  person text not null,                -- who does not want to be invited
  blocked text not null,               -- by whom
  blocked_at timestamptz not null,
  primary key (team_id, person, blocked)
);

-- For other slices: ids and times, never text. Both directions, so that a person is found in "person".
create view partner_facts as
select id, team_id, one as person, other as partner, status, answered_at as since
from partnership
union all
select id, team_id, other, one, status, answered_at
from partnership;
