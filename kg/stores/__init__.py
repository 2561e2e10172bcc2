"""The stores: projections of the record, one for each query language."""
