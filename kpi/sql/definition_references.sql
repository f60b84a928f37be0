-- one row: how many decisions, and how many frozen meetings, were made on a version of a definition
select
    (
        select count(distinct decision_id)
        from decision
        where basis ->> 'definition_id' = $definition_id
            and (basis ->> 'definition_version')::integer = $version
    ) as decision_count,
    (
        select count(*)
        from snapshot
        where json_extract_string(body, '$.made.definition_id') = $definition_id
            and json_extract_string(body, '$.made.definition_version')::integer = $version
    ) as meeting_count
