"""What all rules of positions hand in, and how its holder, matter and features are found."""
