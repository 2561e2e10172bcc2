"""Who tells a text in the first person: speakers, delegates, signers, and the bodies that issue it."""
