"""Which of the bodies mentioned before a noun such as "the bank" or "the union" suits."""
