-- one row: what the team has agreed, held, decided and read; a definition called off before its day is none
select
    (select count(*) from agreed_definition) as agreed,
    (
        select count(*)
        from agreed_definition
        where marketing_by is not null and sales_by is not null
    ) as signed,
    (select count(*) from rhythm) as rhythm,
    (select count(*) from meeting where state = 'held') as meetings,
    (select count(distinct decision_id) from decision) as decisions,
    (select count(distinct decision_id) from decision where outcome is not null) as decisions_read
