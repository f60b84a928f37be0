"""The points that outcomes suggest, and what is tried kept as a draft."""

SENTENCES: dict[str, tuple[str, str]] = {
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
    "draft.open": ("合意の画面で下書きを開く", "Open the draft on the agreement page"),
    "draft.kept": (
        "「{name}」を下書きに残しました。合意するまで、いまの点数が使われます。",
        "“{name}” is kept as a draft. Today's points count until both sides agree.",
    ),
}
