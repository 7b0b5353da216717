notice-faq = This is the staff’s reply to the same question, published on { $day }; the articles it cites still read as they did then.
