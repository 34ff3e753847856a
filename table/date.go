package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"audiensi/domain"
)

// Spreadsheets count days from 30 December 1899, so that 1 March 1900 is 61, or
// from 1 January 1904 (ECMA-376 part 1, 18.17.4.1).
var (
	base1900 = domain.Date{Year: 1899, Month: time.December, Day: 30}
	base1904 = domain.Date{Year: 1904, Month: time.January, Day: 1}
)

// Numbers below that are no days here, but perhaps years: day 10,000 is in 1927.
const (
	leastDay    = 10_000
	greatestDay = 100_000
)

// Date implements intake.Rows: the number of a day, 2011-12-20, 20/12/2011 (also
// with hyphens or dots) or 20 Desember 2011, perhaps after the name of a day of
// the week or before a time.
func (s *Sheet) Date(cell string) domain.Date {
	cell = strings.TrimSpace(cell)
	if n, err := strconv.ParseFloat(cell, 64); err == nil {
		return s.dayOf(n)
	}
	for _, form := range forms {
		if m := form.pattern.FindStringSubmatch(cell); m != nil {
			return form.read(m[1], m[2], m[3])
		}
	}
	return domain.Date{}
}

func (s *Sheet) dayOf(n float64) domain.Date {
	if !(n >= leastDay && n <= greatestDay) { // NaN too
		return domain.Date{}
	}
	base := base1900
	if s.source.date1904() {
		base = base1904
	}
	return base.AddDays(int(math.Floor(n)))
}

// forms are how a day is written; after it may stand a time.
var forms = []struct {
	pattern *regexp.Regexp
	read    func(a, b, c string) domain.Date
}{
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})` + rest), func(y, m, d string) domain.Date { return day(d, m, y) }},
	{regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})` + rest), day},
	{regexp.MustCompile(`(?i)^(?:[a-z'’]+,?\s+)?(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})` + rest),
		func(d, name, y string) domain.Date { return day(d, months[strings.ToLower(name)], y) }},
}

const rest = `(?:[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|\s*WIB)?)?$`

func day(d, m, y string) domain.Date {
	var date domain.Date
	month := 0
	for _, part := range []struct {
		text string
		to   *int
	}{{d, &date.Day}, {m, &month}, {y, &date.Year}} {
		n, err := strconv.Atoi(part.text)
		if err != nil {
			return domain.Date{}
		}
		*part.to = n
	}
	if date.Month = time.Month(month); !date.IsValid() {
		return domain.Date{}
	}
	return date
}

// months are the names of months in Indonesian and English, whole and short.
var months = map[string]string{
	"januari": "1", "january": "1", "jan": "1", "februari": "2", "february": "2", "pebruari": "2", "feb": "2",
	"maret": "3", "march": "3", "mar": "3", "april": "4", "apr": "4", "mei": "5", "may": "5", "juni": "6", "june": "6", "jun": "6",
	"juli": "7", "july": "7", "jul": "7", "agustus": "8", "august": "8", "agu": "8", "agt": "8", "ags": "8", "agust": "8", "aug": "8",
	"september": "9", "sept": "9", "sep": "9", "oktober": "10", "october": "10", "okt": "10", "oct": "10",
	"november": "11", "nopember": "11", "nov": "11", "nop": "11", "desember": "12", "december": "12", "des": "12", "dec": "12",
}
