package wording

import (
	"slices"
	"strings"

	"audiensi/domain"
)

// Placeholder is what stands for something of the question in a template's text,
// between double braces.
type Placeholder string

// The placeholders.
const (
	AskerName    Placeholder = "nama_penanya"
	Desa         Placeholder = "desa"
	Kecamatan    Placeholder = "kecamatan"
	Category     Placeholder = "kategori"
	Dinas        Placeholder = "dinas"
	Session      Placeholder = "sesi"
	SessionDate  Placeholder = "tanggal_sesi"
	SessionPlace Placeholder = "tempat_sesi"
)

const begin, end = "{{", "}}"

// Placeholders lists every placeholder.
func Placeholders() []Placeholder {
	return []Placeholder{AskerName, Desa, Kecamatan, Category, Dinas, Session, SessionDate, SessionPlace}
}

// String returns the placeholder as it is written in a text.
func (p Placeholder) String() string { return begin + string(p) + end }

func known() string {
	var list []string
	for _, p := range Placeholders() {
		list = append(list, p.String())
	}
	return strings.Join(list, ", ")
}

// KnownAfter separates, in the bound of a fault of a placeholder, what was
// written from the list of those that are known.
const KnownAfter = "|"

// checkPlaceholders notes each unknown placeholder ("placeholder") and one that
// is not closed ("unclosed").
func checkPlaceholders(faults *domain.Faults, pointer, text string) {
	var told []Placeholder
	unclosed := scan(text, func(string) {}, func(p Placeholder) {
		if !slices.Contains(Placeholders(), p) && !slices.Contains(told, p) {
			told = append(told, p)
			faults.Add(pointer, "placeholder", p.String()+KnownAfter+known())
		}
	})
	if unclosed != "" {
		faults.Add(pointer, "unclosed", shown(unclosed)+KnownAfter+known())
	}
}

// shown returns as much of an unclosed placeholder as tells which it is.
func shown(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 24)])
}

// scan calls plain for what stands between placeholders and placeholder for each,
// in order. It returns what begins like a placeholder and is not closed: within
// the text, or before another begins.
func scan(text string, plain func(string), placeholder func(Placeholder)) (unclosed string) {
	for {
		before, rest, found := strings.Cut(text, begin)
		plain(before)
		if !found {
			return unclosed
		}
		name, after, closed := strings.Cut(rest, end)
		if !closed || strings.Contains(name, begin) {
			if unclosed == "" {
				unclosed = begin + rest
			}
			plain(begin)
			text = rest
			continue
		}
		placeholder(Placeholder(strings.TrimSpace(name)))
		text = after
	}
}
