"""The pages as people meet them: pictures of every one at two widths, and how fast they are."""
