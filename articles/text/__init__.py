"""What an offset means, in one place: spans, blocks, sentences, differences and re-anchoring."""
