"""The quality page: who buys, from the inquiry to the won deal."""

SENTENCES: dict[str, tuple[str, str]] = {
    "winners": ("受注したリードに多いこと", "What won leads have in common"),
    "losers": ("失注したリードに多いこと", "What lost leads have in common"),
    "winners.none": ("件数から言える特徴はありません。", "Nothing that the counts can tell."),
    "losers.none": (
        "受注したリードとの違いで、件数から言えるものはありません。",
        "No difference from won leads that the counts can tell.",
    ),
    "winners.item": (
        "{trait} – {share}（{count}件）。ほかのリードは{other}",
        "{trait} – {share} ({count}), all other leads {other}",
    ),
    "losers.item": (
        "{trait} – {share}（{count}件）。受注したリードは{other}",
        "{trait} – {share} ({count}), won leads {other}",
    ),
    "caution": (
        "受注したリードは期間のほかの全リードと、失注したリードは受注したリードと比べ、偶然と言えない差だけを大きい順に並べています。原因とは限りません。",
        "Won leads against all other leads of the period, lost ones against won ones: only differences beyond luck, the largest first; none need be a cause.",
    ),
    "fit": (
        "ターゲットに合うリードは、問い合わせの{lead}、受注したリードの{won_lead}です。",
        "{lead} of inquiries fit the target, and {won_lead} of won leads.",
    ),
    "fit.none": (
        "ターゲット適合の記録がないため、ターゲット比率は出せません。",
        "No lead says whether it fits the target.",
    ),
    "cell": ("{share}（{count}）", "{share} ({count})"),
    "stages": (
        "各列はその段階のリードに占める割合（件数）です。失注は、受注が1件もないリードです。",
        "Shares of the leads of each stage (counts); lost: lost a deal and won none.",
    ),
    "item": ("項目", "Item"),
    "value": ("内容", "Value"),
    "did.yes": ("あり", "yes"),
    "did.no": ("なし", "no"),
    "stage.lead": ("問い合わせ", "Inquiries"),
    "stage.mql": ("MQL", "MQLs"),
    "stage.sql": ("SQL", "SQLs"),
    "stage.opportunity_lead": ("商談", "Opportunity"),
    "stage.won_lead": ("受注", "Won"),
    "stage.lost_lead": ("失注", "Lost"),
    "how": (
        "各特徴を持つ割合を、受注したリードとほかの全リード、失注したリードと受注したリードの間で比べ、すべての特徴をまとめて偽発見率10%で判定します。行動は、営業が最初に接触する前のものです。",
        "The share with each trait among won leads and all others, and among lost and won leads, all traits as one family at a false discovery rate of 10 %. Behaviour is what came before sales first touched the lead.",
    ),
}
