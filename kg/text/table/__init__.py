"""How tables of plain text are read: lines, columns, heads and figures, in every layout that the trade prints (see `kg.text.tables`)."""
