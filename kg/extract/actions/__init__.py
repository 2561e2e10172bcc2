"""The heading ``actions``: measures taken, planned or threatened."""
