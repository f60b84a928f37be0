"""The minutes of a meeting and the charts of it."""

SENTENCES: dict[str, tuple[str, str]] = {
    # charts
    "chart.start": ("前回", "Before"),
    "chart.end": ("今回", "Now"),
    "chart.what": ("項目", "Item"),
    "chart.effect": ("影響", "Effect"),
    "chart.value": ("値", "Value"),
    "chart.from_day": ("開始日", "From"),
    "chart.decided": ("決定事項", "Decided"),
    "chart.day": ("%-m/%-d", "%b %-d"),
    "chart.month": ("%Y/%-m", "%b %Y"),
    "side.marketing": ("マーケティング（{unit}）", "Marketing ({unit})"),
    "side.sales": ("営業（{unit}）", "Sales ({unit})"),
    "side.amount": ("営業（{unit}）", "Sales ({unit})"),
    "axis.rate": ("率", "rate"),
    "axis.count": ("件", "count"),
    "axis.yen_large": ("億円", "¥M"),
    "axis.yen_small": ("万円", "¥K"),
    # bars of a bridge
    "step.of_segment": ("{segment}：{what}", "{segment}: {what}"),
    "step.rate": ("率", "rate"),
    "step.mix": ("構成比", "share"),
    "step.unmatched": ("以前のリードから", "from earlier leads"),
    "step.definition_changed": ("定義の変更", "Definition changed"),
    "step.arrived_late": ("遅れて届いたデータ", "Data that arrived late"),
    "step.rest": ("その他", "All others"),
    "kpi.first_contact_rate": ("初回対応の期限内率", "first contacts in time"),
    "of_segment": ("{kpi}（{segment}）", "{kpi} ({segment})"),
}
