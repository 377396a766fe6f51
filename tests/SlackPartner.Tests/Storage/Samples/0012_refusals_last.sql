update partnership
set declined_at = '2026-01-03'
where id = (select id from partnership order by id limit 1);
