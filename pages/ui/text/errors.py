"""One clear sentence for everything that can go wrong, and what to do about it."""

from pages.ui.text import errors_definition

SENTENCES = {
    **errors_definition.SENTENCES,
    "unexpected": (
        "予期しない問題が起きました。データは変更されていません。ページを再読み込みしても続く場合は、サーバーの記録を管理者にお見せください。",
        "Something unexpected happened. No data was changed. Reload the page; if it happens again, show the server log to your administrator.",
    ),
    "store_busy": (
        "データベース「{path}」は別のプログラム（プロセス番号 {pid}）が使用中です。そのプログラムを終了してから再読み込みしてください。",
        "Another program (process {pid}) is using the database “{path}”. Close it, then reload this page.",
    ),
    "store_corrupt": (
        "「{path}」はデータベースとして読めません。上書きはしていません。バックアップから戻すか、このファイルを別の場所に移してから再読み込みしてください。",
        "“{path}” cannot be read as a database. It was not touched. Restore a backup, or move this file away and reload.",
    ),
    "store_too_new": (
        "「{path}」は、より新しい版のアプリ（バージョン {found}）で作られています。このアプリが読めるのは {supported} までです。アプリを更新してください。",
        "“{path}” was written by a newer version of this app (version {found}); this one reads up to {supported}. Please update the app.",
    ),
    "store_read_only": (
        "「{path}」に書き込めません。フォルダーの権限を確認するか、環境変数 KPI_DB で別の保存先を指定してください。",
        "“{path}” cannot be written. Check the folder's permissions, or name another place in the environment variable KPI_DB.",
    ),
    "store_full": (
        "ディスクの空きがないため「{path}」に保存できませんでした。途中の変更は残っていません。空きを作ってからやり直してください。",
        "The disk is full, so nothing could be saved to “{path}”. Nothing is half written. Free some space and try again.",
    ),
    "store_lost": (
        "「{path}」が削除されたか、置き換えられました。保存は行っていません。ファイルを戻すか、アプリを再起動してください。",
        "“{path}” was deleted or replaced. Nothing was saved. Put the file back, or restart the app.",
    ),
    "backup_refused": (
        "「{path}」は、このアプリの完全なバックアップではありません。いまのデータはそのままです。別のバックアップを選んでください。",
        "“{path}” is not a whole backup of this app. Your present data was not touched. Please choose another backup.",
    ),
    "import_refused": (
        "「{file}」は取り込めません。別の形式で書き出してから、もう一度お試しください。",
        "“{file}” cannot be imported. Export it in another format and try again.",
    ),
    "import_cancelled": (
        "取り込みを中止しました。データは変わっていません。",
        "The import was cancelled. Nothing was changed.",
    ),
    "undo_blocked": (
        "「{file}」より後に取り込んだ「{later}」が同じ行を更新しています。先に「{later}」を取り消してください。",
        "“{later}”, imported after “{file}”, changed the same rows. Take “{later}” back first.",
    ),
    "decision_changed": (
        "「{measure}」は、ほかの人が先に保存しました。両方の内容を見比べて、残すほうを選んでください。",
        "Someone else has just saved “{measure}”. Compare the two versions and choose which one to keep.",
    ),
    "snapshot_too_new": (
        "この会議の記録は、より新しい版のアプリで保存されています（形式 {found}、このアプリが読めるのは {supported} まで）。アプリを更新してください。",
        "This meeting was frozen by a newer version of this app (format {found}; this one reads up to {supported}). Please update the app.",
    ),
    "store_timeout": (
        "集計に時間がかかりすぎたため中断しました。期間や条件を絞ってお試しください。",
        "The query took too long and was stopped. Narrow the period or the filter and try again.",
    ),
    "store_memory": (
        "集計に必要なメモリーが足りないため中断しました。期間や条件を絞るか、環境変数 KPI_MEMORY_LIMIT を大きくしてください。",
        "The query needed more memory than allowed and was stopped. Narrow the filter, or raise KPI_MEMORY_LIMIT.",
    ),
    "invalid_input.import": (
        "取り込み「{value}」は見つかりません。一覧を読み込み直してください。",
        "There is no import “{value}”. Please reload the list.",
    ),
    "invalid_input": (
        "「{what}」に指定された値「{value}」は使えません。別の値を指定してください。",
        "The value “{value}” for “{what}” cannot be used. Please choose another.",
    ),
    "invalid_input.trial_empty": (
        "この条件には、まだ営業が対応していないリードがありません。期間や条件を広げてください。",
        "No unworked lead matches these conditions. Widen the period or the filter.",
    ),
    "invalid_input.trial_size": (
        "件数は1〜500の間で指定してください（{value}は使えません）。",
        "Choose a size between 1 and 500 ({value} cannot be used).",
    ),
    "invalid_input.merge_lead": (
        "リード「{value}」は見つかりません。一覧を読み込み直してから選んでください。",
        "There is no lead “{value}”. Reload the list and choose again.",
    ),
    "invalid_input.merge_company": (
        "会社名が空欄です。会社名を選んでください。",
        "A company name is blank. Please choose a company name.",
    ),
    "invalid_input.merge_same": (
        "選んだもの（{value}）は、すでに一つにまとまっています。",
        "What you chose ({value}) is already one.",
    ),
    "invalid_input.link_deal": (
        "商談「{value}」は見つからないか、すでにリードにつながっています。一覧を読み込み直してください。",
        "The deal “{value}” is unknown or already belongs to a lead. Please reload the list.",
    ),
    "invalid_input.deal_system": (
        "「{value}」から取り込んだ商談はありません。一覧を読み込み直してください。",
        "No deals of “{value}” are in. Please reload the list.",
    ),
    "invalid_input.reason": (
        "「{value}」は理由の一覧にありません。一覧から選んでください。",
        "“{value}” is not on the list of reasons. Choose one of the list.",
    ),
    "invalid_input.reason_note": (
        "メモは500文字以内で入力してください（いまは{value}文字）。",
        "Please keep the note to 500 characters (it has {value}).",
    ),
    "invalid_input.lead": (
        "リード「{value}」は見つかりません。ページを読み込み直してください。",
        "There is no lead “{value}”. Please reload the page.",
    ),
    "invalid_input.checklist_item": (
        "「{value}」はこのチェックリストの項目ではありません。ページを読み込み直してください。",
        "“{value}” is no point of this checklist. Please reload the page.",
    ),
    "invalid_input.checklist_answer": (
        "「{value}」は答えとして使えません。はい・一部・いいえから選んでください。",
        "“{value}” is no answer. Choose yes, partly or no.",
    ),
    "invalid_input.checklist_empty": (
        "答えがまだありません。1項目以上に答えてから残してください。",
        "Nothing is answered yet. Answer at least one point first.",
    ),
    "invalid_input.plan_name": (
        "案の名前「{value}」は使えません。同じ期間にない名前を、100文字以内で入力してください。",
        "“{value}” cannot be the name of a plan. Choose one of up to 100 characters that this period does not have yet.",
    ),
    "invalid_input.plan": (
        "この案は一覧にありません。ページを読み込み直してください。",
        "This plan is no longer in the list. Please reload the page.",
    ),
    "invalid_input.snapshot": (
        "これは会議の記録として読めません。このアプリで保存したファイルを選んでください。",
        "This cannot be read as a frozen meeting. Please choose a file that this app has saved.",
    ),
    "invalid_input.snapshot_id": (
        "この会議の記録は一覧にありません。ページを読み込み直してください。",
        "This frozen meeting is no longer in the list. Please reload the page.",
    ),
    "invalid_input.meeting": (
        "この会議は一覧にありません。ページを読み込み直してください。",
        "This meeting is no longer in the list. Please reload the page.",
    ),
    "invalid_input.decision": (
        "この決定事項は一覧にありません。ページを読み込み直してください。",
        "This decision is no longer in the list. Please reload the page.",
    ),
    "invalid_input.decision_closed": (
        "「{value}」は完了しています。変更するには、いったん継続に戻してください。",
        "“{value}” is closed. Carry it on before you change it.",
    ),
    "invalid_input.decision_verdict": (
        "完了するには、結果（効果あり・効果なし・判断できない・取りやめ）を選んでください。",
        "To close a decision, say whether it worked, did not, cannot be told, or was dropped.",
    ),
    "invalid_input.decision_measure": (
        "施策を500文字以内で入力してください。",
        "Describe the measure in up to 500 characters.",
    ),
    "invalid_input.decision_owner": (
        "担当者を100文字以内で入力してください。",
        "Name the owner in up to 100 characters.",
    ),
    "invalid_input.decision_due_on": (
        "期日には、決定日以降の日付を入力してください（{value}は使えません）。",
        "Choose a due date on or after the day of the decision ({value} cannot be used).",
    ),
    "invalid_input.decision_review_on": (
        "効果の確認日には、決定日以降で、これまでの確認日より後の日付を入力してください（{value}は使えません）。",
        "Choose a day to read the effect that is not before the decision and later than the last one ({value} cannot be used).",
    ),
    "invalid_input.decision_to_value": (
        "目標値「{value}」は使えません。いまの値と異なる0以上の値（件数と金額は整数、率は100%まで）を入力してください。",
        "“{value}” cannot be the target. Enter a value of 0 or more (whole for counts and yen, up to 100% for a rate) that differs from today's.",
    ),
    "invalid_input.points": (
        "点数は−100〜100の整数で指定してください（{value}は使えません）。",
        "Points must be whole numbers from −100 to 100 ({value} cannot be used).",
    ),
    "invalid_input.cap": (
        "行動の上限は、点数と同じ符号にしてください（{value}は使えません）。",
        "A cap must have the sign of its points ({value} cannot be used).",
    ),
    "invalid_input.attributes": (
        "点数を付けられる独自の項目は100個までです。「{value}」に付けるには、ほかの項目の点数を消してください。",
        "At most 100 own columns can bring points. To use “{value}”, clear the points of another column.",
    ),
    "invalid_input.period": (
        "期間「{value}」には記録がありません。別の期間を選んでください。",
        "The period “{value}” holds no records. Please choose another.",
    ),
}
