"""What comes in and goes out, in the fields that CONTRACT names."""
