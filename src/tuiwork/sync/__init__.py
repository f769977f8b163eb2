"""Git: record a Change as a commit, read history, fetch, merge and push. The only package that knows git."""
