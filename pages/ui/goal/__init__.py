"""The goal page, block by block."""
