package refdata

import (
	"io/fs"
	"strings"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/reference"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

// Read parses the files of a folder and checks them as a whole. The error is
// Faults with everything that is wrong; then the set is empty. Nothing is
// stored, so versions are 0.
func Read(dir fs.FS) (reference.Set, error) {
	r := reading{dir: dir}
	r.readDinas()
	r.readCategories()
	r.readKecamatan()
	r.readDesa()
	r.readMemberships()
	r.readRules()
	r.validate()
	if len(r.faults) > 0 {
		return reference.Set{}, r.faults
	}
	return r.set, nil
}

// reading is a set in the making. The rows stay in step with the things of the
// set, so that a fault of a thing can name its line.
type reading struct {
	dir         fs.FS
	faults      Faults
	set         reference.Set
	rows        map[string][]row // by the name of the set's list
	memberships [][]row          // by index of the desa
	incomplete  bool             // a whole file could not be read: what it holds is not known
}

func (r *reading) table(list, file string) []row {
	before := len(r.faults)
	rows := readTable(r.dir, file, &r.faults)
	r.incomplete = r.incomplete || rows == nil && len(r.faults) > before
	if r.rows == nil {
		r.rows = map[string][]row{}
	}
	r.rows[list] = rows
	return rows
}

func (r *reading) readDinas() {
	for _, line := range r.table("dinas", dinasFile) {
		d := dinas.Dinas{
			Code: dinas.Code(line.text("code")), Name: line.text("name"), ShortName: line.text("short_name"),
			Kind: dinas.Kind(line.text("kind")), ValidFrom: line.date("valid_from"), ValidTo: line.date("valid_to"),
			SIPDCode: line.text("sipd_code"), RequiresApproval: line.flag(approvalColumn),
		}
		for code := range strings.FieldsSeq(line.text("successors")) {
			d.Successors = append(d.Successors, dinas.Code(code))
		}
		r.set.Dinas = append(r.set.Dinas, d)
	}
}

func (r *reading) readCategories() {
	for _, line := range r.table("categories", categoryFile) {
		r.set.Categories = append(r.set.Categories, category.Category{
			Code: category.Code(line.text("code")), NameID: line.text("name_id"), NameEN: line.text("name_en"),
			Description: line.text("description"), ValidFrom: line.date("valid_from"),
			ValidTo: line.date("valid_to"), Position: line.number("position"),
		})
	}
}

func (r *reading) readKecamatan() {
	for _, line := range r.table("kecamatan", kecamatanFile) {
		r.set.Kecamatan = append(r.set.Kecamatan, region.Kecamatan{
			Code: line.text("code"), Name: line.text("name"),
			ValidFrom: line.date("valid_from"), ValidTo: line.date("valid_to"),
		})
	}
}

func (r *reading) readDesa() {
	for _, line := range r.table("desa", desaFile) {
		r.set.Desa = append(r.set.Desa, region.Desa{
			Code: line.text("code"), Name: line.text("name"), Kind: region.Kind(line.text("kind")),
			ValidFrom: line.date("valid_from"), ValidTo: line.date("valid_to"),
		})
	}
	r.memberships = make([][]row, len(r.set.Desa))
}

func (r *reading) readMemberships() {
	index := map[string]int{}
	for i, d := range r.set.Desa {
		if _, ok := index[d.Code]; !ok {
			index[d.Code] = i
		}
	}
	for _, line := range r.table("memberships", membershipFile) {
		m := region.Membership{Kecamatan: line.text("kecamatan"), From: line.date("from"), To: line.date("to")}
		i, ok := index[line.text("desa")]
		if !ok && r.incomplete {
			continue
		}
		if !ok {
			line.fault("desa", reason("exists", line.text("desa")))
			continue
		}
		r.set.Desa[i].Memberships = append(r.set.Desa[i].Memberships, m)
		r.memberships[i] = append(r.memberships[i], line)
	}
}

func (r *reading) readRules() {
	for _, line := range r.table("rules", ruleFile) {
		id, err := domain.ParseID[domain.RuleKind](line.text("id"))
		if err != nil || id.IsZero() {
			line.fault("id", "is not a UUID")
		}
		r.set.Rules = append(r.set.Rules, routing.Rule{
			ID: id, Position: line.number("position"), Category: category.Code(line.text("category")),
			Class: category.Class(line.text("class")), Kecamatan: line.text("kecamatan"),
			AskerRole: domain.AskerRole(line.text("asker_role")), Terms: line.list(termsColumn, routing.TermSeparator),
			Dinas: dinas.Code(line.text("dinas")), ValidFrom: line.date("valid_from"), ValidTo: line.date("valid_to"),
			Note: line.text("note"),
		})
	}
}
