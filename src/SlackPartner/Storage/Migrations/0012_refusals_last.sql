-- A refusal lasts: taking an invitation back and making it anew brings no new card for a while.
alter table partnership add column declined_at timestamptz;

update partnership set declined_at = answered_at where status = 2;

-- For other slices: ids, or the code of someone who left, never text.
create view feedback_mute_facts as
select team_id, recipient, author, muted_at
from feedback_mute;
