package normal

import (
	"embed"
	"fmt"
	"hash/maphash"
	"strings"
	"sync/atomic"
)

//go:embed lists
var files embed.FS

// lexicon is what the lists say.
type lexicon struct {
	phrases map[string][]string // words with single blanks between -> tokens
	longest int                 // words of the longest phrase
	first   map[string]bool     // words that some phrase of several words begins with
	terms   map[string]bool     // tokens of the field, from domain.tsv
	roots   map[string]bool     // words that affixes may be stripped down to
	kept    map[string]bool     // words that look as if they had affixes, and have none
	places  map[string]bool     // names of places, likewise as phrases

	seed  maphash.Seed // of where a word and a stem is remembered
	words [remembered]atomic.Pointer[seen]
	stems [remembered]atomic.Pointer[stemmed]
}

// The lists, in order of precedence: a later one does not overrule an earlier.
var phraseLists = []string{"domain.tsv", "spelling.tsv", "javanese.tsv", "osing.tsv", "javanese-forms.tsv"}

func loadLexicon(places []string) (*lexicon, error) {
	x := &lexicon{seed: maphash.MakeSeed(), phrases: map[string][]string{}, first: map[string]bool{}, terms: map[string]bool{},
		roots: map[string]bool{}, kept: map[string]bool{}, places: map[string]bool{}}
	for _, name := range phraseLists {
		err := eachLine(name, func(fields []string) error {
			if len(fields) != 2 {
				return fmt.Errorf("%d fields, not 2", len(fields))
			}
			x.addPhrase(fields[0], strings.Fields(fields[1]))
			if name == "domain.tsv" {
				x.terms[fields[1]] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, p := range places {
		if name := strings.Join(split(p), " "); name != "" {
			x.places[name] = true
			x.note(name)
		}
	}
	return x, eachLine("roots.txt", func(fields []string) error {
		word, kept := strings.CutPrefix(fields[0], "!")
		if kept {
			x.kept[word] = true
		}
		x.roots[word] = true
		return nil
	})
}

func (x *lexicon) addPhrase(words string, tokens []string) {
	if _, ok := x.phrases[words]; ok {
		return
	}
	x.phrases[words] = tokens
	x.note(words)
}

// note remembers that a phrase of several words begins with its first one.
func (x *lexicon) note(words string) {
	n := strings.Count(words, " ") + 1
	x.longest = max(x.longest, n)
	if n > 1 {
		head, _, _ := strings.Cut(words, " ")
		x.first[head] = true
	}
}

func eachLine(name string, f func(fields []string) error) error {
	text, err := files.ReadFile("lists/" + name)
	if err != nil {
		return fmt.Errorf("word list: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := f(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("word list %s, line %d: %w", name, n, err)
		}
	}
	return nil
}

// split returns the words of a name in lower case.
func split(s string) []string {
	var words []string
	for _, w := range scan(s) {
		words = append(words, w.text)
	}
	return words
}
