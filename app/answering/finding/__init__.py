"""Finding: passages are retrieved and read closely, and their sentences seen in numbers."""
