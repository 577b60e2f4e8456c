"""What a claim is made of: its words, what it leans on, what to tick, who says the same, and why it matters."""
