-- one row: whether any lead says anything in an own column
select exists (from attribute_fact)
