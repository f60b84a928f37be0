"""The quality page: visits, bounce rate and inquiries by page."""

SENTENCES: dict[str, tuple[str, str]] = {
    "none": (
        "この期間のアクセスが取り込まれていません。「データ」の画面でGA4などのファイルを取り込むと、ページごとの訪問・直帰率・問い合わせが出ます。",
        "No visits are recorded for this period: import a GA4 file on the Data page to see visits, bounce rate and inquiries by page.",
    ),
    "narrowed": (
        "アクセスはチャネル別だけに記録されるため、この絞り込みでは出せません。チャネル以外の絞り込みを外してください。",
        "Visits are recorded by channel alone: take off the other filters.",
    ),
    "say": (
        "{pages}ページに{sessions}回の訪問、直帰率は{bounce}、これらのページから{leads}件の問い合わせがありました。",
        "{sessions} visits to {pages} pages; {bounce} left at once; {leads} inquiries began there.",
    ),
    "caution": (
        "問い合わせは、そのページを入口として発生したリードです（アクセスの記録がある日だけ）。",
        "Inquiries: leads that came in through the page, on days with recorded visits.",
    ),
    "more": (
        "訪問の多い{most}ページを表示しています（すべてはダウンロードに入ります）。",
        "The {most} most visited are shown; the download has all.",
    ),
    "page": ("ページ", "Page"),
    "sessions": ("訪問", "Visits"),
    "bounce": ("直帰率（%）", "Bounce rate (%)"),
    "leads": ("問い合わせ", "Inquiries"),
    "rate": ("訪問あたり問い合わせ率（%）", "Inquiries of visits (%)"),
    "how": (
        "取り込んだアクセスの訪問と直帰をページごとに合計し、同じ日・同じページを入口とする問い合わせと並べます。",
        "Recorded visits and bounces by page, beside the inquiries that came in through it on the same days.",
    ),
    "behind": ("{page}から入ったリード", "Leads that came in through {page}"),
    "behind.all": ("これらのページから入ったリード", "Leads that came in through these pages"),
    "pick": (
        "セルを選ぶと、そのページから入ったリードが下に出ます。",
        "Select a cell to see who came in through its page.",
    ),
}
