package intake

import (
	"slices"
	"unicode/utf8"
)

// maxNear is how many things are named that may have been meant.
const maxNear = 3

// near returns the names that are written most like the word, the likeliest
// first, of those that differ in no more than a third of their letters. Names
// are compared as tight wrote them.
func near(word string, names []string) []int {
	type candidate struct{ index, far int }
	var list []candidate
	for i, name := range names {
		bound := max(1, max(utf8.RuneCountInString(word), utf8.RuneCountInString(name))/3)
		if far := distance(word, name, bound); far <= bound {
			list = append(list, candidate{i, far})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return a.far - b.far })
	var indices []int
	for _, c := range list[:min(maxNear, len(list))] {
		indices = append(indices, c.index)
	}
	return indices
}

// distance counts the letters to insert, remove or replace to come from a to b;
// beyond the bound it is only known to be greater.
func distance(a, b string, bound int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > bound || len(y)-len(x) > bound {
		return bound + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > bound {
			return bound + 1
		}
	}
	return row[len(y)]
}
