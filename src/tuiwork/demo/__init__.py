"""The demo: a throw-away copy of the sample company, with a past, a remote and a teammate."""
