"""Annotations of other tools, out and in, as facts that whoever annotated them has added; what another graph has."""
