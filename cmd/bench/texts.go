package bench

import (
	"math/rand/v2"
	"strings"

	"audiensi/domain/triage/examples"
)

// texts makes any number of questions, hardly two alike: each is the beginning
// of one built-in example and the end of another.
type texts []string

// newTexts is from where on texts are asked that were not stored.
const newTexts = 1 << 30

func readTexts() (texts, error) {
	list, err := examples.Builtin()
	t := make(texts, len(list))
	for i, e := range list {
		t[i] = e.Text
	}
	return t, err
}

// at returns the n-th text, the same at every call.
func (t texts) at(n int) string {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	begin, end := t[random.IntN(len(t))], t[random.IntN(len(t))]
	return begin[:middle(begin)] + end[middle(end):]
}

// middle is where a word begins in the second half of a text, or its end.
func middle(text string) int {
	at := strings.IndexByte(text[len(text)/2:], ' ')
	if at < 0 {
		return len(text)
	}
	return len(text)/2 + at
}
