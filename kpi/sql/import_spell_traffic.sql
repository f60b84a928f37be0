-- one row: one row of the file whose channel is spelt as most are
update import_traffic
set channel = import_spelling.spelling
from import_spelling
where import_traffic.channel = import_spelling.channel
