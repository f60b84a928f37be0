"""The goal page, its chances: how likely the goal is, and what 50, 80 and 95 % take."""

SENTENCES: dict[str, tuple[str, str]] = {
    "open": (
        "目標とすべての率が決まると、ここに計算結果を表示します。",
        "Once the goal and all rates are known, the result stands here.",
    ),
    "landing": (
        "**着地見込みは {landing}**（80%範囲 {low}〜{high}）：実績 {done} ＋ いま動いている商談とリードから {flight} ＋ いまのペースで入る問い合わせから {new}。",
        "**Expected by the end of the period: {landing}** (80 % range {low} – {high}): {done} so far, {flight} from the deals and leads in flight, {new} from inquiries at today's pace.",
    ),
    "landing.ahead": (
        "**いまのペースなら {landing}**（80%範囲 {low}〜{high}）：いま動いている商談とリードから {flight} ＋ これから入る問い合わせから {new}。",
        "**At today's pace: {landing}** (80 % range {low} – {high}): {flight} from the deals and leads in flight, {new} from inquiries to come.",
    ),
    "over": (
        "この期間は終わっています。目標 {goal} に対して、実績は {done} でした。",
        "This period is over: {done} of the goal of {goal}.",
    ),
    "done": ("この期間の実績は {done} です。", "So far in this period: {done}."),
    "reach": (
        "いまのペースで目標 {goal} に届く可能性は **{chance}** です。",
        "The chance of reaching {goal} at today's pace is **{chance}**.",
    ),
    "from_now": ("問い合わせ（これから新しく）", "Inquiries (new, from now on)"),
    "never": ("間に合いません", "too late"),
    "least": ("1%未満", "below 1%"),
    "most": ("99%超", "above 99%"),
    "uncertain": (
        "必要数の幅にいちばん影響しているのは{name}の不確かさです（幅の{share}）。偶然によるものは{luck}です。",
        "What spreads the need most is the uncertainty of {name} ({share} of the spread); chance alone makes {luck}.",
    ),
    "level": ("段階", "Level"),
    "column": ("{chance}の\u200b確かさで\u200b必要", "Needed for a {chance} chance"),
    "say.running": (
        "「これから新しく」は、実績と動いている分を除いて必要な数です。ほかの行は、実績を含めて期間全体で必要な数です。",
        "“New, from now on” is beside what is done and in flight; the other rows are for the whole period.",
    ),
    "say": (
        "率のもとになる件数の少なさ、受注額のばらつき、偶然を含めて計算しています。入力した率は確かなものとして扱います。上のツリーの必要数は平均どおりに進んだ場合の数なので、受注額のばらつきが大きいと、その件数では半分の確かさにも届かないことがあります。",
        "Counts the evidence behind each rate, the spread of deal sizes and luck. Rates you typed are taken as known. The counts of the tree above hold if all goes as on average: where deal sizes vary much, they may not even reach the goal half the time.",
    ),
    "why.no_average_deal": (
        "平均受注額が0以下のため、計算できません。",
        "Undefined: the average deal is not above 0.",
    ),
    "why.no_win": (
        "受注がないため、受注額の見込みを立てられません。「数字を固定」で平均受注額を入力してください。",
        "No deal is won, so no deal size is known. Type an average deal under “Fix numbers”.",
    ),
    "why.one_win": (
        "受注が1件だけのため、受注額の見込みを立てられません。「数字を固定」で平均受注額を入力してください。",
        "One won deal says too little about deal sizes. Type an average deal under “Fix numbers”.",
    ),
    "why.few_wins": (
        "受注が5件未満のため、受注額の見込みを立てられません。「数字を固定」で平均受注額を入力してください。",
        "Fewer than five won deals say too little about deal sizes. Type an average deal under “Fix numbers”.",
    ),
    "why.no_won_amount": (
        "受注額がすべて0円のため、計算できません。「数字を固定」で平均受注額を入力してください。",
        "All won deals are of 0 yen. Type an average deal under “Fix numbers”.",
    ),
    "why.rate_zero": (
        "{level}から先へ進む率が0のため、計算できません。",
        "Undefined: none of the level “{level}” goes on.",
    ),
    "why.rate_above_one": (
        "{level}から先へ進む率が100%を超えています。「数字を固定」で率を入力してください。",
        "More than 100 % of the level “{level}” go on. Type that rate under “Fix numbers”.",
    ),
    "why.no_trials": (
        "{level}の結果がまだ分かっていません。",
        "No outcome of the level “{level}” is known yet.",
    ),
}
