"""The quality page: why sales rejected leads and deals were lost."""

SENTENCES: dict[str, tuple[str, str]] = {
    "empty": (
        "この期間に、差し戻しも失注もありません。",
        "Nothing was rejected or lost in this period.",
    ),
    "caution": (
        "期間に起きた差し戻し（営業が断り、その後も受け入れていないリード）と失注（自社のリードの商談）の、最後に記録された理由です。",
        "By the last recorded reason: leads that sales rejected and never accepted, and lost deals of our leads, by the day it happened.",
    ),
    "kind.rejected": ("差し戻し", "Rejected"),
    "kind.lost": ("失注", "Lost"),
    "kind.none": ("この期間にはありません。", "None in this period."),
    "first.rejected": (
        "差し戻し{count}件で最も多い理由は「{reason}」（{share}）です。",
        "Of {count} rejected leads the most frequent reason is “{reason}” ({share}).",
    ),
    "first.lost": (
        "失注{count}件で最も多い理由は「{reason}」（{share}）です。",
        "Of {count} lost deals the most frequent reason is “{reason}” ({share}).",
    ),
    "few.rejected": (
        "差し戻しは{count}件で、理由の割合を言うには足りません。1件ずつ見てください。",
        "Only {count} rejected: too few for shares of the reasons. Look at them one by one.",
    ),
    "few.lost": (
        "失注は{count}件で、理由の割合を言うには足りません。1件ずつ見てください。",
        "Only {count} lost: too few for shares of the reasons. Look at them one by one.",
    ),
    "blank.rejected": (
        "差し戻しのうち{count}件（{share}）には理由の記録がありません。",
        "{count} rejected leads ({share}) have no reason recorded.",
    ),
    "blank.lost": (
        "失注のうち{count}件（{share}）には理由の記録がありません。",
        "{count} lost deals ({share}) have no reason recorded.",
    ),
    "claim.rejected": (
        "{name}は、差し戻しの理由に「{reason}」が多いと言えます（{share}、ほかは{rest}）。",
        "{name}: “{reason}” is a more frequent reason of rejection than elsewhere ({share}, rest {rest}).",
    ),
    "claim.lost": (
        "{name}は、失注の理由に「{reason}」が多いと言えます（{share}、ほかは{rest}）。",
        "{name}: “{reason}” is a more frequent reason of loss than elsewhere ({share}, rest {rest}).",
    ),
    "alt.rejected": (
        "差し戻しの理由の割合を示す帯グラフ。件数は下の表にあります。",
        "Shares of the reasons of rejection as stacked bars; the table below has the counts.",
    ),
    "alt.lost": (
        "失注の理由の割合を示す帯グラフ。件数は下の表にあります。",
        "Shares of the reasons of loss as stacked bars; the table below has the counts.",
    ),
    "what": ("内容", "What"),
    "count": ("件数", "Count"),
    "share": ("割合", "Share"),
    "reason": ("理由", "Reason"),
    "not_recorded": ("理由の記録なし", "No reason recorded"),
    "rest": ("そのほかの理由", "All other reasons"),
    "owner.none": ("担当の記録なし", "No owner recorded"),
    "months.before": ("それ以前", "earlier"),
    "how": (
        "差し戻しは、営業が断り一度も受け入れていないリードを最後の差し戻し日で、失注は自社のリードの商談を失注日で数えます。「多いと言える」は、すべての理由をまとめて偽発見率10%で判定します。",
        "Rejected: leads that sales refused and never accepted, by the day of the last refusal; lost: deals of our leads by the day they were lost. What is said to be more frequent holds at a false discovery rate of 10 % over all reasons.",
    ),
}
