"""Templates of documents that the office or a department puts in place of ours."""
