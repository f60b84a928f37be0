-- one row: the version that is added
insert into definition
values ($definition_id, $version, $state, $effective_from, $body, $created_at, $created_by)
