"""Which of several actors a name that they share means in one text: "the CPC", "Congress", "Congolese"."""
