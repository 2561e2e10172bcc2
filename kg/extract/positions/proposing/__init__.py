"""The proposals that all rules of positions hand in, and how their holders, matters and features are found."""
