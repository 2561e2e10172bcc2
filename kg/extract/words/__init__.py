"""What single words mean: word lists, gazetteer, numbers, amounts, dates."""
