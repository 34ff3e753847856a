package repository

import (
	"encoding/json"

	"audiensi/domain/question"
)

// bondsColumn stores what ties a question to others as JSON, "" for the most,
// which are tied to none.
func bondsColumn() stateCol {
	return stateCol{name: "bonds", value: func(s *state) any { return bondsText(&s.Bonds) },
		dest: func(s *state) any { return jsonScanner[question.Bonds]{&s.Bonds} }}
}

func bondsText(b *question.Bonds) string {
	if b.None() {
		return ""
	}
	text, _ := json.Marshal(b) // identifiers and numbers always marshal
	return string(text)
}
