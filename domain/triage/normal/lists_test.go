package normal_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"audiensi/domain/triage/normal"
)

// TestLists checks each line: a phrase as it is looked up, a tab, tokens. No
// phrase stands twice, in whichever lists: the second would never be heard of.
func TestLists(t *testing.T) {
	seen := map[string]string{}
	for _, list := range normal.PhraseLists {
		err := normal.EachLine(list, func(fields []string) error {
			if len(fields) != 2 {
				return fmt.Errorf("%q: %d fields", fields, len(fields))
			}
			words := strings.Fields(fields[0])
			if fields[0] != strings.Join(words, " ") || fields[1] != strings.Join(strings.Fields(fields[1]), " ") || fields[1] == "" {
				return fmt.Errorf("%q: blanks", fields)
			}
			for _, w := range append(words, strings.Fields(strings.ReplaceAll(fields[1], "_", " "))...) {
				if w != normal.Fold(w) {
					return fmt.Errorf("%q: %q is looked up as %q", fields, w, normal.Fold(w))
				}
			}
			if list == "domain.tsv" && strings.Contains(fields[1], " ") {
				return fmt.Errorf("%q: a term is one token", fields)
			}
			if other := seen[fields[0]]; other != "" {
				return fmt.Errorf("%q is in %s too", fields[0], other)
			}
			seen[fields[0]] = list
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestLists_are_reached says each phrase alone: what stands in front of the lists
// ("anak2", letters spelt out, numbers) hides none.
func TestLists_are_reached(t *testing.T) {
	n := newNormaliser(t)
	for _, list := range normal.PhraseLists {
		_ = normal.EachLine(list, func(fields []string) error {
			if got := forms(n.Tokens(fields[0])); got != fields[1] {
				t.Errorf("%s: %q becomes %q, not %q", list, fields[0], got, fields[1])
			}
			return nil
		})
	}
}

// TestLists_are_at_rest says what each phrase becomes: it must not become
// something else again.
func TestLists_are_at_rest(t *testing.T) {
	n := newNormaliser(t)
	for _, list := range normal.PhraseLists {
		_ = normal.EachLine(list, func(fields []string) error {
			if got := forms(n.Tokens(fields[1])); got != fields[1] && !strings.Contains(fields[1], "_") {
				t.Errorf("%s: %q becomes %q, and that %q", list, fields[0], fields[1], got)
			}
			return nil
		})
	}
}

func forms(tokens []normal.Token) string {
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = t.Form
	}
	return strings.Join(list, " ")
}

func TestRoots(t *testing.T) {
	seen := map[string]bool{}
	err := normal.EachLine("roots.txt", func(fields []string) error {
		w := strings.TrimPrefix(fields[0], "!")
		switch {
		case len(fields) != 1 || w == "" || w != normal.Fold(w) || strings.ContainsAny(w, " _"):
			return errors.New("no single word")
		case seen[w]:
			return fmt.Errorf("%q stands twice", w)
		}
		seen[w] = true
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
