"""Annotations of other tools, out and in: what comes in are facts that somebody added, by whoever annotated them. What
another graph has comes in with its judgements."""
