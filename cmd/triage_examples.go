package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"audiensi/domain/triage/examples"
	"audiensi/table"
)

// examplesLimits are those of tables of examples, which programs write too.
var examplesLimits = table.Limits{Rows: 1_000_000, Bytes: 256 << 20}

// readExamples reads a file by the end of its name. Rows that cannot be used are
// told with line and reason; unless skipBad, one such row ends it.
func readExamples(warn io.Writer, path string, skipBad bool) ([]examples.Example, error) {
	list, faults, err := examplesOf(path)
	if err != nil {
		return nil, err
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

func examplesOf(path string) (list []examples.Example, faults []examples.Fault, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	if strings.EqualFold(filepath.Ext(path), ".jsonl") {
		list, faults, err = examples.ReadJSONL(file)
	} else if kind, ok := table.KindOf(path); ok {
		list, faults, err = tableExamples(file, kind)
	} else {
		return nil, nil, fmt.Errorf("%s: the name ends neither with .jsonl nor .csv nor .xlsx", path)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, readableError(err))
	}
	return list, faults, nil
}

func tableExamples(r io.Reader, kind table.Kind) (list []examples.Example, faults []examples.Fault, err error) {
	sheet, err := table.Open(r, kind, examplesLimits)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, sheet.Close()) }()
	return examples.ReadTable(sheet, faultSentence)
}
