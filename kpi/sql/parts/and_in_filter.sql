-- the leads or deals a Filter keeps; what is not filled in counts as $blank
and ($channels is null or list_contains($channels::varchar[], coalesce({of}channel, $blank)))
and ($forms is null or list_contains($forms::varchar[], coalesce({of}form, $blank)))
and ($industries is null or list_contains($industries::varchar[], coalesce({of}industry, $blank)))
and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce({of}company_size, $blank)))
and ($own_place is null or list_contains($own_codes::utinyint[], coalesce({of}attributes[$own_place], 0)))
and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
    lambda one: list_contains(one.codes, coalesce({of}attributes[one.place], 0)))))
