-- A note whose author erased themselves belongs to its reader alone: to other slices it is nobody's act.
create or replace view feedback_facts as
select id, team_id, author, recipient, status, created_at, updated_at, shared_at, delivered_at
from feedback
where author <> '';

create index feedback_shared_age on feedback (shared_at) where status in (1, 2, 3);
