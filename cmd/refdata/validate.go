package refdata

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"audiensi/domain"
)

// validate checks the set and notes its faults at the lines they come from.
func (r *reading) validate() {
	var e *domain.Error
	if errors.As(r.set.Validate(), &e) {
		for _, f := range e.Fields {
			if f.Rule == "exists" && r.incomplete {
				continue
			}
			line, column := r.place(f.Pointer)
			r.faults.add(line.file, line.line, column, reason(f.Rule, f.Param))
		}
	}
	files := []string{dinasFile, categoryFile, kecamatanFile, desaFile, membershipFile, ruleFile}
	slices.SortStableFunc(r.faults, func(a, b Fault) int {
		if a.File != b.File {
			return slices.Index(files, a.File) - slices.Index(files, b.File)
		}
		return a.Line - b.Line
	})
}

// place returns the row and the column of a pointer such as
// /dinas/3/successors/0 or /desa/7/memberships/1/from.
func (r *reading) place(pointer string) (row, string) {
	part := strings.Split(pointer, "/")[1:]
	i, err := strconv.Atoi(part[1])
	if err != nil || i >= len(r.rows[part[0]]) {
		return row{file: part[0]}, pointer
	}
	line, member := r.rows[part[0]][i], part[2:]
	switch {
	case len(member) == 0:
		return line, ""
	case member[0] == "memberships" && len(member) > 1:
		j, err := strconv.Atoi(member[1])
		if err != nil || j >= len(r.memberships[i]) {
			return line, "code"
		}
		return r.memberships[i][j], strings.Join(member[2:], "_")
	case member[0] == "memberships":
		return row{file: line.file, line: line.line}, "memberships in " + membershipFile
	case member[0] == "successors", member[0] == termsColumn:
		return line, member[0]
	case part[0] == "rules" && member[0] == "code":
		return line, "id"
	}
	return line, strings.Join(member, "_")
}
