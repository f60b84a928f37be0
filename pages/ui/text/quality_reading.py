"""The quality page: what the leads of open deals read."""

SENTENCES: dict[str, tuple[str, str]] = {
    "say": (
        "商談中のリードが、この{days}日間に見たページや資料です。新しい会社から並べています（期間の選択によりません）。",
        "What the leads of open deals looked at in the last {days} days, the newest company first (whatever the period).",
    ),
    "empty": (
        "商談中のリードの、この{days}日間の閲覧記録はありません。",
        "No lead of an open deal was seen reading in the last {days} days.",
    ),
    "last": ("最後に見た日", "Last seen"),
    "company": ("会社", "Company"),
    "pieces": ("新しい順に見たもの", "What was read, newest first"),
    "count": ("回数", "Times"),
    "leads": ("リード（人）", "Leads"),
    "deals": ("商談中（件）", "Open deals"),
    "join": ("、", ", "),
    "pick": (
        "行を選ぶと、その会社が見たものがすべて下に出ます。",
        "Select a row to see all that the company read.",
    ),
    "newest": ("新しい{most}社を表示しています。", "The newest {most} companies are shown."),
    "asset": ("{kind} {detail}", "{kind} {detail}"),
    "asset.none": ("（内容の記録なし）", "(not recorded)"),
    "asset.what": ("行動", "What"),
    "asset.detail": ("ページ・資料", "Page or asset"),
    "how": (
        "商談中の商談を1件以上持つリードの、ページ閲覧・資料・セミナー・メール内クリックを会社ごとにまとめます。",
        "Page views, downloads, seminars and mail clicks of leads with an open deal, by company.",
    ),
}
