"""The explore page around the board: controls, trade-off, evidence, trial list, how it was computed."""

SENTENCES = {
    "title": (
        "しきい値を変えると、商談・受注・目標はどう変わるか",
        "What does moving the line do to deals and the goal?",
    ),
    "empty": (
        "選んだ条件に当てはまるリードがありません。期間や絞り込みを広げてください。",
        "No lead matches this period and filter. Widen the period or remove a filter.",
    ),
    "period": ("期間", "Period"),
    "dates": ("開始日と終了日", "First and last day"),
    "dating": ("集計の基準", "Dating"),
    "dating.cohort": ("リード発生日", "By cohort"),
    "dating.activity": ("商談・受注日", "By activity"),
    "dating.help": (
        "リード発生日：期間中に来たリードの、その後の結果。商談・受注日：リードがいつ来たかを問わず、期間中に起きた商談・受注。",
        "By cohort: what came of the leads created in the period, whenever it happened. By activity: what happened in the period, whenever the lead came.",
    ),
    "question": ("SQLの判定", "Who makes it an SQL?"),
    "question.sales": ("営業が判断", "Sales decides"),
    "question.rule": ("スコアで自動", "Rule decides"),
    "question.help": (
        "営業が判断：線より上のリードを営業に渡し、SQLにするかは今までどおり営業が判断します。スコアで自動：線より上のリードには必ず対応します。",
        "Sales decides: leads above the line are passed, and sales accepts or rejects them as today. Rule decides: every lead above the line is worked.",
    ),
    "question.rule.warning": (
        "「スコアで自動」は、営業が見込みのあるリードを選んで対応してきた場合、実際より高く出ます（検証では最大3割）。下のお試しリストで確かめられます。",
        "If sales has been picking the better leads, “rule decides” comes out too high (by up to 30 % in simulation). A trial list, below, settles it.",
    ),
    "denominator": ("SQL化率の分母", "SQL rate of"),
    "denominator.inq": ("問い合わせ", "inquiries"),
    "denominator.mql": ("MQL", "MQLs"),
    "filter": ("絞り込み", "Filter"),
    "filter.active": ("絞り込み（{count}）", "Filter ({count})"),
    "filter.all": ("すべて", "all"),
    "filter.own": ("独自の項目", "Own columns"),
    "filter.own.none": ("項目を選択", "choose columns"),
    "plan": ("目標と体制", "Goal, capacity"),
    "plan.goal": ("年間の受注目標（円）", "Won amount wanted a year (yen)"),
    "plan.goal.help": ("例：3億、300,000,000、1.5億", "For example 300,000,000 or 3億"),
    "plan.goal.empty": (
        "目標額を入力してください。例：3億、300,000,000。いまは {showing} で計算しています。",
        "Enter a goal, for example 300,000,000. Still using {showing}.",
    ),
    "plan.refused": (
        "「{name}」に {value} は使えません。{low}〜{high}の整数で入力してください。いまは {showing} で計算しています。",
        "{value} cannot be used for {name}. Enter a whole number from {low} to {high}. Still using {showing}.",
    ),
    "plan.absence": (
        "対応できる件数は、休暇などの分を1割引いて計算します。",
        "A tenth is taken off for leave and illness.",
    ),
    "dates.last": ("終了日も選んでください。", "Choose the last day, too."),
    "plan.goal.refused": (
        "「{value}」は金額として読めません。例：3億、300,000,000（0より大きく1000兆円まで）。いまは {showing} で計算しています。",
        "“{value}” cannot be read as an amount. Write for example 300,000,000 or 3億 (above 0, up to 10^15). Still using {showing}.",
    ),
    "reset": ("線を合意に戻す", "Back to agreed"),
    "reset.help": (
        "合意の定義「{name}」（MQL {mql}点・SQL {sql}点）に戻します。",
        "Back to the agreed definition “{name}”: MQL {mql}, SQL {sql}.",
    ),
    "tradeoff": (
        "なぜそうなるのか：線の位置と4つの数字",
        "Why: four numbers over every position of the line",
    ),
    "tradeoff.caption": (
        "横軸はSQLのしきい値。縦の線はいまのMQL（点線）とSQL（実線）、緑の帯は最良から2%以内の範囲、最下段の点線は営業が対応できる上限です。",
        "Across: the SQL threshold. Lines: MQL (dashed) and SQL (solid) now; the green band is within 2 % of the best, the dotted line at the bottom is what sales can work.",
    ),
    "tradeoff.cohort": (
        "このグラフは「リード発生日」で集計した見込みです（上のカードとは集計の基準が異なります）。",
        "This chart shows estimates by cohort; the cards above are by activity.",
    ),
    "tradeoff.alt": (
        "SQLのしきい値ごとのSQL化率、商談数、受注額、営業の負荷を示す4段のグラフ",
        "Four stacked charts over the SQL threshold: SQL rate, opportunities, won amount, work load of sales",
    ),
    "tradeoff.sql_rate": ("SQL化率（%）", "SQL rate (%)"),
    "tradeoff.opportunities": ("商談（件）", "Opportunities"),
    "tradeoff.amount": ("受注額（{unit}）", "Won amount ({unit})"),
    "tradeoff.load": ("営業の負荷（件/週）", "Sales load (leads/week)"),
    "tradeoff.threshold": ("SQLのしきい値", "SQL threshold"),
    "unit.yen": ("億円", "¥M"),
    "best": (
        "いまの体制（営業 {reps}人で週{field}件、インサイドセールス {inside_reps}人で週{inside}件、休暇などを1割引いた件数）なら、受注額から対応コストを引いた見込みが最大になるのは **MQL {mql}点・SQL {sql}点** です。この周辺（MQL {mql_range}点、SQL {sql_range}点）なら差は2%以内で、大差ありません。",
        "With today's capacity (sales: {reps} people, {field} leads a week; inside sales: {inside_reps}, {inside} a week; a tenth taken off for leave), won amount less handling cost is highest at **MQL {mql}, SQL {sql}**. Around it (MQL {mql_range}, SQL {sql_range}) there are pairs within 2 % of that: a plateau, not a point.",
    ),
    "best.over": (
        "この線では件数が対応できる上限の{share}になりますが、対応しきれない分を見込んでも、この線が最も高くなります。",
        "At this line the load is {share} of what sales can work; even with what is left unworked it comes out highest.",
    ),
    "best.inside_only": (
        "いまの体制では、すべてのリードをまずインサイドセールスが対応する（営業への直接の引き渡しはしない）のが最良です。MQLの線は {mql}点です。",
        "With today's capacity it is best to let inside sales take every lead first (none goes straight to field sales), with the MQL line at {mql}.",
    ),
    "best.none.no_leads": (
        "リードがないため、最良の組み合わせは出せません。",
        "There are no leads, so there is no best pair.",
    ),
    "best.none.no_capacity": (
        "対応できる件数が0のため、最良の組み合わせは出せません。「目標と体制」で人数と件数を入力してください。",
        "Sales can work no leads, so there is no best pair. Enter people and leads a week under “Goal, capacity”.",
    ),
    "best.none.no_value": (
        "受注の実績がないか、対応コストが受注額を上回るため、最良の組み合わせは出せません。",
        "Nothing has been won yet, or handling costs more than it brings, so there is no best pair.",
    ),
    "evidence": ("どこまでが実績で、どこからが推計か", "What is known, and what is estimated"),
    "evidence.kpi": ("指標", "KPI"),
    "evidence.observed": ("実績", "Observed"),
    "evidence.to_come": ("今後（若いリード）", "Still to come"),
    "evidence.estimated": ("推計", "Estimated"),
    "evidence.extrapolated": ("参考推計", "Extrapolated"),
    "evidence.range": ("80%範囲", "80 % range"),
    "evidence.bounds": (
        "仮定を置かずに言えるのは、いまの時点で商談のあるリードが {low}件以上 {high}件以下ということだけです（今後の分を除く）。",
        "Without any assumption one can only say: as of now, between {low} and {high} leads have an opportunity (what is still to come left out).",
    ),
    "evidence.activity": (
        "「商談・受注日」は実績だけの集計です。推計を見るには「リード発生日」に切り替えてください。",
        "By activity, only what happened is counted. Switch to “by cohort” to see the estimates.",
    ),
    "losses": (
        "{day}より前は失注の記録がありません。その期間を含むため、受注率（対 決着商談）は実際より高く出ます。",
        "No loss is recorded before {day}. The period reaches back further, so the win rate (of closed deals) comes out too high.",
    ),
    "evidence.elsewhere": (
        "リードを経由しない受注が同じ期間に {count}件（{amount}）あります。この画面の数字には含めていません。",
        "{count} deals ({amount}) won in the same period came from no lead. They are not in these numbers.",
    ),
    "trial": (
        "お試しリスト：営業が未対応のリードを無作為に選び、推計を確かめる",
        "Trial list: settle it with random leads that sales has not worked",
    ),
    "trial.text": (
        "合意のSQLの線（{agreed}点）より下の{low}〜{below}点で、営業が未対応のリードから無作為に選びます。対応した結果を記録すると、推計がその分だけ補正されます。30〜60件が目安です。",
        "Drawn at random from leads with {low} to {below} points, below the agreed SQL line ({agreed}), that sales has not worked. Record what came of them and the estimate is corrected. 30 to 60 leads are enough.",
    ),
    "trial.size": ("件数", "How many"),
    "trial.draw": ("お試しリストを作る", "Draw a trial list"),
    "trial.open": ("お試しリストを開く", "Open the trial list"),
    "trial.drawn_all": (
        "対象が{count}件しか残っていなかったため、{count}件のお試しリストを作りました。",
        "No more leads were left: the trial list holds {count}.",
    ),
    "trial.few": (
        "まだ{known}件のため、補正は目安です（30件以上で安定します）。",
        "Only {known} outcomes so far: treat the correction with care (30 or more make it steady).",
    ),
    "trial.drawn": ("{count}件のお試しリストを作りました。", "Trial list drawn: {count}."),
    "trial.state": (
        "お試しリスト {drawn}件のうち、結果が出たのは {known}件です（うち商談 {success}件）。",
        "Of {drawn} trial leads, the outcome of {known} is known; {success} led to an opportunity.",
    ),
    "trial.ratio": (
        "お試しの結果から、試した点数以下の推計を {ratio}倍に補正しています。",
        "The trial corrects the estimate, up to the highest score tried, by a factor of {ratio}.",
    ),
    "trial.read_only": (
        "読み取り専用で開いているため、お試しリストは作れません。",
        "The database is open read-only, so no trial list can be drawn.",
    ),
    "how.board": (
        "問い合わせ＝期間中に発生したリード。MQL＝スコアがMQLのしきい値以上のリード。SQL＝スコアがSQLのしきい値以上のリード。SQL化率＝SQL÷{denominator}。商談＝これらのリードから生まれた商談の数。受注額＝そのうち受注した金額の合計。スコアは、営業が最初に接触するまでの行動だけを数えます（その後の行動を足すと、点数が実力以上に見えるため）。",
        "Inquiries: leads created in the period. MQLs: leads with a score at or above the MQL threshold; SQLs likewise. SQL rate: SQLs / {denominator}. Opportunities: deals opened from these leads. Won amount: the sum of those won. The score counts behaviour only up to the first sales touch: counting what a buyer did after sales called would flatter it.",
    ),
    "how.chain": (
        "受注＝目標÷平均受注額、商談＝受注÷受注率（対 商談）、SQL＝商談÷商談化率、MQLと問い合わせも同様です。端数なしの分数で計算し、目標に届く最小の整数を表示します（段階ごとの切り上げは重ねません）。率はリード発生日を基準に、実績に「今後」「推計」「参考推計」を加えたものです。",
        "Wins = goal / average deal; opportunities = wins / win rate (of opportunities); SQLs = opportunities / opportunities per SQL; MQLs and inquiries likewise. Worked out in exact fractions; shown is the smallest whole number that still reaches the goal at each level (not chained). The rates are by cohort, including what is still to come, estimated and extrapolated.",
    ),
    "how.estimate": (
        "実績＝結果が分かっているリードの単純な件数。今後＝まだ日が浅いリードから、これまでの所要日数の分布に照らして出てくる見込み。推計＝10点刻みの点数帯に結果の分かるリードが5件以上ある場合の、ベータ二項モデル（ロジスティック曲線を中心に縮約）による見込み。参考推計＝5件に満たない点数帯の見込み。80%範囲は実績から、推計の上側10%点まで。対応しても商談が減ることはないという仮定だけで、下限は実績になります。実際のCRMで答え合わせをした方法ではなく、真の値が分かる模擬データで検証したものです。",
        "Observed: plain counts of known leads. To come: what young leads will still bring, by the distribution of lead times so far. Estimated: unknown leads in a bucket of ten points with at least 5 known ones, by a beta-binomial centred on a logistic curve. Extrapolated: the same where fewer are known. The 80 % range runs from observed to the upper end: its lower end only assumes that working a lead never destroys a deal. Checked against simulated truths, not against a real CRM's hidden truth.",
    ),
    "how.capacity": (
        "営業の負荷＝期間中のSQL÷週数。最良の組み合わせは、5,253通りすべてについて、SQL以上は営業が直接、MQL以上SQL未満はインサイドセールスが先に対応する（成果は{factor}倍と仮定）として、対応しきれる割合×見込み受注額−対応コスト（1件 {cost}）を比べたものです。人数・係数・コストは入力値で、実測ではありません。",
        "Load: SQLs of the period / weeks. For all 5,253 pairs: leads from SQL up go straight to sales, those from MQL up to inside sales first (worth {factor} of a direct one, an assumption); compared is share followed up × expected won amount − handling cost ({cost} a lead). People, factor and cost are inputs, not measurements.",
    ),
    "how.trial": (
        "営業が未対応で、まだお試しに選ばれていないリードから、乱数で順番を付けて選びます（良さそうなリードを選ばないことが要点です）。結果が分かったら、商談になった件数k、推計で見込んだ件数eから、推計を（k＋1）÷（e＋1）倍に補正します。検証では、30件で偏りが＋37%から＋3%に縮みました。",
        "Drawn in random order from leads that sales has not worked and no earlier trial has drawn; what matters is that nobody picks the promising ones. Once outcomes are known, the estimate is multiplied by (k + 1) / (e + 1): k opportunities found, e expected. In simulation 30 leads cut the bias from +37 % to +3 %.",
    ),
    "count.weeks": ("期間の週数", "Weeks in the period"),
    "count.field": ("営業が期間中に対応できる件数", "Leads sales can work in the period"),
    "count.inside": (
        "インサイドセールスが期間中に対応できる件数",
        "Leads inside sales can work in the period",
    ),
    "count.between": ("MQLの線以上・SQLの線未満", "Between the MQL and the SQL line"),
    "count.bucket": ("点数帯", "Score"),
    "count.known": ("結果が分かる", "Known"),
    "count.rate": ("商談になる率（推計に使用）", "Opportunity rate used"),
    "count.leads": ("リード", "Leads"),
    "count.worked": ("営業が対応", "Worked by sales"),
    "count.judged": ("営業が判定", "Judged by sales"),
    "count.accepted": ("SQLと判定", "Accepted"),
    "count.selected": ("SQL（しきい値以上）", "SQLs (at or above the line)"),
    "count.no_score": ("スコアなし", "Without a score"),
    "count.opportunity_leads": ("商談のあるリード", "Leads with an opportunity"),
    "count.deals": ("商談（実績）", "Opportunities (observed)"),
    "count.won": ("受注（実績）", "Won deals (observed)"),
    "count.lost": ("失注（実績）", "Lost deals (observed)"),
}
