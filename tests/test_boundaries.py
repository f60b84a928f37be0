"""Who may import whom, where SQL, sentences and caches live: read from the source, without running it.

Every rule is a function from a parsed file to its offences, so that each can be shown to fail.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from kpi.sql import statement

PROJECT = Path(__file__).resolve().parents[1]
KPI = sorted((PROJECT / "kpi").rglob("*.py"))
SCREENS = sorted((PROJECT / "pages").glob("*.py"))
SHOWN = sorted([*(PROJECT / "pages").rglob("*.py"), *PROJECT.glob("app.py")])
SQL = PROJECT / "kpi" / "sql"
STATEMENTS = {path.stem: statement(path.stem) for path in sorted(SQL.glob("*.sql"))}
MIGRATIONS = {
    path.relative_to(SQL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((SQL / "migrations").rglob("*.sql"))
}
PARTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / "parts").glob("*.sql"))}
ARITHMETIC = {"estimate", "bucket_rate", "maturity", "capacity", "goal", "numbers", "curves", "score"} | {
    *("chance", "chance_inputs", "chance_draws", "phasing", "cumulative_plan", "in_flight", "levers"),
    *("decompose", "decompose_segments", "decompose_yen", "decompose_fold", "decompose_noise"),
    *("decompose_bridge", "decompose_steps", "smalln", "narrative", "narrative_chain"),
    *("trend", "compare"),
}
ARITHMETIC |= {"item_logit", "scoring_auc"}
ARITHMETIC |= {"agenda", "decision", "effect", "snapshot"}
# characters that are grammar of the input, not words of a sentence
INPUT_GRAMMAR = {
    "kpi/numbers.py": "兆億万千百円件回",
    "kpi/identity_keys.py": "株式会社有限合同資名相互一般公益財団法人特定非営利活動",
}
JAPANESE = re.compile(r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
SELECT = re.compile(r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b", re.IGNORECASE | re.DOTALL)
PERSONAL = {"_user", "_role", "_lang", "_language"}

Rule = Callable[[ast.Module], list[str]]


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield every imported name in full, wherever in the file it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}".lstrip(".") for alias in node.names)


def texts(tree: ast.Module) -> Iterator[str]:
    """Yield every string literal without docstrings; an f-string as a whole, with {} for its values."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def imports_the_screen(tree: ast.Module) -> list[str]:
    return [name for name in imports(tree) if name.split(".")[0] in {"streamlit", "altair", "pages", "app"}]


def imports_duckdb(tree: ast.Module) -> list[str]:
    return [name for name in imports(tree) if name.split(".")[0] in {"duckdb", "_duckdb"}]


def connects(tree: ast.Module) -> list[str]:
    """Find `duckdb.connect`, under whatever name duckdb was imported, and `from duckdb import connect`."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    aliases = {alias.asname or alias.name for node in nodes for alias in node.names if alias.name == "duckdb"}
    calls = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "connect" and ast.unparse(node.value) in aliases
    ]
    return calls + [name for name in imports(tree) if name == "duckdb.connect"]


def imports_a_page(tree: ast.Module) -> list[str]:
    return [
        name for name in imports(tree) if name.split(".")[0] == "pages" and name.split(".")[1:2] != ["ui"]
    ]


def computes(tree: ast.Module) -> list[str]:
    """Find what a page leaves to kpi and pages/ui: divisions, functions, SQL, the session's state."""
    kinds = (ast.Div, ast.FloorDiv, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, kinds)]
    found += sorted({text for text in texts(tree) if SELECT.search(text)})
    return found + touches_session_state(tree)


def touches_session_state(tree: ast.Module) -> list[str]:
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | set(texts(tree))
    names |= {name.rsplit(".", 1)[-1] for name in imports(tree)}
    return ["session_state"] * ("session_state" in names)


def caches(tree: ast.Module) -> list[str]:
    names = {"cache_data", "cache_resource"}
    used = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in names]
    return used + [name for name in imports(tree) if name.rsplit(".", 1)[-1] in names]


def caches_across_people(tree: ast.Module) -> list[str]:
    """Find cached functions whose key leaves out the person: Streamlit does not hash `_names`."""
    return [
        f"{node.name}({argument.arg})"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any("cache_" in ast.unparse(decorator) for decorator in node.decorator_list)
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if argument.arg in PERSONAL
    ]


def is_formatted(node: ast.AST) -> bool:
    """Say whether an expression puts text together."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join", "replace"}
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def formats_sql(tree: ast.Module) -> list[str]:
    """Find SQL put together from strings on its way into a cursor, directly or through a name."""
    formatted = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_formatted(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "sql", "query"}
        for text in node.args[:1]
        if is_formatted(text) or (isinstance(text, ast.Name) and text.id in formatted)
    ]


def speaks_japanese(tree: ast.Module) -> list[str]:
    return sorted({text for text in texts(tree) if JAPANESE.search(text)})


def sql_offences(text: str) -> list[str]:
    """Find what is wrong with one .sql file: its first line, its number of statements, its parameters."""
    statements = duckdb.extract_statements(text)
    found = [] if text.startswith("-- one row") else [f"first line {text.partition(chr(10))[0]!r}"]
    if len(statements) != 1:
        found.append(f"{len(statements)} statements")
    unnamed = [name for one in statements for name in one.named_parameters if not name.isidentifier()]
    return found + [f"parameter {name} has no name" for name in unnamed]


def offences(rule: Rule, files: list[Path]) -> dict[str, list[str]]:
    """Return path → offences of the files that break the rule."""
    found = {
        path.relative_to(PROJECT).as_posix(): rule(ast.parse(path.read_text(encoding="utf-8")))
        for path in files
    }
    return {path: broken for path, broken in found.items() if broken}


def test_the_domain_knows_no_screen() -> None:
    assert offences(imports_the_screen, KPI) == {}


def test_only_the_store_connects() -> None:
    others = [path for path in KPI if not (path.parent.name == "kpi" and path.name.startswith("store"))]
    assert offences(connects, others + SHOWN) == {}


def test_arithmetic_needs_no_database() -> None:
    modules = [path for path in KPI if ARITHMETIC & {path.stem, path.parent.name}]
    assert offences(imports_duckdb, modules) == {}


def test_pages_hold_no_sql_no_division_no_function_and_no_session_state() -> None:
    assert offences(computes, SCREENS) == {}


def test_only_the_view_and_the_session_touch_session_state() -> None:
    keepers = {PROJECT / "pages" / "ui" / name for name in ("state.py", "inputs.py", "session.py")}
    assert offences(touches_session_state, [path for path in SHOWN if path not in keepers]) == {}


def test_no_page_imports_another() -> None:
    assert offences(imports_a_page, SCREENS) == {}


def test_only_the_files_of_caches_cache() -> None:
    keepers = {*(PROJECT / "pages" / "ui").glob("cached*.py"), PROJECT / "pages" / "ui" / "caching.py"}
    others = [path for path in SHOWN if path not in keepers]
    assert offences(caches, others) == {}


def test_no_cache_is_shared_between_people() -> None:
    assert offences(caches_across_people, SHOWN) == {}


def test_sql_is_never_put_together_from_strings() -> None:
    assert offences(formats_sql, KPI) == {}


def test_only_the_texts_speak_japanese() -> None:
    texts_folder = PROJECT / "pages" / "ui" / "text"
    found = offences(speaks_japanese, [path for path in KPI + SHOWN if texts_folder not in path.parents])
    for path, allowed in INPUT_GRAMMAR.items():
        found[path] = [text for text in found.get(path, []) if set(JAPANESE.findall(text)) - set(allowed)]
    assert {path: broken for path, broken in found.items() if broken} == {}


@pytest.mark.parametrize("name", [*STATEMENTS, *MIGRATIONS])
def test_a_sql_file_says_what_a_row_is_and_holds_one_statement(name: str) -> None:
    assert sql_offences({**STATEMENTS, **MIGRATIONS}[name]) == []


def test_every_part_says_what_it_is_and_several_statements_share_it() -> None:
    files = [path.read_text(encoding="utf-8") for path in SQL.rglob("*.sql")]
    for name, text in PARTS.items():
        assert text.startswith("-- "), name
        assert len(re.findall(rf"{{{{{name}(?: of \w+)?}}}}", "".join(files))) > 1, name


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (imports_the_screen, "def f():\n    import streamlit as st"),
        (imports_the_screen, "from pages.ui import format"),
        (imports_duckdb, "from duckdb import Error"),
        (connects, "import duckdb as db\nx = db.connect('a')"),
        (connects, "from duckdb import connect"),
        (imports_a_page, "from pages import leads"),
        (imports_a_page, "import pages.leads"),
        (computes, "rate = won / leads"),
        (computes, "rate /= 2"),
        (computes, "def f(): ..."),
        (computes, "x = '''SELECT a\nFROM lead'''"),
        (computes, "st.session_state['a'] = 1"),
        (computes, "x = f'select {a} from lead'"),
        (touches_session_state, "import streamlit as st\nkept = st.session_state"),
        (touches_session_state, "from streamlit import session_state"),
        (touches_session_state, "x = getattr(st, 'session_state')"),
        (caches, "@st.cache_data\ndef f(): ..."),
        (caches, "from streamlit import cache_resource"),
        (caches_across_people, "@st.cache_data(max_entries=9)\ndef f(key, *, _lang): ..."),
        (formats_sql, "cursor.execute(f'select {a}')"),
        (formats_sql, "cursor.execute('select ' + a)"),
        (formats_sql, "cursor.execute('select %s' % a)"),
        (formats_sql, "cursor.execute('select {}'.format(a))"),
        (formats_sql, "text = f'select {a}'\ncursor.execute(text)"),
        (speaks_japanese, "x = '件数'"),
        (speaks_japanese, "x = f'{n} 件'"),
    ],
)
def test_each_rule_can_fail(rule: Rule, source: str) -> None:
    assert rule(ast.parse(source)) != []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (imports_a_page, "from pages.ui import format\nfrom pages.ui.cached import curves"),
        (computes, '"""Select leads from a period."""\nst.title(text("select"))'),
        (caches_across_people, "@st.cache_data\ndef f(_store, lang): ..."),
        (formats_sql, "cursor.execute(statement('a'), {'x': f'{y}'})"),
        (speaks_japanese, '"""件数"""\nx = 1  # 件数'),
    ],
)
def test_each_rule_lets_honest_code_pass(rule: Rule, source: str) -> None:
    assert rule(ast.parse(source)) == []


@pytest.mark.parametrize(
    "text",
    [
        "select 1",
        "-- one row: a lead\nselect 1; select 2",
        "-- one row: a lead\nselect $1",
        "-- one row: a lead\nselect ?",
        "-- one row: nothing",
    ],
)
def test_a_wrong_sql_file_is_found(text: str) -> None:
    assert sql_offences(text) != []


def test_a_semicolon_in_quotes_ends_no_statement() -> None:
    assert sql_offences("-- one row: a lead\nselect ';' as mark, $n as n") == []
