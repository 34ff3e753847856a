package question_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"audiensi/domain/category"
	"audiensi/domain/question"
)

// TestListTexts: what is written by hand is what encoding/json writes.
func TestListTexts(t *testing.T) {
	numbers := rapid.Map(rapid.IntRange(0, 10000), func(n int) float64 { return float64(n) / 10000 })
	rapid.Check(t, func(t *rapid.T) {
		var reasons []question.Reason
		var ranking []question.Ranked
		var split []question.Part
		for range rapid.IntRange(1, 4).Draw(t, "items") {
			text, number := rapid.String().Draw(t, "text"), numbers.Draw(t, "number")
			reasons = append(reasons, question.Reason{Term: text, Weight: -number})
			ranking = append(ranking, question.Ranked{Category: category.Code(text), Probability: number})
			split = append(split, question.Part{Start: rapid.IntRange(0, 9).Draw(t, "start"), End: 12, Category: category.Code(text), Probability: number})
		}
		for got, of := range map[string]any{question.ReasonsText(reasons): reasons, question.RankingJSON(ranking): ranking, question.SplitText(split): split} {
			if want, err := json.Marshal(of); err != nil || got != string(want) {
				t.Fatalf("got %s, want %s (%v)", got, want, err)
			}
		}
	})
	if question.ReasonsText(nil) != "" || question.RankingJSON(nil) != "" || question.SplitText(nil) != "" {
		t.Error("an empty list is written")
	}
}
