"""The documents: one file each, from a result and a rubric to blocks, with all words in their order, once."""
