-- one row: the system whose rows count where several hold a deal, once somebody has chosen one
select value from meta where key = 'deal_system'
