package usecase

// Says reports whether the term occurs in the text.
func Says(text, term string) bool { return phrases{}.in(text)(term) }
