"""What the numbers say, word by word in both languages, and never more than the numbers know."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.decompose import RATE_CODES, chain_effects
from kpi.decompose_bridge import Step, bridge
from kpi.decompose_fold import OTHER
from kpi.decompose_segments import Counts, segment_effects
from kpi.decompose_steps import step_losses, weakest_step
from kpi.decompose_yen import Totals, yen_effects
from kpi.narrative import Claim, amount_claims, count_claims, rate_claims
from kpi.narrative_chain import READINGS, bridge_claims, chain_claims, step_claims
from pages.ui import narrative
from pages.ui.text import LANGUAGES, SENTENCES, Words
from tests.test_decompose import golden, levels_of

# display ads from 100 to 300 leads and from 10 to 3 %; all else as it was
FEWER_SQLS = (
    {"display_ad": Counts(10, 100), "referral": Counts(160, 400)},
    {"display_ad": Counts(9, 300), "referral": Counts(160, 400)},
)


def told(claims: tuple[Claim, ...]) -> tuple[list[str], list[str]]:
    japanese, english = (narrative.sentences(Words(language), claims) for language in LANGUAGES)
    return japanese, english


def codes(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.code for claim in claims]


def test_a_fall_is_told_with_its_causes_in_one_sentence() -> None:
    claims = rate_claims("sql_rate", "channel", segment_effects(*FEWER_SQLS))
    # 34.0 → 24.1 %: mix 0.229 x (0.065 - 0.291) = -5.2, and -0.229 x (0.4 - 0.291) = -2.5
    assert told(claims) == (
        [
            "SQL化率（対 問い合わせ）は9.9ポイント低下（34.0%→24.1%）："
            "5.2ポイントはディスプレイ広告の構成比の増加、2.5ポイントは紹介の構成比の減少、2.2ポイントはディスプレイ広告の率の低下によるものです。"
        ],
        [
            "SQL rate (of inquiries) −9.9 points (34.0% → 24.1%):"
            " 5.2 points from a larger share of display ads,"
            " 2.5 points from a smaller share of referrals, 2.2 points from a lower rate of display ads."
        ],
    )


def test_a_rise_names_what_worked_against_it_and_what_came_new() -> None:
    before = {"web": Counts(200, 1000), "fair": Counts(300, 1000), "old": Counts(0, 100)}
    after = {"web": Counts(400, 1000), "fair": Counts(240, 1000), "new": Counts(90, 100)}
    japanese, english = told(rate_claims("sql_share", "industry", segment_effects(before, after)))
    assert japanese == [
        "SQL化率（対 MQL）は11.0ポイント上昇（23.8%→34.8%）：9.5ポイントはwebの率の上昇、"
        "2.9ポイントはnewが新しく加わったこと、1.4ポイントはoldがなくなったことによるものです。",
        "一方で、次の動きが逆方向に働きました：fairの率の低下（−2.9ポイント）。",
    ]
    assert english[1] == "Against it: a lower rate of fair (−2.9 points)."


def test_what_no_segment_explains_is_said() -> None:
    rest = {f"c{i}": Counts(30, 100) for i in range(8)}
    fell = {f"c{i}": Counts(25, 100) for i in range(8)}
    more, less = {**rest, "mail": Counts(300, 400)}, {**fell, "mail": Counts(200, 400)}
    japanese, english = told(rate_claims("opportunity_rate", "channel", segment_effects(more, less)))
    assert japanese[1:] == ["残りの3.3ポイントは、どのチャネルによるものか、この件数では言い切れません。"]
    assert english[1:] == ["The other 3.3 points cannot be pinned on any one channel with these counts."]
    rose = segment_effects({**rest, "mail": Counts(200, 400)}, {**fell, "mail": Counts(300, 400)})
    japanese, english = told(rate_claims("opportunity_rate", "channel", rose))
    assert japanese[1:] == [
        "ほかの動きは合わせて−3.3ポイントですが、どのチャネルによるものか、この件数では言い切れません。"
    ]
    assert english[1].startswith("Everything else adds up to −3.3 points, which cannot")
    spread = told(rate_claims("opportunity_rate", "own column", segment_effects(rest, fell)))
    assert spread[0] == [
        "商談化率（対 SQL）は5.0ポイント低下（30.0%→25.0%）しました。",
        "どのown columnによるものかは、この件数では言い切れません。",
    ]
    assert spread[1][1] == "It cannot be pinned on any one own column with these counts."


@pytest.mark.parametrize(
    ("before", "after", "in_band", "japanese", "english"),
    [
        (
            *(Counts(30, 200), Counts(26, 200), None),
            "MQL率の差（−2.0ポイント、15.0%→13.0%）は、この件数では偶然でも起こる大きさです。",
            "MQL rate −2.0 points (15.0% → 13.0%): with these counts, this can be chance.",
        ),
        (
            *(Counts(100, 200), Counts(26, 200), True),
            "MQL率の差（−37.0ポイント、50.0%→13.0%）は、ふだんの変動の範囲内です。",
            "MQL rate −37.0 points (50.0% → 13.0%): within its usual variation.",
        ),
        (
            *(Counts(1, 4), Counts(2, 5), False),
            "MQL率は、件数が少ないため（4件→5件）、変化したかどうか判断できません。",
            "MQL rate: too few cases (4, then 5) to tell whether it changed.",
        ),
        (
            *(Counts(30, 200), Counts(60, 400), None),
            "MQL率は15.0%で、変わっていません。",
            "MQL rate: 15.0%, unchanged.",
        ),
        (
            *(Counts(0, 0), Counts(60, 400), None),
            "MQL率は、比較する期間に対象が1件もないため比べられません（今回 15.0%）。",
            "MQL rate: nothing to compare with, the earlier period has no cases (now 15.0%).",
        ),
        (
            *(Counts(60, 400), Counts(0, 0), None),
            "MQL率は、今回の期間に対象が1件もないため計算できません（比較する期間は 15.0%）。",
            "MQL rate: undefined, this period has no cases (before: 15.0%).",
        ),
        (
            *(Counts(0, 0), Counts(0, 0), None),
            "MQL率は、どちらの期間にも対象が1件もないため計算できません。",
            "MQL rate: undefined, neither period has any cases.",
        ),
    ],
)
def test_no_story_is_told_of_a_change_that_is_none(
    before: Counts, after: Counts, in_band: bool | None, japanese: str, english: str
) -> None:
    found = segment_effects({"mail": before}, {"mail": after})
    claims = rate_claims("mql_rate", "channel", found, in_band=in_band)
    assert told(claims[:1]) == ([japanese], [english])


def test_moves_that_cancel_out_are_told_beneath_an_unmoved_whole() -> None:
    before = {"mail": Counts(100, 500), "webinar": Counts(100, 500)}
    after = {"mail": Counts(50, 500), "webinar": Counts(150, 500)}
    japanese, english = told(rate_claims("win_rate", "channel", segment_effects(before, after)))
    assert japanese == [
        "受注率（対 商談）は20.0%で、変わっていません。",
        "全体の差とは別に、偶然とはいえない動きがあります："
        "メールの率の低下（−5.0ポイント）、ウェビナーの率の上昇（+5.0ポイント）。",
    ]
    assert english[1] == (
        "Beneath it, some things did move beyond chance: a lower rate of e-mail (−5.0 points),"
        " a higher rate of webinars (+5.0 points)."
    )


def test_the_chain_of_an_amount_says_what_counts_cannot_tell() -> None:
    before, after, _ = golden("lmdi_chain")
    japanese, english = told(chain_claims(chain_effects(before, after)))
    assert japanese == [
        "受注額は240万円増加（2,400万円→2,640万円）：660.7万円は問い合わせの増加、"
        "459.1万円は平均受注額の上昇（大口1件でも動く値）、"
        "237.5万円はSQL化率（対 MQL）の上昇（偶然の可能性あり）によるものです。",
        "一方で、次の動きが逆方向に働きました：受注率（対 商談）の低下（−515.7万円、偶然の可能性あり）、"
        "MQL率の低下（−336.2万円）、商談化率（対 SQL）の低下（−265.3万円、偶然の可能性あり）。",
    ]
    assert english == [
        "Won amount +¥2.4M (¥24M → ¥26.4M): ¥6.6M from more inquiries,"
        " ¥4.6M from a higher average deal (one large deal can move it),"
        " ¥2.4M from a higher SQL rate (of MQLs) (may be chance).",
        "Against it: a lower win rate (of opportunities) (−¥5.2M, may be chance), a lower MQL rate (−¥3.4M),"
        " a lower opportunity rate (of SQLs) (−¥2.7M, may be chance).",
    ]


def test_a_factor_inside_its_own_band_may_be_chance() -> None:
    before, after, _ = golden("lmdi_chain")
    claims = chain_claims(chain_effects(before, after), quiet=["leads"])
    certain = {str(one.fields["factor"]): one.fields["certainty"] for one in claims[1:]}
    assert (certain["leads"], certain["mql_rate"]) == ("chance", "sure")


def test_all_other_segments_have_a_name() -> None:
    found = segment_effects({OTHER: Counts(100, 500)}, {OTHER: Counts(200, 500)})
    japanese, english = told(rate_claims("mql_rate", "form", found))
    assert japanese[0].endswith("：20.0ポイントはその他の率の上昇によるものです。")
    assert english[0].endswith(": 20.0 points from a higher rate of all others.")


def test_an_amount_is_told_by_the_segments_that_moved_it() -> None:
    def of(trials: int, wins: int, deal: float) -> Totals:
        return Totals(trials, wins, wins * deal, wins * deal**2 * 1.25)  # deals vary by half of their mean

    before = {"exhibition": of(300, 100, 2e6), "mail": of(300, 60, 1e6)}
    after = {"exhibition": of(300, 30, 2e6), "mail": of(150, 30, 1e6)}
    japanese, english = told(amount_claims("channel", "opportunities", yen_effects(before, after)))
    assert japanese == [
        "受注額は1.7億円減少（2.6億円→9,000万円）：1.4億円は展示会の受注率の低下、"
        "4,944万円は商談の減少、1,750万円はメールの構成比の減少によるものです。",
        "一方で、次の動きが逆方向に働きました：展示会の構成比の増加（+3,889万円）。",
    ]
    assert english[0].startswith(
        "Won amount −¥170M (¥260M → ¥90M): ¥141.9M from a lower win rate of exhibitions,"
    )
    dearer = {"exhibition": of(300, 100, 3e6), "mail": of(300, 60, 1e6)}
    assert told(amount_claims("channel", "leads", yen_effects(before, dearer))) == (
        ["受注額は1億円増加（2.6億円→3.6億円）：1億円は展示会の平均受注額の上昇によるものです。"],
        ["Won amount +¥100M (¥260M → ¥360M): ¥100M from larger deals of exhibitions."],
    )


def test_an_amount_that_no_segment_moved_alone_has_no_story() -> None:
    before = {"mail": Totals(100, 20, 20e6), "webinar": Totals(100, 20, 20e6)}
    after = {"mail": Totals(101, 21, 25e6), "webinar": Totals(99, 19, 19e6)}
    found = yen_effects(before, after)
    assert codes(amount_claims("channel", "leads", found)) == ["level_rose", "causes_unclear"]
    assert codes(amount_claims("channel", "leads", found, in_band=True)) == ["change_inside_band"]
    assert codes(amount_claims("channel", "leads", yen_effects(before, before))) == ["unchanged"]
    swapped = yen_effects(
        {**before, "mail": Totals(100, 80, 20e6)}, {**before, "webinar": Totals(100, 80, 20e6)}
    )
    assert codes(amount_claims("channel", "leads", swapped)) == ["unchanged", *["nonetheless_rate"] * 2]


def test_a_count_is_told_by_the_segments_that_moved_it() -> None:
    moves = [
        ("display_ad", 100.0, 200.0, "higher"),
        ("mail", 80.0, 40.0, "lower"),
        ("x", 9.0, 11.0, "too_few"),
    ]
    japanese, english = told(count_claims("leads", "channel", moves))  # type: ignore[arg-type]
    assert japanese == [
        "問い合わせは62件増加（189件→251件）：100件はディスプレイ広告の増加によるものです。",
        "一方で、次の動きが逆方向に働きました：メールの減少（−40件）。",
    ]
    assert english == [
        "Inquiries +62 (189 → 251): 100 from more of display ads.",
        "Against it: fewer of e-mail (−40).",
    ]
    assert codes(count_claims("leads", "channel", [("x", 9.0, 11.0, "cannot_tell")])) == [
        "change_inside_noise"
    ]


def test_few_wins_are_told_by_opportunities() -> None:
    before, after = levels_of(100, 40, 20, 10, 2, 10**6), levels_of(100, 30, 10, 3, 1, 10**6)
    japanese, english = told(chain_claims(chain_effects(before, after)))
    assert japanese == [
        "受注が5件に満たない期間があるため、受注額ではなく商談で要因を見ています。",
        "商談は7件減少（10件→3件）：3件は商談化率（対 SQL）の低下（偶然の可能性あり）、"
        "2件はSQL化率（対 MQL）の低下、2件はMQL率の低下によるものです。",
    ]
    assert english[0] == "A period has fewer than 5 wins: causes are told for opportunities instead of yen."
    fewer = chain_effects(before, {**before, "opportunities": 8})
    assert told(chain_claims(fewer))[0][1] == (
        "商談の差（−2件、10件→8件）は、この件数では偶然でも起こる大きさです。"
    )


def test_nothing_before_nothing_after_and_nothing_new_are_plain_words() -> None:
    some, none = levels_of(10, 8, until="mqls"), levels_of(10, 0, until="mqls")
    assert told(chain_claims(chain_effects(none, some))) == (
        ["MQLは0から8件になりました。"],
        ["MQLs: 8, after none before."],
    )
    assert told(chain_claims(chain_effects(some, none))) == (
        ["MQLは8件から0になりました。"],
        ["MQLs: none, after 8 before."],
    )
    assert told(chain_claims(chain_effects(some, some)))[0] == ["MQLは8件で、変わっていません。"]
    many = chain_claims(chain_effects(some, levels_of(100, 90, until="mqls")), in_band=True)
    assert told(many)[0] == [
        "MQLの差（+82件、8件→90件）は、ふだんの変動の範囲内です。",
        "全体の差とは別に、偶然とはいえない動きがあります：問い合わせの増加（+78件）。",
    ]


def test_a_factor_without_a_base_is_named() -> None:
    before, after = (
        levels_of(100, 40, 0, 10, until="opportunities"),
        levels_of(90, 40, 20, 40, until="opportunities"),
    )
    japanese, english = told(chain_claims(chain_effects(before, after)))
    assert japanese == [
        "商談は30件増加（10件→40件）：30件はMQL1件あたりの商談数の上昇によるものです。",
        "商談化率（対 SQL）は、対象が1件もない期間があるため、要因に入れていません。",
    ]
    assert english[0] == "Opportunities +30 (10 → 40): 30 from a higher ratio of opportunities to MQLs."


def test_the_bridge_tells_what_only_seems_to_have_moved() -> None:
    found = bridge(120e6, 90e6, [Step("win_rate", -30e6)], reported=100e6, by_old_rule=108e6)
    assert told(bridge_claims("amount_yen", found)) == (
        [
            "前回のあとに届いたデータで生じた、比較する期間の受注額の差は+800万円です。",
            "定義を変えたことだけで生じた受注額の差は+1,200万円です。",
        ],
        [
            "Data that arrived after the last meeting moved the earlier won amount by +¥8M.",
            "The changed definition alone moved won amount by +¥12M.",
        ],
    )
    assert bridge_claims("amount_yen", bridge(1, 2, [Step("leads", 1)], reported=1, by_old_rule=1)) == ()


def test_the_weakest_step_is_read_only_where_it_is_sure() -> None:
    levels = levels_of(1000, 400, 200, 100, 10, 10_000_000)
    assert told(step_claims(weakest_step(levels, {"win_rate": 0.3, "mql_rate": 0.41}))) == (
        [
            "いちばん響いているのは受注率（対 商談）です：基準の30.0%に対して10.0%で、"
            "受注額にして2,000万円の差になります。",
            "商談に対して受注が少ない：提案の内容か、期待値のずれに問題があるかもしれません。",
        ],
        [
            "What costs most is the win rate (of opportunities):"
            " 10.0% against 30.0%, worth ¥20M of won amount.",
            "Many opportunities, few wins: proposals or wrong expectations.",
        ],
    )
    for reference in ({"deal_yen": 2e6}, {"mql_rate": 0.41}):
        assert codes(step_claims(weakest_step(levels, reference))) == ["weakest_step_maybe"]
    assert told(step_claims(None)) == (
        ["基準を下回っている段階はありません。"],
        ["No step falls short of its reference."],
    )


def test_every_reading_has_its_sentence() -> None:
    levels = levels_of(1000, 100, 100, 100, 50, 10**8)
    best = {
        "leads": 2e3,
        "mql_rate": 1,
        "sql_share": 2,
        "opportunity_rate": 2,
        "win_rate": 1,
        "deal_yen": 3e6,
    }
    found = {one.reading for one in step_losses(levels, best)}
    assert found | {"leads_to_sqls"} == set(READINGS)
    assert {f"narrative.reading.{one}" for one in READINGS} <= set(SENTENCES)
    assert {f"narrative.kpi.{one}" for one in RATE_CODES.values()} <= set(SENTENCES)


counts = st.integers(0, 300).flatmap(lambda n: st.builds(Counts, st.integers(0, n), st.just(n)))
sides = st.dictionaries(st.sampled_from(["display_ad", "mail", "-", "<b>x</b>"]), counts, max_size=4)


@given(sides, sides, st.sampled_from([None, True, False]))
@settings(max_examples=30, deadline=None)
def test_whatever_is_told_can_be_stored_and_is_sure_of_its_causes(
    before: dict[str, Counts], after: dict[str, Counts], in_band: bool | None
) -> None:
    found = segment_effects(before, after)
    claims = rate_claims("sql_rate", "channel", found, in_band=in_band)
    stored = [Claim(**one) for one in json.loads(json.dumps([vars(claim) for claim in claims]))]
    assert told(tuple(stored)) == told(claims)
    if any(code.startswith("because") for code in codes(claims)):
        assert in_band is not True
        assert found.direction != "cannot_tell"
    quiet = [
        replace(one, rate=replace(one.rate, verdict="cannot_tell"), mix=replace(one.mix, verdict="too_few"))
        for one in found.segments
    ]
    silent = rate_claims("sql_rate", "channel", replace(found, segments=tuple(quiet)), in_band=in_band)
    assert not [code for code in codes(silent) if code.startswith(("because", "against", "nonetheless"))]
