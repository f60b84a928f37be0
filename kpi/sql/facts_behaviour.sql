-- one row: one lead with events: first sales touch, what it did before it, what sales did
create or replace table lead_activity as
with touch as (
    select
        lead_id,
        min("at") filter (
            where kind in ('handed', 'contacted', 'sql_accepted', 'sql_rejected', 'opportunity')
        ) as first_touch_at
    from joined_event
    where lead_id is not null and "at" < $as_of::date + interval 1 day
    group by lead_id
)
select
    event.lead_id,
    any_value(touch.first_touch_at) as first_touch_at,
    -- what a buyer did after sales called would flatter the score
    least(255, count(*) filter (
        where kind = 'page_view' and (first_touch_at is null or "at" < first_touch_at)))::utinyint as page_view_count,
    least(255, count(*) filter (
        where kind = 'download' and (first_touch_at is null or "at" < first_touch_at)))::utinyint as download_count,
    least(255, count(*) filter (
        where kind = 'seminar' and (first_touch_at is null or "at" < first_touch_at)))::utinyint as seminar_count,
    least(255, count(*) filter (
        where kind = 'mail_open' and (first_touch_at is null or "at" < first_touch_at)))::utinyint as mail_open_count,
    least(255, count(*) filter (
        where kind = 'mail_click' and (first_touch_at is null or "at" < first_touch_at)))::utinyint as mail_click_count,
    count(*) filter (
        where kind in ('contacted', 'sql_accepted', 'sql_rejected', 'first_meeting', 'opportunity')) > 0 as worked,
    count(*) filter (where kind in ('sql_accepted', 'sql_rejected', 'opportunity')) > 0 as judged,
    -- an opportunity that sales opened without pressing "accept" is an acceptance
    count(*) filter (where kind in ('sql_accepted', 'opportunity')) > 0 as accepted
from joined_event as event
join touch using (lead_id)
where "at" < $as_of::date + interval 1 day
group by event.lead_id
