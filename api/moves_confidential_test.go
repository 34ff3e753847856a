package api_test

import "slices"

// confided are the ways to a confidential question of each state.
func confided() map[string][]step {
	ways := map[string][]step{}
	for _, s := range stages {
		ways[s.name] = slices.Concat([]step{{"moderator", "mark-confidential", "{}"}}, s.path)
	}
	return ways
}

// confidentialTable is the part of the table on the confidential flag.
var confidentialTable = []row{
	{move: "mark_confidential", path: "mark-confidential", body: because, who: moderators, to: same(states()...), kind: "marked_confidential"},
	{move: "unmark_confidential", path: "unmark-confidential", body: "{}", who: moderators, to: same(states()...), kind: "unmarked_confidential", way: confided()},
}
