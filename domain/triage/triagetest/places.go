// Package triagetest is what the tests of triage share: the names of the
// regency's places, and how near-copies are told among texts.
package triagetest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"audiensi/domain/triage/normal"
)

// PlaceNames returns the names of all kecamatan and desa of the regency.
var PlaceNames = sync.OnceValues(func() (names []string, err error) {
	_, here, _, _ := runtime.Caller(0)
	folder := filepath.Join(filepath.Dir(here), "../../../cmd/refdata/data/wilayah")
	for _, file := range []string{"kecamatan.csv", "desa.csv"} {
		f, err := os.Open(filepath.Join(folder, file))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			return nil, err
		}
		for _, row := range rows[1:] {
			names = append(names, row[1])
		}
	}
	return names, nil
})

// Normaliser returns one that knows the places of the regency.
var Normaliser = sync.OnceValues(func() (*normal.Normaliser, error) {
	names, err := PlaceNames()
	if err != nil {
		return nil, err
	}
	return normal.New(names)
})

var digits = regexp.MustCompile(`[0-9]+`)

// Mask returns the texts in small letters, with places and numbers masked.
func Mask(texts []string) ([]string, error) {
	names, err := PlaceNames()
	if err != nil {
		return nil, err
	}
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, strings.ToLower(name), "@")
	}
	places := strings.NewReplacer(pairs...)
	masked := make([]string, len(texts))
	for i, t := range texts {
		masked[i] = digits.ReplaceAllString(places.Replace(strings.ToLower(t)), "#")
	}
	return masked, nil
}
