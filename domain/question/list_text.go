package question

import (
	"encoding/json"
	"strconv"
)

// Lists of a proposal as JSON, "" for an empty one. They are written by hand,
// since each capture writes them into its event and into its row.

// ReasonsText returns the reasons as JSON.
func ReasonsText(list []Reason) string {
	return listText(list, func(b []byte, r Reason) []byte {
		return appendNumber(appendText(b, `{"term":`, r.Term), `,"weight":`, r.Weight)
	})
}

// RankingJSON returns the ranking as JSON.
func RankingJSON(list []Ranked) string {
	return listText(list, func(b []byte, r Ranked) []byte {
		return appendNumber(appendText(b, `{"category":`, string(r.Category)), `,"probability":`, r.Probability)
	})
}

// SplitText returns the parts of a split as JSON.
func SplitText(list []Part) string {
	return listText(list, func(b []byte, p Part) []byte {
		b = strconv.AppendInt(append(b, `{"start":`...), int64(p.Start), 10)
		b = strconv.AppendInt(append(b, `,"end":`...), int64(p.End), 10)
		return appendNumber(appendText(b, `,"category":`, string(p.Category)), `,"probability":`, p.Probability)
	})
}

// listText writes each item, which item leaves open, as an object of a list.
func listText[T any](list []T, item func(b []byte, v T) []byte) string {
	if len(list) == 0 {
		return ""
	}
	b := make([]byte, 0, 48*len(list))
	for i, v := range list {
		if i == 0 {
			b = append(b, '[')
		} else {
			b = append(b, ',')
		}
		b = append(item(b, v), '}')
	}
	return string(append(b, ']'))
}

func appendNumber(b []byte, name string, x float64) []byte {
	return strconv.AppendFloat(append(b, name...), x, 'f', -1, 64)
}

// appendText writes the text as encoding/json does, which is asked only where
// something is to be escaped.
func appendText(b []byte, name, text string) []byte {
	b = append(b, name...)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, _ := json.Marshal(text) // a text always marshals
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}
