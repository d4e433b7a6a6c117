"""Files to models, or Problems with file, line and column."""
