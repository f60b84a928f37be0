-- one row: whether a lead report ever stated a deal
select count(*) > 0
from lead_claim
