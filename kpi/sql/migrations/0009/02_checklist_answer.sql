-- one row: one item of a checklist as the team answered it on one day; appended, the newest of a day counts
create table checklist_answer (
    checklist varchar not null,
    item varchar not null,
    -- yes, partly or no
    answer varchar not null,
    -- team or data: who answered
    answered_from varchar not null,
    answered_on date not null,
    data_set varchar not null,
    answered_at timestamp not null,
    answered_by varchar
)
