"""What two actors of a sentence are to each other, and what one does: what the network says, and what is made of it."""
