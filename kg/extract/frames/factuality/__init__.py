"""What a clause leaves open or denies: what is untrue, imagined, only likely or no demand."""
