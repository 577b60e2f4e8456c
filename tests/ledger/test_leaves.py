"""The hashes are those of RFC 6962's reference tests, which RFC 9162 kept."""

from articles.ledger.leaves import EMPTY_ROOT, leaf_digest, leaf_hash, node_hash


def test_the_empty_tree_has_the_published_root() -> None:
    assert EMPTY_ROOT == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_leaves_have_the_published_hashes() -> None:
    assert leaf_hash(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"L123456") == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert leaf_digest(b"L123456").hex() == leaf_hash(b"L123456")


def test_nodes_have_the_published_hash() -> None:
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
