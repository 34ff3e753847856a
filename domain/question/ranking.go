package question

import (
	"strconv"
	"strings"

	"audiensi/domain/category"
)

// rankingText writes a ranking as a fact: "code probability" for each category,
// in order, with a semicolon between. Part of encoding v1.
func rankingText(list []Ranked) string {
	var b []byte
	for i, r := range list {
		if i > 0 {
			b = append(b, ';')
		}
		b = append(append(b, r.Category...), ' ')
		b = strconv.AppendFloat(b, r.Probability, 'g', -1, 64)
	}
	return string(b)
}

// rankingOf reads what rankingText wrote; what it did not write is left out.
func rankingOf(text string) []Ranked {
	var list []Ranked
	for text != "" {
		var one string
		one, text, _ = strings.Cut(text, ";")
		code, number, _ := strings.Cut(one, " ")
		if probability, err := strconv.ParseFloat(number, 64); err == nil {
			list = append(list, Ranked{category.Code(code), probability})
		}
	}
	return list
}
