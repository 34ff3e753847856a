package triagetest

import (
	"cmp"
	"maps"
	"slices"
)

// NearCopies returns the texts that are alike to another. Two that are share one
// of the rarest grams of each, so many that no fewer would do (prefix filter,
// Chaudhuri et al., A Primitive Operator for Similarity Joins, 2006): only those
// are looked up.
func NearCopies(texts []string) map[int]bool {
	grams := gramsOf(texts)
	near, holders, looked := map[int]bool{}, map[int32][]int{}, make([]int, len(texts))
	for i, own := range grams {
		for _, g := range own[:len(own)-min(len(own), atLeast(len(own))-1)] {
			for _, j := range holders[g] {
				if looked[j] != i+1 && isAlike(own, grams[j]) {
					near[i], near[j] = true, true
				}
				looked[j] = i + 1
			}
			holders[g] = append(holders[g], i)
		}
	}
	return near
}

// atLeast is how many of n grams a text that is alike shares, rounded up; 1 for none.
func atLeast(n int) int { return max(1, (n*6+9)/10) }

// gramsOf returns the grams of each text, each once, as their rank by how rare
// they are in all texts.
func gramsOf(texts []string) [][]int32 {
	frequency := map[string]int{}
	sets := make([]map[string]bool, len(texts))
	for i, text := range texts {
		sets[i] = map[string]bool{}
		runes := []rune(text)
		for at := 0; at+5 <= len(runes); at++ {
			sets[i][string(runes[at:at+5])] = true
		}
		for g := range sets[i] {
			frequency[g]++
		}
	}
	order := slices.SortedFunc(maps.Keys(frequency), func(a, b string) int {
		return cmp.Or(cmp.Compare(frequency[a], frequency[b]), cmp.Compare(a, b))
	})
	rank := make(map[string]int32, len(order))
	for i, g := range order {
		rank[g] = int32(i)
	}
	grams := make([][]int32, len(texts))
	for i, set := range sets {
		for g := range set {
			grams[i] = append(grams[i], rank[g])
		}
		slices.Sort(grams[i])
	}
	return grams
}

// isAlike compares two texts; it gives up when too few grams can be common.
func isAlike(a, b []int32) bool {
	// |a∩b| / (|a|+|b|-|a∩b|) >= 6/10
	needed := (6*(len(a)+len(b)) + 15) / 16
	common := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			common++
			a, b = a[1:], b[1:]
		}
		if common+min(len(a), len(b)) < needed {
			return false
		}
	}
	return common >= needed && common > 0
}
