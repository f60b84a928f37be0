-- one row: one cost that the import wrote: it goes
delete from spend
using spend_before
where undo_id = $import_id and spend_before.month = spend.month and spend_before.channel = spend.channel
