-- one row: one page and channel on one day
create table traffic (
    date date not null,
    channel varchar not null,
    page varchar not null,
    sessions bigint not null,
    users bigint not null,
    page_views bigint not null,
    bounces bigint not null,
    primary key (date, channel, page)
)
