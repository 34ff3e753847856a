package normal

// PhraseLists are the names of the lists of phrases, in order of precedence.
var PhraseLists = phraseLists

// EachLine calls f with the fields of each line of a list.
func EachLine(name string, f func(fields []string) error) error { return eachLine(name, f) }

// IsRoot reports whether the word is in the list of roots.
func (n *Normaliser) IsRoot(w string) bool { return n.lexicon.roots[w] }

// Fold returns the word as it is looked up.
func Fold(w string) string { return fold(w) }
