"""The small judge: hashed n-grams, signals and layout in a logistic regression; numpy only, and its training."""
