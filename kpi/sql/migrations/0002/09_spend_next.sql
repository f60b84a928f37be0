-- one row: the cost of one channel in one month, unique
create table spend_next (
    month date not null,
    channel varchar not null,
    cost_yen bigint not null
)
