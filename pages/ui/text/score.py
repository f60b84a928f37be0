"""The score page: how well points tell buyers from readers, the rules that are tried, what they change."""

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("スコア：買う人を見分けているか", "Score: does it tell buyers from readers?"),
    "basis": (
        "期間中に発生したリードの、営業が最初に接触する前までのスコアです（MQL {mql}点・SQL {sql}点）。",
        "Leads created in the period, scored as they stood before sales first touched them (MQL {mql}, SQL {sql}).",
    ),
    "working": (
        "どの項目が商談につながったかを計算しています…",
        "Working out which items lead to opportunities …",
    ),
    "imported": (
        "いまは取り込んだスコアを使っているため、下の点数ルールはまだ効いていません。ここで試すと、取り込んだスコアとの違いが分かります。切り替えるには「データ」の「取り込み」にある「スコアの算出方法」で「点数ルール」を選びます。",
        "Scores are now used as imported, so the point rules below do not count yet. What you try here is compared with the imported scores. To switch, choose “Point rules” under “Where scores come from” in the part “Import” of the page “Data”.",
    ),
    "imported.switch": ("「データ」を開く", "Open “Data”"),
    "no_outcome": (
        "商談になったリードが{count}件しかないため、スコアの当たり具合はまだ言えません（{fewest}件以上で表示します）。商談の記録を取り込むか、期間を広げてください。",
        "Only {count} leads have an opportunity: too few to say how well the score works (shown from {fewest} on). Import a record of opportunities, or widen the period.",
    ),
    "auc.pairs": ("100組中 {count}組", "{count} of 100 pairs"),
    "auc.delta": ("{change}組（いまとの差）", "{change} against today"),
    "auc.today": ("いまの点数が当てた組", "Today's points are right in"),
    "auc.today.help": (
        "商談になるリードとならないリードを1件ずつ組にして、商談になる方の点数が高い組を数えます。50組なら、くじ引きと同じです（AUC）。営業が対応していないリードの結果は、入力項目からの見込みで補います。",
        "Take one lead that becomes an opportunity and one that does not: how often does the first have more points? 50 is no better than a coin (the AUC). Leads that sales never worked are filled in with what leads of the same items become.",
    ),
    "auc.without": ("行動の点数を除くと", "Without behaviour"),
    "auc.without.help": (
        "ページ閲覧や資料ダウンロードなどの点数を除き、入力項目の点数だけで比べた場合です。",
        "The same points for what people filled in, and none for page views, downloads and other behaviour.",
    ),
    "auc.only": ("行動の点数だけだと", "Behaviour only"),
    "auc.only.help": (
        "ページ閲覧や資料ダウンロードなどの点数だけで比べた場合です。50組を下回れば、よく見る人ほど商談になっていません。",
        "Only points for page views, downloads and other behaviour. Below 50, those who look more become opportunities less.",
    ),
    "auc.suggested": ("提案の点数だと", "Suggested points"),
    "auc.suggested.help": (
        "これまでの商談の結果から計算した点数の場合です。計算に使わなかったリードでの成績は「提案と下書き」にあります。",
        "Points worked out from what became of leads. How they do on leads held back is under “Suggestion and draft”.",
    ),
    "idle": (
        "上位{top}件のうち{count}件は、よく見ていた（行動{often}回以上）のに、課題・時期・予算・決裁権を何も答えていません。",
        "{count} of your top {top} looked often (at least {often} times) and told us nothing of need, timing, budget or authority.",
    ),
    "idle.outcome": (
        "同じ点数以上でこうしたリードのうち、営業が対応した{worked}件から商談になったのは{came}件。ほかの上位のリードは{others}が商談になりました。",
        "Of leads like these at that score, sales worked {worked} and {came} became an opportunity; of the other top leads {others} did.",
    ),
    "idle.none": (
        "上位{top}件のうち、よく見ていた（行動{often}回以上）のに何も答えていないリードは{count}件です。",
        "{count} of the top {top} looked often (at least {often} times) and told us nothing.",
    ),
    "idle.nobody": ("スコアのあるリードがありません。", "No lead has a score."),
    "column.item": ("項目", "Item"),
    "column.value": ("回答・行動", "Answer or act"),
    "column.today": ("いま", "Today"),
    "column.suggested": ("提案", "Suggested"),
    "column.new": ("試す点数", "Try"),
    "column.cap": ("上限", "Cap"),
    "column.with": ("該当あり", "With"),
    "column.without": ("該当なし", "Without"),
    "column.leads": ("リード", "Leads"),
    "column.worked": ("営業対応", "Worked"),
    "column.evidence": ("証拠の重み（90％範囲）", "Weight of evidence (90%)"),
    "points.capped": ("{points}（上限{cap}）", "{points} (cap {cap})"),
    "line.piece": ("1回につき", "each time"),
    "new.help": (
        "−100〜100の整数。空欄の回答には「そのほかの値」の点数が付きます。",
        "A whole number from −100 to 100. An answer left empty gets the points of “any other value”.",
    ),
    "cap.help": (
        "行動の点数の上限です。何回見ても、これより多くは加えません。",
        "The most that a behaviour brings, however often it happens.",
    ),
    "suggested.help": (
        "すべての項目を同時に見て、商談（受注が十分あれば受注）との関係から計算した点数です。",
        "Worked out from opportunities (from wins where there are enough), all items weighed together.",
    ),
    "with.help": (
        "営業が対応したリードのうち、商談（受注が十分あれば受注）になった割合です。選ばれたリードだけの比較なので、これだけで良し悪しは決まりません。",
        "Share of worked leads that became an opportunity (or were won, where wins are enough). It compares only leads that were selected, so it is no verdict by itself.",
    ),
    "table.help": (
        "「試す点数」と「上限」を書き換えると、結果がすぐに変わります（合意した点数は変わりません）。「該当あり／なし」は、営業が対応したリードのうち商談（受注が十分あれば受注）になった割合です。独自の項目は、「データ」で最初の点数を付けるとここに並びます。",
        "Change “Try” and “Cap”: the effect follows at once, the agreed points stay. “With / Without”: share of worked leads that became an opportunity (a win where wins are enough). An own column appears here once it was given first points on the page “Data”.",
    ),
    "forms": ("引き合いの強いフォーム", "High-intent forms"),
    "forms.none": ("選んでいません", "No form chosen"),
    "forms.help": (
        "デモや見積もりなど、購入の検討が進んだフォームです。定義に残りますが、点数は表の「フォーム」で付けます。",
        "Forms such as a demo or a quotation. They are part of the definition; their points are those of “Form” in the table.",
    ),
    "take": ("提案の点数を試す", "Try the suggested points"),
    "undo": ("合意した点数に戻す", "Back to the agreed points"),
    "remark.all_same": (
        "全リードが同じ{number}点になります。これではしきい値で分けられません。回答によって点数を変えてください。",
        "Every lead gets the same {number} points, so no threshold can part them. Give answers different points.",
    ),
    "remark.above": (
        "点数を足すと最高{number}点になりますが、スコアは100点で止まります。上位の差を見るには点数を下げてください。",
        "The points add up to {number} at most, but a score ends at 100. Lower some to tell the best leads apart.",
    ),
    "remark.negative": (
        "マイナスの点数が{number}行あります（{lines}）。合計が0点を下回ったリードは0点になります。",
        "{number} lines take points away ({lines}). A lead whose sum falls below 0 gets 0.",
    ),
    "remark.no_lead": (
        "該当するリードがない行が{number}行あります（{lines}）。点数を付けても何も変わりません。",
        "No lead falls on {number} of the lines with points ({lines}); they change nothing.",
    ),
    "remark.join": ("、", ", "),
    "remark.more": ("ほか{count}行", "{count} more"),
    "effect.none": (
        "どのリードの点数も、いまと同じです。表の「試す点数」を変えるか、「提案の点数を試す」を押してください。",
        "No lead's score changes. Change “Try” in the table, or press “Try the suggested points”.",
    ),
    "effect.moved": ("{risen}件が上がり、{fallen}件が下がります。", "{risen} leads rise, {fallen} fall."),
    "effect.mql": (
        "MQL（{line}点以上）：{old}件 → {new}件（入る{comes}・外れる{goes}）",
        "MQLs (from {line}): {old} → {new} ({comes} come in, {goes} drop out)",
    ),
    "effect.sql": (
        "SQL（{line}点以上）：{old}件 → {new}件（入る{comes}・外れる{goes}）",
        "SQLs (from {line}): {old} → {new} ({comes} come in, {goes} drop out)",
    ),
    "effect.auc": ("当てた組：{old} → {new}", "Right in {old} → {new}"),
    "old": ("いま", "Today"),
    "new": ("試す点数", "Tried"),
    "pieces": ("行動の回数", "Times looked"),
    "axis.score": ("スコア", "Score"),
    "axis.leads": ("リード数", "Leads"),
    "axis.threshold": ("しきい値", "Threshold"),
    "axis.sql_rate": ("SQL化率", "SQL rate"),
    "axis.opportunities": ("商談になるリード", "Leads with an opportunity"),
    "axis.amount": ("受注額（億円）", "Won (¥ million)"),
    "spread.alt": (
        "スコアごとのリード数。灰色の破線がいま、青の棒が試す点数です。",
        "Leads by score. The grey dashed line is today, blue bars are the points tried.",
    ),
    "spread.legend": ("灰色の破線：いま、青：試す点数", "Grey dashes: today. Blue: tried."),
    "section": ("見る項目", "Part"),
    "section.curves": ("しきい値ごとの結果", "By threshold"),
    "section.moves": ("動くリード", "Leads that move"),
    "section.worth": ("項目ごとの実績", "What items go with"),
    "section.draft": ("提案と下書き", "Suggestion and draft"),
    "curve.sql_rate": ("SQL化率（÷問い合わせ）", "SQL rate (of inquiries)"),
    "curve.sql_rate.alt": (
        "しきい値ごとのSQL化率。灰色の破線がいま、青が試す点数です。",
        "SQL rate by threshold: grey dashes today, blue tried.",
    ),
    "curve.opportunities": ("商談になるリード", "Leads with an opportunity"),
    "curve.opportunities.alt": (
        "しきい値ごとの商談になるリード数。灰色の破線がいま、青が試す点数です。",
        "Leads with an opportunity by threshold: grey dashes today, blue tried.",
    ),
    "curve.amount": ("受注額", "Won amount"),
    "curve.amount.alt": (
        "しきい値ごとの受注額。灰色の破線がいま、青が試す点数です。",
        "Won amount by threshold: grey dashes today, blue tried.",
    ),
    "curves.legend": (
        "灰色の破線：いま、青：試す点数、帯：実績から80％範囲の上端まで、縦線：MQLとSQLのしきい値",
        "Grey dashes: today. Blue: tried. Band: from what was observed to the upper end of the 80% range. Upright lines: the MQL and SQL thresholds.",
    ),
    "curves.say": (
        "実績は数えただけの数字です。見込みには、日が浅いリードから今後出る分と、営業が対応していないリードの分を含みます。過去の対応はいまの点数で選ばれたため、見込みはスコアではなく入力項目と行動から計算しています。",
        "Observed is plain counting. Expected adds what young leads will still bring and what leads that sales never worked would have. Sales chose by today's score, so the expectation is worked out from the items, not from the score.",
    ),
    "line.line": ("しきい値", "Line"),
    "line.rules": ("点数", "Points"),
    "line.leads": ("リード", "Leads"),
    "line.share": ("SQL化率", "Rate"),
    "line.coverage": ("把握率", "Known"),
    "line.opportunities": ("商談：実績／見込み（上端）", "Opportunities: observed / expected (up to)"),
    "line.won": ("受注：実績／見込み（上端）", "Won: observed / expected (up to)"),
    "line.amount": ("受注額：実績／見込み（上端）", "Won amount: observed / expected (up to)"),
    "line.range": ("{seen}／{total}（{upper}）", "{seen} / {total} ({upper})"),
    "how": (
        "リードを入力項目と行動の組み合わせにまとめ、組み合わせごとに新しい点数を計算します。実績は、組み合わせの件数を足しただけの数字です。見込みは、営業の対応結果が分かるリードに、入力項目と行動のロジスティック回帰（標準化した列にリッジ1）を当てて計算します。日の浅いリードは、商談までの日数の曲線で補正します。いまの点数の見込みも同じ方法で計算するため、「しきい値」の画面の推計と少し異なることがあります。",
        "Leads are put together by the combination of what they filled in and did; new points are worked out for each combination. Observed numbers are sums of counts. Expectations come from a logistic regression on items and behaviour (ridge 1 on standardised columns) over leads whose outcome is known; young leads are corrected by the curve of days to the opportunity. Today's expectation is worked out in the same way, so it can differ a little from the page “Thresholds”.",
    ),
    "moves": ("見るリード", "Leads to see"),
    "moves.sql_rises": ("新たにSQLになるリード", "Become an SQL"),
    "moves.sql_falls": ("SQLから外れるリード", "Drop out of the SQLs"),
    "moves.mql_rises": ("新たにMQLになるリード", "Become an MQL"),
    "moves.mql_falls": ("MQLから外れるリード", "Drop out of the MQLs"),
    "moves.all_rises": ("点数が上がるすべてのリード", "All that rise"),
    "moves.all_falls": ("点数が下がるすべてのリード", "All that fall"),
    "moves.idle": (
        "よく見ていたのに何も答えていない上位のリード（いまの点数）",
        "Top leads that looked often and told nothing (today's points)",
    ),
    "moves.empty": (
        "該当するリードはありません。表の「試す点数」を変えると、動くリードがここに並びます。",
        "No such lead. Change “Try” in the table, and the leads that move appear here.",
    ),
    "moves.pick": (
        "点数の変化が大きい順です。行を選ぶと、そのリードの履歴が開きます。",
        "The largest change first. Choose a row to open the lead's history.",
    ),
    "moves.shown": ("先頭の{count}件を表示しています。", "The first {count} are shown."),
    "worth.selection": (
        "項目ごとの比較は、営業が対応したリードだけのものです。いまの点数で選ばれたリードどうしを比べるため、本当は関係のない行動が悪く見えることがあります。良し悪しの判断には、すべての項目を同時に見た「提案」を使ってください。",
        "Each line compares worked leads only, and those were chosen by today's points: an act that has nothing to do with buying can look harmful. Do not judge by a single line; use “Suggested”, which weighs all items together.",
    ),
    "worth.target.opportunity": (
        "割合は、営業が対応した{leads}件のうち商談になったものです（受注が少ないため、商談で見ています）。",
        "The rate is the share of {leads} worked leads that became an opportunity (wins are too few to go by).",
    ),
    "worth.target.won": (
        "割合は、営業が対応したリードのうち受注したものです（提案の計算に使ったのは{leads}件）。",
        "The rate is the share of worked leads that were won ({leads} of them were used for the suggestion).",
    ),
    "worth.range": ("{value}（{low}〜{high}）", "{value} ({low} to {high})"),
    "worth.how": (
        "割合の範囲は90％（ウィルソン）です。証拠の重みは、商談・受注になったリードとならなかったリードで該当する割合の比の対数です。0をまたぐ範囲なら、差があるとは言えません。",
        "Rates with their 90% interval (Wilson). The weight of evidence is the logarithm of how much more often a line is found among successes than among the others; a range that holds 0 says nothing.",
    ),
    "suggest.none": (
        "商談が{count}件では、{lines}行の点数を計算するには足りません（1行に5件、あわせて{needed}件以上で提案します）。いまは、行動の点数を入れた場合と除いた場合の比較だけを表示します。",
        "There is no suggestion yet. Opportunities so far: {count}; needed: {needed} (five for each line, of which there are {lines}). Until then only the comparison with and without behaviour is shown.",
    ),
    "suggest.none_missed": (
        "商談にならなかったリードの記録が{needed}件に足りないため、点数を計算できません。営業が差し戻したリードも取り込むと、提案できます。",
        "There is no suggestion yet: fewer than {needed} worked leads are on record without an opportunity. Import the leads that sales rejected, too.",
    ),
    "suggest.none_differ": (
        "どのリードも同じ項目・同じ行動のため、点数を計算できません。回答のある項目を取り込むと、提案できます。",
        "There is no suggestion: all leads hold the same items and behaviour. Import columns in which their answers differ.",
    ),
    "suggest.untested": (
        "提案の点数はありますが、試すためのリードが足りないため、いまより良いかどうかは分かりません。",
        "There are suggested points, but too few leads to test them: whether they are better cannot be told.",
    ),
    "suggest.opportunity": (
        "営業が対応した{leads}件（商談{hits}件）から計算しました。受注は1行あたり10件に足りないため、商談を目標にしています。",
        "Worked out from {leads} worked leads ({hits} with an opportunity). Wins are fewer than ten a line, so the opportunity is the target.",
    ),
    "suggest.won": (
        "営業が対応し、商談の結果が出た{leads}件（受注{hits}件）から計算しました。",
        "Worked out from {leads} worked leads whose deals are closed ({hits} won).",
    ),
    "suggest.how": (
        "点数は0以上のロジスティック回帰（標準化した列にリッジ1）を合計100点に直し、5点刻みに丸めたものです。回答による差がはっきりしない項目は同じ点数にします。営業の「SQLと判定」はスコアを見た上での判断なので、目標には使いません。成績は、5分割の交差検証で計算に使わなかったリードで測りました。",
        "Points are a logistic regression with weights of 0 or above (ridge 1 on standardised columns), scaled to 100 and rounded to 5. Answers that make no clear difference share their points. “Accepted by sales” is never the target, for sales saw the score. Tested by 5-fold cross-validation, on leads that were held back.",
    ),
    "compared.suggested.better": (
        "**提案の点数は、いまより買う人を見分けます。** 計算に使わなかったリードで、100組中{new}組を当てました（いまの点数は{old}組、差の90％範囲 {low}〜{high}組）。",
        "**The suggested points tell buyers better than today's.** On leads held back they are right in {new} of 100 pairs (today's points in {old}; 90% range of the difference {low} to {high}).",
    ),
    "compared.suggested.worse": (
        "**提案の点数は、いまの点数に及びません。** 計算に使わなかったリードで、100組中{new}組を当てました（いまの点数は{old}組、差の90％範囲 {low}〜{high}組）。いまの点数を使い続けてください。",
        "**The suggested points do worse than today's.** On leads held back they are right in {new} of 100 pairs (today's points in {old}; 90% range of the difference {low} to {high}). Keep today's points.",
    ),
    "compared.suggested.cannot_tell": (
        "**提案の点数がいまより良いとは言えません。** 計算に使わなかったリードで、100組中{new}組を当てました（いまの点数は{old}組、差の90％範囲 {low}〜{high}組）。",
        "**It cannot be told whether the suggested points are better than today's.** On leads held back they are right in {new} of 100 pairs (today's points in {old}; 90% range of the difference {low} to {high}).",
    ),
    "compared.without.better": (
        "行動の点数を除くだけで、よく当たるようになります：100組中{new}組（いまは{old}組、差の90％範囲 {low}〜{high}組。営業が対応したリード）。",
        "Leaving out behaviour alone already does better: {new} of 100 pairs (today {old}; 90% range of the difference {low} to {high}; worked leads).",
    ),
    "compared.without.worse": (
        "行動の点数を除くと、当たらなくなります：100組中{new}組（いまは{old}組、差の90％範囲 {low}〜{high}組。営業が対応したリード）。",
        "Leaving out behaviour does worse: {new} of 100 pairs (today {old}; 90% range of the difference {low} to {high}; worked leads).",
    ),
    "compared.without.cannot_tell": (
        "行動の点数を除いても、違いがあるとは言えません：100組中{new}組（いまは{old}組、差の90％範囲 {low}〜{high}組。営業が対応したリード）。",
        "Leaving out behaviour makes no difference that can be told: {new} of 100 pairs (today {old}; 90% range of the difference {low} to {high}; worked leads).",
    ),
    "draft": ("試している点数を下書きに残す", "Keep the points tried as a draft"),
    "draft.same": (
        "試している点数は、合意した点数と同じです。表で点数を変えるか、「提案の点数を試す」を押すと、下書きに残せます。",
        "The points tried are the agreed ones. Change some in the table, or press “Try the suggested points”, to keep a draft.",
    ),
    "draft.name": ("下書きの名前", "Name of the draft"),
    "draft.default": ("点数の見直し {day}", "Other points, {day}"),
    "draft.lines": (
        "営業に渡す件数がいまに最も近くなるように、しきい値をMQL {mql}点・SQL {sql}点にする（いまは{old_mql}点・{old_sql}点）",
        "Move the lines to MQL {mql} and SQL {sql}, where about as many leads pass as today (now {old_mql} and {old_sql})",
    ),
    "draft.lines.help": (
        "点数の付け方が変わると、同じしきい値でも件数が変わります。",
        "With other points, the same threshold lets another number of leads through.",
    ),
    "draft.keep": ("下書きに残す", "Keep as a draft"),
    "draft.say": (
        "下書きは、マーケティングと営業が合意するまで、どの数字にも使われません。",
        "A draft counts for nothing until marketing and sales agree to it.",
    ),
    "draft.kept": (
        "「{name}」を下書きに残しました。合意するまで、いまの点数が使われます。",
        "“{name}” is kept as a draft. Today's points count until both sides agree.",
    ),
}
