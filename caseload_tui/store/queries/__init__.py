"""What lists ask of the projections: Core statements in, frozen rows out."""
