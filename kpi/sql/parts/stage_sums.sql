-- the leads of some groups at each stage
sum(lead_count)::bigint as lead_count,
sum(mql_count)::bigint as mql_count,
sum(sql_count)::bigint as sql_count,
sum(opportunity_lead_count)::bigint as opportunity_lead_count,
sum(won_lead_count)::bigint as won_lead_count,
sum(lost_lead_count)::bigint as lost_lead_count
