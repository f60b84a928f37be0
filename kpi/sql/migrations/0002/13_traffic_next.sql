-- one row: one page and channel on one day, unique
create table traffic_next (
    date date not null,
    channel varchar not null,
    page varchar not null,
    sessions bigint not null,
    users bigint not null,
    page_views bigint not null,
    bounces bigint not null
)
