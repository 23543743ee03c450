"""What other systems export: tables of rows, and the files that say what stands in which column."""
