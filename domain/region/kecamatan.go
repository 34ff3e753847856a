// Package region holds the kecamatan and desa of the regency with their official
// codes (Ministry of Home Affairs, kode wilayah administrasi pemerintahan). A
// desa keeps the code it has today as its lasting name here; which kecamatan it
// belonged to on a day is told by its memberships.
package region

import "audiensi/domain"

// Kecamatan is one subdistrict. Version counts its stored changes; 0 is not
// stored yet.
type Kecamatan struct {
	Code      string // "35.10.01"
	Name      string
	ValidFrom domain.Date
	ValidTo   domain.Date
	Version   int64
}

// ParseKecamatanCode returns the code if it has the official form, else invalid
// with the rule "code". Pointer names the member in the error.
func ParseKecamatanCode(pointer, s string) (string, error) {
	if !matches(s, "00.00.00") {
		return "", domain.InvalidField(pointer, "code", "")
	}
	return s, nil
}

// matches reports whether s has a digit wherever pattern has 0 and else the
// same characters.
func matches(s, pattern string) bool {
	if len(s) != len(pattern) {
		return false
	}
	for i := range len(s) {
		digit := s[i] >= '0' && s[i] <= '9'
		if pattern[i] == '0' && !digit || pattern[i] != '0' && s[i] != pattern[i] {
			return false
		}
	}
	return true
}

// Validity returns the days on which the kecamatan exists.
func (k Kecamatan) Validity() domain.Period { return domain.Period{From: k.ValidFrom, To: k.ValidTo} }

// ActiveOn reports whether the kecamatan exists on the day.
func (k Kecamatan) ActiveOn(date domain.Date) bool { return k.Validity().Contains(date) }

// Validate cleans what people wrote and returns every fault.
func (k *Kecamatan) Validate() error {
	var faults domain.Faults
	_, err := ParseKecamatanCode("/code", k.Code)
	faults.Merge(err)
	k.Name, err = domain.CleanText("/name", k.Name, domain.MaxNameText)
	faults.Merge(err)
	faults.Merge(k.Validity().Validate("/valid_from", "/valid_to"))
	return faults.Err()
}
