-- one row: one cell of a date of the file
create or replace temp view import_dates as
select unnest([created_at, handed_at, contacted_at, accepted_at, rejected_at, meeting_at, opportunity_at, proposal_at, won_at, lost_at, closed_at, changed_at]) as cell
from import_staged
