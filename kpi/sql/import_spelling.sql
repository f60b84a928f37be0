-- one row: one spelling of a channel in the file that gives way to one that differs in nothing but case, width and spaces:
-- the one that is in already, else the most frequent
create or replace temp table import_spelling as
with cells as materialized (
    select channel as cell, count(*) as file_count from import_staged group by all
),
stated as (
    select nfc_normalize(import_text(cell)) as channel, file_count, 0 as stored_count from cells
    union all
    select channel, 0, count(*) from lead group by all
    union all
    select channel, 0, count(*) from spend group by all
    union all
    select channel, 0, count(*) from traffic group by all
),
counted as (
    select
        channel,
        sum(file_count)::bigint as file_count,
        sum(stored_count) as stored_count,
        lower(regexp_replace(translate(
            channel,
            'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９　',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '
        ), '\s', '', 'g')) as folded
    from stated
    where channel is not null
    group by channel
),
final as (
    select
        channel,
        file_count,
        first_value(channel) over (partition by folded order by stored_count desc, file_count desc, channel) as spelling
    from counted
)
select channel, spelling, file_count
from final
where file_count > 0 and channel <> spelling
