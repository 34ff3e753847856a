package cmd

import (
	"fmt"
	"strings"

	"audiensi/domain/intake"
)

// fileRules says in words what is wrong with a file or a row of it.
var fileRules = map[string]string{
	"file_empty":       "the file is empty",
	"file_kind":        "what the file holds is no %s; save the table as that again",
	"file_encrypted":   "the file is protected by a password; save it without one",
	"file_old":         "the file has the old form of Excel (.xls); save it as .xlsx",
	"file_malformed":   "not an Excel workbook that can be read; open it in a spreadsheet program and save it as .xlsx again",
	"too_large":        "the file is too large: at most %s MiB",
	"too_many_rows":    "too many rows: at most %s; split the file",
	"too_many_columns": "too many columns: at most %s",
	"file_encoding":    `the text in line %s is not UTF-8; save the file as "CSV UTF-8" or as .xlsx`,
	"quote":            "a quotation mark in line %s has no partner; double those inside a cell",
	"column_missing":   "there is no column %s; name it in the row of headers, or say which one it is with --map",
	"column_twice":     "is there already as %s; remove or rename one",
	"formula":          "holds a formula or the error of one; replace it by its value",
	"role":             "%q is no role that is known; write Kepala Desa, Sekdes, Warga or Lainnya",
	"exists":           "%q is not known",
	"ambiguous":        "%q can mean more than one; write its code, or its kecamatan too",
	"not_valid_on":     "was not there on %s",
	"day":              "%q is no day; write for example 20 Desember 2011, 20/12/2011 or 2011-12-20",
	"future":           "%s is still to come",
	"gtefield":         "is before %s",
	"range":            "must be a whole number from %s",
	"control":          "contains control characters",
	"bidi":             "contains characters that reverse the direction of reading",
	"utf8":             "is not valid UTF-8",
	"status_answered":  "%q does not fit the answer; write Dijawab or Selesai, or remove the answer",
	"answered_later":   "answered on a later day: name the dinas that answered",
}

// faultSentence says what is wrong with a row, without its number.
func faultSentence(f intake.Fault) string {
	words, ok := fileRules[f.Rule]
	if !ok {
		words = rules[f.Rule]
	}
	switch {
	case words == "":
		words = strings.TrimSpace("breaks the rule " + f.Rule + " " + f.Param)
	case strings.Contains(words, "%"):
		words = fmt.Sprintf(words, f.Param)
	}
	column := f.Column
	if column == "" && f.Rule != "column_missing" {
		column = f.Field
	}
	if column != "" {
		words = column + ": " + words
	}
	if len(f.Near) > 0 {
		words += " (perhaps " + strings.Join(f.Near, "; ") + ")"
	}
	return words
}
