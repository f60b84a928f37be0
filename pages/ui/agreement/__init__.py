"""The agreement page: definitions as versions, and what they are worth."""
