package table

import (
	"bufio"
	"errors"
	"io"
)

// delimiters in the order in which they are preferred: the semicolon is what
// Indonesian spreadsheets write.
const delimiters = ",;\t"

// delimiter finds out what stands between the cells: of the first lines, most
// have the same number of it. A title above the header, and commas in a text, so
// do no harm. It reads only what Peek gives.
func delimiter(in *bufio.Reader) (rune, error) {
	head, err := in.Peek(16 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	lines := counts(string(head))
	if err == nil && len(lines) > 1 {
		lines = lines[:len(lines)-1] // it was cut off
	}
	best, bestLines, bestCount := ',', 0, 0
	for i, d := range delimiters {
		often, n := mode(lines, i)
		if often > bestLines || often == bestLines && n > bestCount {
			best, bestLines, bestCount = d, often, n
		}
	}
	return best, nil
}

// counts returns how often each delimiter stands outside quotes, line by line.
func counts(text string) (lines [][len(delimiters)]int) {
	var line [len(delimiters)]int
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if r == '\n' {
			lines, line = append(lines, line), [len(delimiters)]int{}
		}
		for i, d := range delimiters {
			if r == d {
				line[i]++
			}
		}
	}
	return append(lines, line)
}

// mode returns the number of the delimiter, other than 0, that most lines have,
// and how many lines that are; of several the greatest.
func mode(lines [][len(delimiters)]int, delimiter int) (often, number int) {
	have := map[int]int{}
	for _, line := range lines {
		n := line[delimiter]
		if n == 0 {
			continue
		}
		if have[n]++; have[n] > often || have[n] == often && n > number {
			often, number = have[n], n
		}
	}
	return often, number
}
