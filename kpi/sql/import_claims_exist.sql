-- one row: whether a lead report ever stated a deal, and whether a deal names its lead
select (select count(*) from lead_claim) > 0, (select count(*) from deal_reference) > 0
