"""The goal page, its form: fixed numbers, ways out of contradictions, how far limits reach, rounding."""

SENTENCES: dict[str, tuple[str, str]] = {
    "rates": (
        "率は「40%」のほか、「40」でも40%と読みます（1は100%、0.4は40%です）。",
        "For a rate, 40% and 40 both mean 40 % (1 is 100 %, 0.4 is 40 %).",
    ),
    "data": ("データ：{value}", "data: {value}"),
    "found": ("計算：{value}", "worked out: {value}"),
    "beside": ("{value}（データ：{data}）", "{value} (data: {data})"),
    "empty": ("空欄", "empty"),
    "refused": (
        "{field}：{problem}いまは {showing} のままです。",
        "{field}: {problem} It still is {showing}.",
    ),
    "forward": ("月の予算から受注を見通す", "From a monthly budget to won deals"),
    "forward.help": (
        "広告予算（月）とCPAから、期間の問い合わせ・商談・受注を計算します。固定した件数や会社の目標は空欄に戻します。",
        "Works out inquiries, opportunities and won deals from the budget a month and the CPA. Fixed counts and the company's goal are cleared.",
    ),
    "and": ("と", " and "),
    "or": ("、または", ", or "),
    "missing": (
        "「数字を固定」で{inputs}を入力すると決まります。",
        "Known once you fix {inputs} (under “Fix numbers”).",
    ),
    "note.company": ("（会社の目標から）", "(from the company's goal)"),
    "note.disputed": ("（矛盾あり）", "(contradicted)"),
    "mend.seek": ("受注額を求める（目標を外す）", "Find the won amount (drop the goal)"),
    "mend.clear": ("{node}を空欄にする", "Clear: {node}"),
    "mend.others": ("値を変えて直す", "Change a value"),
    "mend.set": ("{node}を {value} にする", "{node}: {value}"),
    "reach": (
        "{limits}で届くのは{node} {best}までです。目標には同じ期間が{periods}回分必要です。期間全体をこの率で積み上げた数で、実績と動いている案件を足した着地見込みとは別の計算です。",
        "{limits}: that reaches {node} {best} at most. The goal takes {periods} such periods. This is the chain over a whole period at these rates; the outlook below adds up what is won, in flight and still to come.",
    ),
    "reach.never": (
        "{limits}では、{node}は {best} です。何期間かけても目標に届きません。",
        "{limits}: that brings {node} {best}. The goal is never reached, in however many such periods.",
    ),
    "rounding": ("端数の扱い", "Rounding"),
    "rounding.plan": ("目標に届く最小の整数", "Smallest that reaches the goal"),
    "rounding.document": ("段階ごとに切り捨て（資料どおり）", "Down at each step (as documents do)"),
    "rounding.exact": ("端数のまま", "Exact"),
    "say.plan": (
        "計算は端数のまま進め、表示する件数は目標に届く最小の整数です（途中で丸めません）。",
        "All steps are exact; what is shown is the smallest whole number that still reaches the goal.",
    ),
    "say.document": (
        "段階ごとに端数を切り捨て、その値を次の段階に使っています（資料の計算と同じ）。目標にわずかに届かないことがあります。",
        "Each step is rounded down and handed on, as published examples do; the goal may be missed by a little.",
    ),
    "say.exact": (
        "端数を丸めずに表示しています。",
        "Nothing is rounded before it is shown.",
    ),
}
