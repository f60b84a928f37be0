-- one row: the version that is added
insert into definition by name
select
    $definition_id as definition_id,
    $version as version,
    $state as state,
    $effective_from as effective_from,
    $body as body,
    $created_at as created_at,
    $created_by as created_by,
    $marketing_by as marketing_by,
    $marketing_at as marketing_at,
    $sales_by as sales_by,
    $sales_at as sales_at,
    coalesce((select value from meta where key = 'data_set'), 'own') as data_set
