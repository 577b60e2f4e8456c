"""factcheck: the street. It only switches things on; the house is articles/."""
