-- one row: one file that is imported
insert into import_log
values ($import_id, $file_name, $file_hash, $part, $byte_count, $system, $preset, $kind, $header, $answers,
    $rows_read, $accepted, $rejected, $replaced_sample, $imported_at, $imported_by, null, null)
