"""Finding: texts as weighted index terms, the plan of a query, and what answers it."""
