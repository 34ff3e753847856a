package intake

import "strings"

// Formulas returns the faults of the recognised columns that hold what a
// spreadsheet could not work out, or a formula that was saved as text.
func (h *Header) Formulas(row int, cells []string) (faults []Fault) {
	for _, c := range h.Found {
		if isFormula(h.Cell(cells, c.Field)) {
			faults = append(faults, h.Fault(row, c.Field, "formula", ""))
		}
	}
	return faults
}

func isFormula(cell string) bool {
	switch cell {
	case "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!":
		return true
	}
	// =SUM(A1), =-A1 and =(A1), but no arrow and no line of equal signs.
	return len(cell) > 1 && cell[0] == '=' && strings.ContainsAny(cell[1:2], `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789("'+-$@[`)
}
