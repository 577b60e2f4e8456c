"""Quantities: numbers in digits and words with their units, and the numbers that are none."""
