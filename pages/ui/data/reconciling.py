"""Being built."""

from pages.ui.shell import Frame


def show(frame: Frame) -> None:
    """Nothing yet."""
