"""Owns the invented companies, e-mail addresses and hand-typed oddities of the sample; none exists."""

import numpy as np
import pandas as pd

FIRST = {
    "霧": "kiri", "朝": "asa", "瑞": "mizu", "蒼": "ao", "鶴": "tsuru", "雪": "yuki", "桐": "kiri",
    "柊": "hiiragi",
    "楓": "kaede", "琴": "koto", "碧": "midori", "葦": "ashi", "銀": "gin", "暁": "akatsuki", "槙": "maki",
    "笹": "sasa", "椿": "tsubaki", "渚": "nagisa", "雲": "kumo", "霞": "kasumi", "梓": "azusa", "榛": "hari",
    "虹": "niji", "鷺": "sagi", "萩": "hagi", "燕": "tsubame", "灯": "tomo", "織": "ori", "鈴": "suzu",
    "弓": "yumi",
}  # fmt: skip
SECOND = {
    "凪": "nagi", "峰": "mine", "坂": "saka", "瀬": "se", "浦": "ura", "堤": "tsutsumi", "窪": "kubo",
    "畑": "hata",
    "渡": "watari", "杜": "mori", "磯": "iso", "岬": "misaki", "沢": "sawa", "滝": "taki", "郷": "go",
    "嶺": "mine",
    "苑": "sono", "汐": "shio", "砂": "suna", "橋": "bashi", "垣": "gaki", "倉": "kura", "守": "mori",
    "見": "mi",
}  # fmt: skip
TRADE = {
    "automotive": [("自動車部品", "autoparts"), ("モータース", "motors"), ("車体", "body")],
    "electronics": [("電子", "denshi"), ("半導体", "semicon"), ("ＯＰＴ", "opt"), ("電機", "denki")],
    "machinery": [("精機", "seiki"), ("機工", "kiko"), ("マシナリー", "machinery"), ("製作所", "works")],
    "food": [("食品", "foods"), ("製菓", "seika"), ("フーズ", "foods")],
    "pharma": [("製薬", "pharma"), ("薬品工業", "yakuhin"), ("バイオ", "bio")],
    "chemicals": [("化学", "kagaku"), ("化成", "kasei"), ("ケミカル", "chem")],
    "logistics": [("運輸", "unyu"), ("物流", "logi"), ("ロジ", "logi")],
    "public": [("市工業技術センター", "tech-center"), ("市水道局", "water"), ("産業振興公社", "promotion")],
}
INDUSTRY_SHARE = {
    "automotive": 0.17, "electronics": 0.19, "machinery": 0.21, "food": 0.12,
    "pharma": 0.08, "chemicals": 0.11, "logistics": 0.08, "public": 0.04,
}  # fmt: skip
SIZE_SHARE = {"1-49": 0.27, "50-299": 0.37, "300-999": 0.22, "1000+": 0.14}
SURNAMES = [
    "aoi", "fujisawa", "hanada", "igarashi", "kanzaki", "kurose", "minase", "nagira", "onodera", "saegusa",
    "shirai", "tachibana", "tokiwa", "uehara", "wakui", "yasuda", "yukimura", "zaizen", "mochida", "hoshino",
]  # fmt: skip
LEGAL_FORM = [
    "株式会社{}",
    "{}株式会社",
    "㈱{}",
    "{}㈱",
    "(株){}",
    "株式会社　{}",
    "有限会社{}",
    "{}合同会社",
]
LEGAL_FORM_SHARE = [0.36, 0.36, 0.1, 0.06, 0.04, 0.03, 0.03, 0.02]
HALF_WIDTH = ["ｶ)ｱｻﾅｷﾞｾｲｷ", "ﾕｷﾐﾈﾃﾞﾝｼ(ｶ", "ｶ)ｵﾘｻﾞｶｼｮｸﾋﾝ", "ﾂﾙｾｶｶﾞｸ", "ｷﾘｻﾜﾛｼﾞ(ｶ"]
EMOJI = ["😊", "🏭", "✨", "🔧", "📏"]


def companies(rng: np.random.Generator, company_count: int = 3600) -> pd.DataFrame:
    """Return one row a company: company_id, stem (bare name), domain, industry, company_size."""
    stems = [(a + b, FIRST[a] + SECOND[b]) for a in FIRST for b in SECOND]
    industry = rng.choice(list(INDUSTRY_SHARE), company_count, p=list(INDUSTRY_SHARE.values()))
    rows, seen = [], set()
    for number, code in enumerate(industry):
        while True:
            kanji, romaji = stems[rng.integers(len(stems))]
            trade, trade_romaji = TRADE[code][rng.integers(len(TRADE[code]))]
            if (kanji, trade) not in seen:
                break
        seen.add((kanji, trade))
        rows.append((f"C-{number + 1:04d}", kanji + trade, f"{romaji}-{trade_romaji}.example", code))
    table = pd.DataFrame(rows, columns=["company_id", "stem", "domain", "industry"])
    table["company_size"] = rng.choice(list(SIZE_SHARE), company_count, p=list(SIZE_SHARE.values()))
    table["weight"] = rng.pareto(1.8, company_count) + 0.3  # a few companies send many leads
    return table


def written_names(rng: np.random.Generator, stems: pd.Series, industry: pd.Series) -> list[str]:
    """Return each company as a visitor types it: legal form before or after, short, full-width."""
    pattern = rng.choice(LEGAL_FORM, len(stems), p=LEGAL_FORM_SHARE)
    ascii_letters = rng.random(len(stems)) < 0.5
    names = []
    for stem, code, form, plain in zip(stems, industry, pattern, ascii_letters, strict=True):
        typed = stem.replace("ＯＰＴ", "OPT") if plain else stem
        names.append(typed if code == "public" else form.format(typed))
    return names


def emails(rng: np.random.Generator, domains: list[str]) -> list[str]:
    """Return one address a lead, unique within the sample, on .example domains only."""
    seen: dict[str, int] = {}
    addresses = []
    for domain in domains:
        local = f"{'abcdefghijkmnrstuy'[rng.integers(18)]}.{SURNAMES[rng.integers(len(SURNAMES))]}"
        again = seen.get(f"{local}@{domain}", 0)
        seen[f"{local}@{domain}"] = again + 1
        addresses.append(f"{local}{again + 1 if again else ''}@{domain}")
    return addresses


def add_oddities(rng: np.random.Generator, lead: pd.DataFrame, odd_count: int = 40) -> None:
    """Overwrite the company of about 40 leads, in place, with a long name, an emoji or half-width kana."""
    rows = rng.choice(lead.index[lead["company"].notna()], odd_count, replace=False)
    for number, row in enumerate(rows):
        name = str(lead.at[row, "company"])
        if number % 3 == 0:
            name += "　国際統合計測事業本部　第二生産技術統括部　次世代検査装置開発推進室　品質保証グループ"
        elif number % 3 == 1:
            name += EMOJI[number % len(EMOJI)]
        else:
            name = HALF_WIDTH[number % len(HALF_WIDTH)]
        lead.at[row, "company"] = name
