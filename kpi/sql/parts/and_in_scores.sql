-- the scores and outcomes a number was counted over
and ($score_from is null or {of}score >= $score_from)
and ($score_below is null or {of}score < $score_below)
and (not $no_score or {of}score is null)
and ($masks is null or list_contains($masks::utinyint[], {of}mask))
