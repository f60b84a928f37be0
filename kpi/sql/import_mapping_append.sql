-- one row: one mapping of columns, saved under a name
insert into import_mapping
values ($name, $header, $body, $saved_at, $saved_by)
