"""The workspace's folder: load it through a cache, apply a Change durably, lock it, watch it."""
