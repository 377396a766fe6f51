-- Dead work is counted while everything else goes on.
create index work_dead on work (settled_at desc) where state = 5;
