"""What is known of Japanese text: prose, words, readings, likeness. Nothing here knows a plan."""
