"""The organisations of a document: where they are named, which of them issued it, their parents and changes of name."""
