-- the leads of a group at each stage
count(*) as lead_count,
count(*) filter (where score >= $mql) as mql_count,
count(*) filter (where score >= $sql) as sql_count,
count(*) filter (where mask & 8 = 8) as opportunity_lead_count,
count(*) filter (where mask & 16 = 16) as won_lead_count,
-- who bought once is no loser
count(*) filter (where mask & 80 = 64) as lost_lead_count
