"""What can go wrong with a definition, typed or read from a file; `errors` takes these in."""

SENTENCES = {
    "definition_changed": (
        "「{name}」は、ほかの人が先に変更しました。表示し直した内容を確かめてから、もう一度操作してください。",
        "Someone else has just changed “{name}”. Look at it as it is now, then try again.",
    ),
    "definition_too_new": (
        "この定義は、より新しい版のアプリで書き出されています（形式 {found}、このアプリが読めるのは {supported} まで）。アプリを更新してください。",
        "This definition was exported by a newer version of this app (format {found}; this one reads up to {supported}). Please update the app.",
    ),
    "invalid_input.definition": (
        "この定義は一覧にありません。ページを読み込み直してください。",
        "This definition is no longer in the list. Please reload the page.",
    ),
    "invalid_input.definition_file": (
        "このファイルは定義として読めません。この画面の「この版を書き出す」で保存したファイルを選んでください。",
        "This file cannot be read as a definition. Choose one that “Export this version” on this page has saved.",
    ),
    "invalid_input.definition_name": (
        "定義の名前を200文字以内で入力してください。",
        "Give the definition a name of up to 200 characters.",
    ),
    "invalid_input.points_whole": (
        "配点と上限は整数で入力してください（{value}は使えません）。",
        "Points and caps are whole numbers ({value} cannot be used).",
    ),
    "invalid_input.definition_lines": (
        "MQLのしきい値は、SQLのしきい値以下にしてください。",
        "The MQL threshold must not lie above the SQL threshold.",
    ),
    "invalid_input.definition_mql_threshold": (
        "MQLのしきい値には0〜100の整数を入力してください。",
        "Enter a whole number from 0 to 100 as the MQL threshold.",
    ),
    "invalid_input.definition_sql_threshold": (
        "SQLのしきい値には0〜100の整数を入力してください。",
        "Enter a whole number from 0 to 100 as the SQL threshold.",
    ),
    "invalid_input.definition_rejection_reasons": (
        "差し戻しの理由は、1行に1つ、同じものが重ならないように1〜50個（各100文字以内）入力してください。",
        "Enter 1 to 50 different reasons of rejection, one a line, each up to 100 characters.",
    ),
    "invalid_input.definition_loss_reasons": (
        "失注の理由は、1行に1つ、同じものが重ならないように1〜50個（各100文字以内）入力してください。",
        "Enter 1 to 50 different reasons of loss, one a line, each up to 100 characters.",
    ),
    "invalid_input.definition_first_contact_days": (
        "初回対応の約束には0〜60の営業日数を入力してください。約束しないときは空欄にします。",
        "Enter 0 to 60 business days for the first contact, or leave it blank to promise nothing.",
    ),
    "invalid_input.definition_expected_rates": (
        "約束する率は0〜100%で入力してください。",
        "Enter the expected rates as 0 to 100 %.",
    ),
    "invalid_input.definition_by": (
        "合意する人の名前を入力してください。",
        "Enter the name of the person who agrees.",
    ),
    "invalid_input.definition_same_person": (
        "「{value}」さんは、もう一方の部門としてすでに合意しています。マーケティングと営業は、それぞれ別の人が合意してください。",
        "“{value}” has already agreed for the other department. Marketing and sales must each be agreed for by a different person.",
    ),
    "invalid_input.definition_same_day": (
        "同じ日に「{value}」が発効します。発効日を別の日にするか、「{value}」を先に取り消してください。",
        "“{value}” comes into force on the same day. Choose another day, or call “{value}” off first.",
    ),
    "invalid_input.definition_in_force": (
        "「{value}」はすでに使われており、その数字で会議や決定が行われているため、取り下げられません。新しい版に合意すると、その日から置き換わります。",
        "“{value}” has been in force: numbers, meetings and decisions rest on it, so it cannot be withdrawn. Agree on a new version, which takes its place from its day on.",
    ),
    "invalid_input.definition_agreed": (
        "「{value}」は合意済みのため変更できません。この版をもとに新しい下書きを作ってください。",
        "“{value}” is agreed and never changes. Make a new draft from it.",
    ),
    "invalid_input.definition_draft": (
        "「{value}」は下書きに戻されています。もう一度提案してから合意してください。",
        "“{value}” is a draft again. Propose it before it can be agreed to.",
    ),
    "invalid_input.definition_proposed": (
        "「{value}」はすでに提案されています。ページを読み込み直してください。",
        "“{value}” is proposed already. Please reload the page.",
    ),
    "invalid_input.definition_retired": (
        "「{value}」は取り下げられています。この版をもとに新しい下書きを作ってください。",
        "“{value}” was withdrawn. Make a new draft from it.",
    ),
    "invalid_input.rule_value": (
        "回答を選ぶか、入力してください。",
        "Choose an answer, or type one.",
    ),
    "definition_refused": (
        "ファイルの「{field}」の値（{value}）は使えません。書き出した定義のファイルと見比べて直し、もう一度読み込んでください。",
        "The value {value} of “{field}” in the file cannot be used. Compare it with an exported definition, mend it, and read the file again.",
    ),
    "definition_refused.syntax": (
        "ファイルの{line}行目がJSONとして読めません。その前後のカンマや引用符を直し、もう一度読み込んでください。",
        "Line {line} of the file is not valid JSON. Mend the commas or quotation marks around it and read the file again.",
    ),
    "definition_refused.format": (
        "ファイルの「format」の値（{value}）は使えません。{supported}と書き、もう一度読み込んでください。",
        "The value {value} of “format” in the file cannot be used. Write {supported} and read the file again.",
    ),
    "definition_refused.missing": (
        "ファイルに「{field}」がありません。書き出した定義のファイルから写して加え、もう一度読み込んでください。",
        "“{field}” is missing from the file. Copy it from an exported definition and read the file again.",
    ),
    "definition_refused.unknown": (
        "ファイルの「{field}」という項目はありません。つづりを直すか、その行を消して、もう一度読み込んでください。",
        "A definition has no field “{field}”. Mend the spelling or delete it from the file, and read it again.",
    ),
    "definition_refused.item": (
        "ファイルの「{field}」は使えません。{choices}のどれかに直すか、その行を消して、もう一度読み込んでください。",
        "“{field}” in the file cannot be used. Change it to one of {choices}, or delete it, and read the file again.",
    ),
    "definition_refused.whole": (
        "ファイルの「{field}」には、引用符を付けない整数を書いてください（いまは{value}）。",
        "Write a whole number without quotation marks as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.number": (
        "ファイルの「{field}」には、引用符を付けない数を書いてください（いまは{value}）。",
        "Write a number without quotation marks as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.text": (
        "ファイルの「{field}」には、引用符で囲んだ文字を書いてください（いまは{value}）。",
        "Write text in quotation marks as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.yes_no": (
        "ファイルの「{field}」には、true（はい）かfalse（いいえ）を書いてください（いまは{value}）。",
        "Write true or false as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.list": (
        "ファイルの「{field}」には、[ ] で囲んだ一覧を書いてください（いまは{value}）。",
        "Write a list in square brackets as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.group": (
        "ファイルの「{field}」には、波かっこで囲んだ「名前: 値」の組を書いてください（いまは{value}）。",
        "Write pairs of name and value in curly brackets as “{field}” in the file (it says {value}).",
    ),
    "definition_refused.least": (
        "ファイルの「{field}」は{limit}以上にしてください（いまは{value}）。",
        "“{field}” in the file must be at least {limit} (it says {value}).",
    ),
    "definition_refused.most": (
        "ファイルの「{field}」は{limit}以下にしてください（いまは{value}）。",
        "“{field}” in the file must be at most {limit} (it says {value}).",
    ),
    "definition_refused.cap": (
        "ファイルの「{field}」の上限（{value}）は、1回の点数（points）と同じ符号にしてください。",
        "The cap “{field}” in the file ({value}) must have the sign of its points.",
    ),
    "definition_refused.choice": (
        "ファイルの「{field}」は{choices}のどれかにしてください（いまは{value}）。",
        "“{field}” in the file must be one of {choices} (it says {value}).",
    ),
    "definition_refused.empty": (
        "ファイルの「{field}」が空です。1つ以上書いて、もう一度読み込んでください。",
        "“{field}” in the file is empty. Fill it in and read the file again.",
    ),
    "definition_refused.long": (
        "ファイルの「{field}」は{limit}文字以内にしてください。",
        "“{field}” in the file must have no more than {limit} characters.",
    ),
    "definition_refused.many": (
        "ファイルの「{field}」は{limit}個以内にしてください。",
        "“{field}” in the file must have no more than {limit} entries.",
    ),
    "definition_refused.twice": (
        "ファイルの「{field}」に同じものが重なっています。一つだけ残して、もう一度読み込んでください。",
        "“{field}” in the file holds the same entry twice. Keep one of them and read the file again.",
    ),
    "definition_refused.lines": (
        "ファイルのMQLのしきい値（mql_threshold: {mql}点）が、SQLのしきい値（sql_threshold: {sql}点）より高くなっています。MQLをSQL以下に直し、もう一度読み込んでください。",
        "In the file the MQL threshold (mql_threshold: {mql}) lies above the SQL threshold (sql_threshold: {sql}). Lower it to the SQL threshold or below and read the file again.",
    ),
}
