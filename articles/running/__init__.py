"""Running the desk: starting, watching and stopping its processes.  Pure Python; knows nothing of articles."""
