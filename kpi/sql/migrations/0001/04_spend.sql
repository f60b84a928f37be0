-- one row: the cost of one channel in one month (month is its first day)
create table spend (
    month date not null,
    channel varchar not null,
    cost_yen bigint not null,
    primary key (month, channel)
)
