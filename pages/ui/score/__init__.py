"""Parts of the score page."""
