package region

import (
	"strconv"

	"audiensi/domain"
)

// Kind says whether a village governs itself or is part of a town.
type Kind string

// The kinds; the official code of a desa has a 2 after the last dot, that of a
// kelurahan a 1.
const (
	KindDesa      Kind = "desa"
	KindKelurahan Kind = "kelurahan"
)

// MaxMemberships bounds the memberships of one desa.
const MaxMemberships = 20

// Membership says to which kecamatan a desa belongs, from the first day to the
// last, both included; a zero end is open.
type Membership struct {
	Kecamatan string
	From, To  domain.Date
}

// Period returns the days of the membership.
func (m Membership) Period() domain.Period { return domain.Period{From: m.From, To: m.To} }

// Desa is one village. Version counts its stored changes; 0 is not stored yet.
type Desa struct {
	Code        string // "35.10.01.2001"
	Name        string
	Kind        Kind
	ValidFrom   domain.Date
	ValidTo     domain.Date
	Memberships []Membership
	Version     int64
}

// ParseDesaCode returns the code if it has the official form, else invalid with
// the rule "code". Pointer names the member in the error.
func ParseDesaCode(pointer, s string) (string, error) {
	if !matches(s, "00.00.00.0000") || s[9] != '1' && s[9] != '2' {
		return "", domain.InvalidField(pointer, "code", "")
	}
	return s, nil
}

// ParseKind returns the kind of that name, or invalid with the rule "oneof".
func ParseKind(pointer, s string) (Kind, error) {
	switch kind := Kind(s); kind {
	case KindDesa, KindKelurahan:
		return kind, nil
	}
	return "", domain.InvalidField(pointer, "oneof", "desa kelurahan")
}

// Validity returns the days on which the desa exists.
func (d Desa) Validity() domain.Period { return domain.Period{From: d.ValidFrom, To: d.ValidTo} }

// ActiveOn reports whether the desa exists on the day.
func (d Desa) ActiveOn(date domain.Date) bool { return d.Validity().Contains(date) }

// KecamatanOn returns the code of the kecamatan to which the desa belongs on the
// day, and false if it does not exist then or belongs to none.
func (d Desa) KecamatanOn(date domain.Date) (string, bool) {
	if !d.ActiveOn(date) {
		return "", false
	}
	for _, m := range d.Memberships {
		if m.Period().Contains(date) {
			return m.Kecamatan, true
		}
	}
	return "", false
}

// Validate cleans what people wrote and returns every fault. It cannot know
// whether the kecamatan exist.
func (d *Desa) Validate() error {
	var faults domain.Faults
	_, codeErr := ParseDesaCode("/code", d.Code)
	faults.Merge(codeErr)
	var err error
	d.Name, err = domain.CleanText("/name", d.Name, domain.MaxNameText)
	faults.Merge(err)
	_, err = ParseKind("/kind", string(d.Kind))
	faults.Merge(err)
	if err == nil && codeErr == nil && (d.Kind == KindKelurahan) != (d.Code[9] == '1') {
		faults.Add("/kind", "code_kind", d.Code)
	}
	faults.Merge(d.Validity().Validate("/valid_from", "/valid_to"))
	d.checkMemberships(&faults)
	return faults.Err()
}

func (d *Desa) checkMemberships(faults *domain.Faults) {
	switch n := len(d.Memberships); {
	case n == 0:
		faults.Add("/memberships", "required", "")
	case n > MaxMemberships:
		faults.Add("/memberships", "max", strconv.Itoa(MaxMemberships))
		return
	}
	for i, m := range d.Memberships {
		pointer := "/memberships/" + strconv.Itoa(i)
		_, err := ParseKecamatanCode(pointer+"/kecamatan", m.Kecamatan)
		faults.Merge(err)
		if err := m.Period().Validate(pointer+"/from", pointer+"/to"); err != nil {
			faults.Merge(err)
			continue
		}
		for _, earlier := range d.Memberships[:i] {
			if m.Period().Overlaps(earlier.Period()) {
				faults.Add(pointer, "overlap", earlier.Kecamatan)
				break
			}
		}
	}
}
