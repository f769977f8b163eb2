"""Git: record a Change, read history, fetch, merge and push. The only package that knows git."""
