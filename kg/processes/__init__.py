"""What every process of ours keeps to: where its modules come from, how much memory it has, when it looks for waste."""
