-- one row: one combination of what leads say in the own columns that the point rules name; rebuilt with the facts
create table attribute_profile as
select 0::integer as attribute_profile, []::struct("name" varchar, "value" varchar)[] as items
