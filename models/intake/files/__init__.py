"""Opening files from outside: workbooks and text tables."""
