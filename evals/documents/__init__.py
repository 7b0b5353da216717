"""How fast documents are read and how well scans are recognised."""
