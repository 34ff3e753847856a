// Package refdata reads and writes reference data as CSV files, and carries the
// files of Banyuwangi: its agencies of 2011 and today, categories, kecamatan,
// desa and routing rules. It touches no database.
//
// A folder holds dinas.csv, categories.csv, routing.csv and, under a licence of
// their own, wilayah/kecamatan.csv, wilayah/desa.csv and
// wilayah/desa_kecamatan.csv. Files are UTF-8, with or without a byte order
// mark, and have a header; columns may come in any order. A column "source" may
// say where a line comes from; it is not read.
package refdata

import (
	"embed"
	"io/fs"

	"audiensi/domain/reference"
)

//go:embed data
var data embed.FS

// Builtin returns the reference data that comes with the program. Versions are
// 0: nothing of it is stored yet.
func Builtin() (reference.Set, error) {
	dir, err := fs.Sub(data, "data")
	if err != nil {
		return reference.Set{}, err
	}
	return Read(dir)
}

// The files, relative to the folder.
const (
	dinasFile      = "dinas.csv"
	categoryFile   = "categories.csv"
	kecamatanFile  = "wilayah/kecamatan.csv"
	desaFile       = "wilayah/desa.csv"
	membershipFile = "wilayah/desa_kecamatan.csv"
	ruleFile       = "routing.csv"
	noticeFile     = "wilayah/README.md"
)

const sourceColumn = "source"

// termsColumn holds terms with routing.TermSeparator between them, approvalColumn
// whether a dinas requires approval.
const (
	termsColumn    = "terms"
	approvalColumn = "requires_approval"
)

// mayLack are the columns that files may lack which were written before they
// existed, and then mean none.
var mayLack = []string{termsColumn, approvalColumn}

// columns names the columns of each file, in the order they are written.
var columns = map[string][]string{
	dinasFile: {"code", "name", "short_name", "kind", "valid_from", "valid_to", "successors", "sipd_code",
		approvalColumn},
	categoryFile:   {"code", "name_id", "name_en", "description", "valid_from", "valid_to", "position"},
	kecamatanFile:  {"code", "name", "valid_from", "valid_to"},
	desaFile:       {"code", "name", "kind", "valid_from", "valid_to"},
	membershipFile: {"desa", "kecamatan", "from", "to"},
	ruleFile: {"id", "position", "category", "class", "kecamatan", "asker_role", termsColumn, "dinas",
		"valid_from", "valid_to", "note"},
}
