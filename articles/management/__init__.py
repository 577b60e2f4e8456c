"""The operator's door: commands, and what `run` needs to set a desk up."""
