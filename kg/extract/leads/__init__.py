"""The heading ``leads``: an actor heads a delegation, faction, organization or negotiation."""
