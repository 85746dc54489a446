"""The editor's side: a language server over standard input and output, for plans, settings and records."""
