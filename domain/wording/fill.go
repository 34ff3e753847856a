package wording

import (
	"slices"
	"strconv"
	"strings"

	"audiensi/domain"
)

// Neutral stands for the name of an asker who is not named to whoever asks.
const Neutral = "Bapak/Ibu"

// gap stands for what is not known, for somebody to fill.
const gap = "…"

// Fill returns the text with the values in place of its placeholders, and those
// that have none, each once, in order. A value is never filled again.
func Fill(text string, values map[Placeholder]string) (filled string, missing []Placeholder) {
	var b strings.Builder
	scan(text, func(s string) { b.WriteString(s) }, func(p Placeholder) {
		value := values[p]
		if value == "" {
			value = gap
			if !slices.Contains(missing, p) {
				missing = append(missing, p)
			}
		}
		b.WriteString(value)
	})
	return b.String(), missing
}

var months = [...]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
	"Oktober", "November", "Desember"}

// LongDate returns the day as it is written in an Indonesian letter: 19 November 2026.
func LongDate(d domain.Date) string {
	return strconv.Itoa(d.Day) + " " + months[d.Month-1] + " " + strconv.Itoa(d.Year)
}
