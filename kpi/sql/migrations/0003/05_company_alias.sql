-- one row: one spelling of a company that is shown as another; rebuilt with the facts
create table company_alias (
    company varchar not null,
    kept_company varchar not null
)
