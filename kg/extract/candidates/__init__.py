"""Facts that rules propose, the filter that decides on them, and the facts that it leaves."""
