"""The quality page: what was seen before opportunities."""

SENTENCES: dict[str, tuple[str, str]] = {
    "empty": (
        "この期間のリードの閲覧記録はありません。",
        "No reading is recorded of the leads of this period.",
    ),
    "no_opportunity": (
        "この期間のリードにはまだ商談がないため、比べられません。",
        "No lead of this period has an opportunity yet: nothing to compare.",
    ),
    "higher": (
        "商談になったリードは「{what}」を多く見ていました（{share}、ほかのリードは{other}）。",
        "Leads that became opportunities saw “{what}” more often ({share}, all others {other}).",
    ),
    "lower": (
        "商談になったリードでは見た割合が低いもの：{items}。よく読む人が買う人とは限りません。",
        "Seen less often by leads that became opportunities: {items}. Who reads much need not be who buys.",
    ),
    "lower.item": ("「{what}」（{share}、ほかは{other}）", "“{what}” ({share}, others {other})"),
    "none": (
        "商談になったリードのほうが多く見ていたと言えるものはありません。",
        "Nothing was surely seen more often by leads that became opportunities.",
    ),
    "caution": (
        "発生から{days}日以内、商談より前に見たリードの割合です。見たから商談になったとは言えません（もともと関心の高い人が見ただけかもしれません）。",
        "Shares of leads that saw it within {days} days of their inquiry and before any opportunity. It is no cause: those who were keen anyway may just have read it.",
    ),
    "count": ("商談リード（件）", "Leads with opportunity"),
    "share": ("商談リードの割合（%）", "Share with opportunity"),
    "other": ("ほかのリードの割合（%）", "Share of all others"),
    "difference": ("差の90%の範囲（ポイント）", "90 % range of the difference (points)"),
    "verdict": ("判定", "Verdict"),
    "how": (
        "期間に発生したリードについて、発生から{days}日以内かつ最初の商談より前に見たかどうかを数えます。よく見られた60件が対象です。",
        "Of the leads created in the period, whether they saw it within {days} days and before their first opportunity; the 60 most read pages and assets.",
    ),
    "said.higher": ("多い", "more"),
    "said.lower": ("少ない", "fewer"),
    "said.cannot_tell": ("差は言えない", "cannot tell"),
    "said.too_few": ("件数が少ない", "too few to tell"),
    "pick": (
        "セルを選ぶと、それを見たリードが下に出ます（「ほかのリードの割合」では商談のないリード）。",
        "Select a cell to see who saw it; under “Share of all others”, those without an opportunity.",
    ),
    "behind.opportunity": (
        "「{what}」を見た、商談になったリード",
        "Leads with an opportunity that saw “{what}”",
    ),
    "behind.other": (
        "「{what}」を見た、商談のないリード",
        "Leads without an opportunity that saw “{what}”",
    ),
    "sampled": (
        "リードが多いため、{every}件に1件を無作為に選んで数えています。",
        "There are many leads: one in {every}, drawn by chance, is counted.",
    ),
}
