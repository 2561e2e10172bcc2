"""The stores: copies of the record that answer queries, one for each query language."""
