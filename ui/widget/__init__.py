"""The widget that a government site puts into its pages with one line."""
