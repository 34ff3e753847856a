package worktime

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"audiensi/domain"
)

// HolidayKind says by which part of the decrees a day is off.
type HolidayKind string

// The kinds, as the joint ministerial decrees (SKB 3 Menteri) name them.
const (
	NationalHoliday HolidayKind = "libur_nasional"
	CutiBersama     HolidayKind = "cuti_bersama"
)

// Holiday is one day off, named as in the decree, in Indonesian.
type Holiday struct {
	Date domain.Date
	Name string
	Kind HolidayKind
}

//go:embed holidays-id.csv
var nationalCSV string

// parseHolidays reads lines of date, name and kind under a header, with
// comments after #.
func parseHolidays(text string) ([]Holiday, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	r.FieldsPerRecord = 3
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("holidays: %w", err)
	}
	var holidays []Holiday
	for i, record := range records {
		if i == 0 {
			continue
		}
		date, err := domain.ParseDate(record[0])
		if err != nil {
			return nil, fmt.Errorf("holidays: %w", err)
		}
		kind := HolidayKind(record[2])
		if kind != NationalHoliday && kind != CutiBersama {
			return nil, fmt.Errorf("holidays: %s: kind %q", date, kind)
		}
		holidays = append(holidays, Holiday{Date: date, Name: record[1], Kind: kind})
	}
	return holidays, nil
}
