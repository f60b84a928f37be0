"""Entry point: language, navigation and the guard around every page; no numbers."""

from pages.ui import navigation, promptly, shell, state
from pages.ui.text import Words

promptly.send()
words = Words(state.language())
page = navigation.navigate(words)
navigation.menu(words, page)
state.came_through_entry()
with shell.guarded(words):
    page.run()
