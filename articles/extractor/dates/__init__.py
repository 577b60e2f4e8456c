"""Time expressions: what stands in the text, and which days it means."""
