// Package dinas holds what an agency is that questions can be assigned to. A
// dinas is never deleted: it ends on a date, and its successors take over.
package dinas

import (
	"slices"
	"strconv"
	"strings"

	"audiensi/domain"
)

// Code is the lasting name of a dinas: a lower-case slug with hyphens, such as
// "dispendukcapil" or "bpmpd-2011". It never changes once given.
type Code string

// ParseCode returns the code, or invalid with the rule "code". Pointer names the
// member in the error.
func ParseCode(pointer, s string) (Code, error) {
	if !domain.IsSlug(s, '-') {
		return "", domain.InvalidField(pointer, "code", "")
	}
	return Code(s), nil
}

// Kind says what sort of agency a dinas is.
type Kind string

// The kinds. A regional hospital (RSUD) is a unit of Dinas Kesehatan (Government
// Regulations 18/2016 and 72/2019) and, like the civil service police and the
// fire service, counts as a dinas; the secretariats count as bagian.
const (
	KindDinas       Kind = "dinas"
	KindBadan       Kind = "badan"
	KindBagian      Kind = "bagian"
	KindInspektorat Kind = "inspektorat"
	KindKecamatan   Kind = "kecamatan"
	KindDesa        Kind = "desa"
)

// Kinds returns all kinds, in the order of the contract.
func Kinds() []Kind {
	return []Kind{KindDinas, KindBadan, KindBagian, KindInspektorat, KindKecamatan, KindDesa}
}

// ParseKind returns the kind of that name, or invalid with the rule "oneof".
func ParseKind(pointer, s string) (Kind, error) {
	if kind := Kind(s); slices.Contains(Kinds(), kind) {
		return kind, nil
	}
	return "", domain.InvalidField(pointer, "oneof", "dinas badan bagian inspektorat kecamatan desa")
}

// Limits of a dinas, the lengths in characters.
const (
	MaxShortName  = 60
	MaxSIPDCode   = 40
	MaxSuccessors = 20
)

// Dinas is one agency. Version counts its stored changes; 0 is not stored yet.
type Dinas struct {
	Code             Code
	Name             string
	ShortName        string
	Kind             Kind
	ValidFrom        domain.Date // first day; zero: as far back as is known
	ValidTo          domain.Date // last day; zero: until further notice
	Successors       []Code      // who took over its work
	SIPDCode         string      // its code in the national planning system; may be empty
	RequiresApproval bool        // an approver must agree before an answer is published
	Version          int64
}

// Validity returns the days on which the dinas exists.
func (d Dinas) Validity() domain.Period { return domain.Period{From: d.ValidFrom, To: d.ValidTo} }

// ActiveOn reports whether the dinas exists on the day.
func (d Dinas) ActiveOn(date domain.Date) bool { return d.Validity().Contains(date) }

// Validate cleans what people wrote and returns every fault. It cannot know
// whether the successors exist.
func (d *Dinas) Validate() error {
	var faults domain.Faults
	_, err := ParseCode("/code", string(d.Code))
	faults.Merge(err)
	d.Name, err = domain.CleanText("/name", d.Name, domain.MaxNameText)
	faults.Merge(err)
	d.ShortName, err = domain.CleanText("/short_name", d.ShortName, MaxShortName)
	faults.Merge(err)
	_, err = ParseKind("/kind", string(d.Kind))
	faults.Merge(err)
	d.SIPDCode, err = domain.CleanOptional("/sipd_code", d.SIPDCode, MaxSIPDCode)
	faults.Merge(err)
	faults.Merge(d.Validity().Validate("/valid_from", "/valid_to"))
	d.checkSuccessors(&faults)
	return faults.Err()
}

func (d *Dinas) checkSuccessors(faults *domain.Faults) {
	if len(d.Successors) > MaxSuccessors {
		faults.Add("/successors", "max", strconv.Itoa(MaxSuccessors))
	}
	for i, code := range d.Successors {
		pointer := "/successors/" + strconv.Itoa(i)
		_, err := ParseCode(pointer, string(code))
		faults.Merge(err)
		switch {
		case code == d.Code:
			faults.Add(pointer, "not_self", "")
		case slices.Contains(d.Successors[:i], code):
			faults.Add(pointer, "unique", strings.ToValidUTF8(string(code), "�"))
		}
	}
}
