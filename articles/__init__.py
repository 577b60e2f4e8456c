"""The house: articles, their claims, and everything that is done with them."""
