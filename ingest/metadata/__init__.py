"""What a document says of itself: title, number, issuer, dates, validity, audience, references, responsibilities."""
