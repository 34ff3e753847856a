// Package attendance reads attendance lists that people keep in tables: which
// row is which person, and who is there twice.
package attendance

import "audiensi/domain/intake"

// The fields of a list.
const (
	fieldName      = "name"
	fieldRole      = "role"
	fieldDesa      = "desa"
	fieldKecamatan = "kecamatan"
	fieldPhone     = "phone"
)

// Columns are the columns that a list may have.
func Columns() []intake.Column {
	return []intake.Column{
		{Field: fieldName, Required: true, Names: []string{"Nama", "Nama Lengkap", "Nama Peserta", "Nama Hadirin", "Full name"}},
		{Field: fieldRole, Required: true, Names: []string{"Jabatan", "Unsur", "Peran", "Position"}},
		{Field: fieldDesa, Names: []string{"Desa", "Kelurahan", "Desa/Kelurahan", "Kelurahan/Desa", "Nama Desa", "Asal Desa", "Village"}},
		{Field: fieldKecamatan, Names: []string{"Kecamatan", "Kec.", "District", "Subdistrict"}},
		{Field: fieldPhone, Names: []string{"No HP", "No. Telepon", "Telepon", "Nomor HP", "Nomor Telepon", "HP", "Telp", "No Telp", "No WA", "WhatsApp",
			"Phone number", "Telephone", "Mobile"}},
	}
}
