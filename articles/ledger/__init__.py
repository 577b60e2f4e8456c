"""The proof: exact bytes, hashes, the tree, signed checkpoints, and who checks them."""
