"""Everything Qt. Views read through store queries and act through application commands only."""
