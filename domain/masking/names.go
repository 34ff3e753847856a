package masking

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word of a name is masked by itself from so many letters on, a whole name from
// so many.
const (
	shortestWord = 4
	shortestName = 3
)

// names are those that are masked, by words in small letters.
type names struct {
	whole map[string][][]string // by the first word
	alone map[string]bool       // words of a name that has more than one
}

func newNames() names { return names{map[string][][]string{}, map[string]bool{}} }

// add adds a name. Titles, which have a full stop or follow a comma, are no part of it.
func (n *names) add(name string) {
	name, _, _ = strings.Cut(name, ",")
	var list []string
	for w := range strings.FieldsSeq(name) {
		if !strings.Contains(w, ".") {
			list = append(list, words.FindAllString(strings.ToLower(w), -1)...)
		}
	}
	if utf8.RuneCountInString(strings.Join(list, " ")) < shortestName {
		return
	}
	n.whole[list[0]] = append(n.whole[list[0]], list)
	for _, w := range list {
		if utf8.RuneCountInString(w) >= shortestWord && len(list) > 1 {
			n.alone[w] = true
		}
	}
}

var (
	words   = regexp.MustCompile(`[\pL\pN]+`)
	between = regexp.MustCompile(`^[\s.'’\-]+$`) // the words of one name
)

// mask masks whole names in any case, and their words where they begin with a
// capital letter.
func (n *names) mask(text string) string {
	var out strings.Builder
	found, done := words.FindAllStringIndex(text, -1), 0
	for i := 0; i < len(found); i++ {
		long := n.at(text, found[i:])
		if long == 0 {
			continue
		}
		out.WriteString(text[done:found[i][0]] + Mark)
		i += long - 1
		done = found[i][1]
	}
	return out.String() + text[done:]
}

// at returns how many words a name has that begins with the first of those found,
// 0 where none does.
func (n *names) at(text string, found [][]int) (long int) {
	word := text[found[0][0]:found[0][1]]
	small := strings.ToLower(word)
	if first, _ := utf8.DecodeRuneInString(word); n.alone[small] && unicode.IsUpper(first) {
		long = 1
	}
	for _, name := range n.whole[small] {
		if len(name) > long && same(name, text, found) {
			long = len(name)
		}
	}
	return long
}

// same reports whether the words found begin with the name.
func same(name []string, text string, found [][]int) bool {
	if len(found) < len(name) {
		return false
	}
	for i, w := range name {
		if strings.ToLower(text[found[i][0]:found[i][1]]) != w || i > 0 && !between.MatchString(text[found[i-1][1]:found[i][0]]) {
			return false
		}
	}
	return true
}
