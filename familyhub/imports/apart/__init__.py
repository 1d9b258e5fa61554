"""What reads a file in a process of its own. It imports nothing of the house: a bomb kills it and nothing else."""
