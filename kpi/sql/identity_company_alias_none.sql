-- one row: no spelling of a company is shown as another
delete from company_alias
