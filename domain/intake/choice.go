package intake

import "slices"

// Named is a thing with a code that a cell may name by the code or a name.
type Named struct {
	Code  string
	Label string // as it is shown among what may have been meant
	Names []string
}

// Choice finds things by what people write.
type Choice struct {
	list   []Named
	byName map[string][]int // by tight name
	names  []string         // tight, every name of every thing
	of     []int            // whose name it is
}

// NewChoice returns the choice of the things, in the order in which they are shown.
func NewChoice(list []Named) *Choice {
	c := &Choice{list: list, byName: map[string][]int{}}
	for i, n := range list {
		for _, name := range append([]string{n.Code}, n.Names...) {
			key := tight(name)
			if key == "" || slices.Contains(c.byName[key], i) {
				continue
			}
			c.byName[key] = append(c.byName[key], i)
			c.names, c.of = append(c.names, key), append(c.of, i)
		}
	}
	return c
}

// Miss says why words name nothing: the rule and what may have been meant.
type Miss struct {
	Rule string // "exists" or "ambiguous"
	Near []string
}

// Find returns the code of the one thing that the words name. Where they name
// several, those that fit are taken before the others; fits may be nil.
func (c *Choice) Find(words string, fits func(code string) bool) (string, *Miss) {
	key := tight(words)
	found := c.byName[key]
	if len(found) > 1 && fits != nil {
		better := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return !fits(c.list[i].Code) })
		if len(better) > 0 {
			found = better
		}
	}
	switch len(found) {
	case 1:
		return c.list[found[0]].Code, nil
	case 0:
		return "", &Miss{"exists", c.labels(c.like(key))}
	}
	return "", &Miss{"ambiguous", c.labels(found)}
}

// like returns the things with names that are written most like the key.
func (c *Choice) like(key string) (things []int) {
	for _, i := range near(key, c.names) {
		if !slices.Contains(things, c.of[i]) {
			things = append(things, c.of[i])
		}
	}
	return things
}

func (c *Choice) labels(things []int) (labels []string) {
	for _, i := range things[:min(len(things), maxNear)] {
		labels = append(labels, c.list[i].Label)
	}
	return labels
}
