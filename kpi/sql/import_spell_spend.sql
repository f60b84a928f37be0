-- one row: one row of the file whose channel is spelt as most are
update import_spend
set channel = import_spelling.spelling
from import_spelling
where import_spend.channel = import_spelling.channel
