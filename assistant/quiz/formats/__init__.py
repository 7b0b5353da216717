"""The question bank in and out of files: JSON lines, Excel, GIFT, QTI 2.1, pasted text; a module a format."""
