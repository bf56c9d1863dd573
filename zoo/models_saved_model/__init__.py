"""Models that only SavedModel can hold: adapted vocabularies, vocabulary files, classes of the user's own, no Keras at all."""
