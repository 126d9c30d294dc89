"""Documents taken whole: opened, summed up, and what the catalogue knows of them."""
