package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"audiensi/domain/triage/examples"

	"github.com/xuri/excelize/v2"
)

// readExamples reads a file by the end of its name. Rows that cannot be used are
// told with line and reason; unless skipBad, one such row ends it.
func readExamples(warn io.Writer, path string, skipBad bool) ([]examples.Example, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	read := map[string]func(io.Reader) ([]examples.Example, []examples.Fault, error){
		".jsonl": examples.ReadJSONL, ".csv": examples.ReadCSV, ".xlsx": readXLSX,
	}[strings.ToLower(filepath.Ext(path))]
	if read == nil {
		return nil, fmt.Errorf("%s: the name ends neither with .jsonl nor .csv nor .xlsx", path)
	}
	list, faults, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, f := range faults {
		fmt.Fprintf(warn, "%s: %s\n", path, f)
	}
	if len(faults) > 0 && !skipBad {
		return nil, fmt.Errorf("%s: %d rows cannot be used; mend them, or leave them out with --skip-bad", path, len(faults))
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s: no example", path)
	}
	return list, nil
}

// Bounds of what a spreadsheet may unpack to, in bytes: a zip bomb ends there.
const (
	maxSpreadsheet = 256 << 20
	maxSheetXML    = 64 << 20
)

// readXLSX reads the first sheet; see examples.ReadCSV.
func readXLSX(r io.Reader) (list []examples.Example, faults []examples.Fault, err error) {
	book, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxSpreadsheet, UnzipXMLSizeLimit: maxSheetXML})
	if err != nil {
		return nil, nil, fmt.Errorf("not an Excel workbook that can be read: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var t examples.Table
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, nil, err
		}
		if !t.Add(line, cells) {
			break
		}
	}
	list, faults = t.Result()
	return list, faults, rows.Error()
}
