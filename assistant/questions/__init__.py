"""What is asked: a log for trainers, without what tells who asked."""
