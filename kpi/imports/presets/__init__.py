"""The presets: one TOML file a known export."""
