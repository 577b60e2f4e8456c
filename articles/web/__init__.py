"""The door for people with a browser."""
