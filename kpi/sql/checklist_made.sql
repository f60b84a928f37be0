-- one row: what the team has agreed, held, decided and read
select
    (select count(*) from definition where state = 'agreed') as agreed,
    (
        select count(*)
        from definition
        where state = 'agreed' and marketing_by is not null and sales_by is not null
    ) as signed,
    (select count(*) from rhythm) as rhythm,
    (select count(*) from meeting where state = 'held') as meetings,
    (select count(distinct decision_id) from decision) as decisions,
    (select count(distinct decision_id) from decision where outcome is not null) as decisions_read
