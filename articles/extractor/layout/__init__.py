"""The layout gate: what stands around an article, and what only looks like a statement."""
