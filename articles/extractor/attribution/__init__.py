"""Who says it: cues in sentences, the phrases that name a speaker, and the people they lead to."""
