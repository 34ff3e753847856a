// Package minutes reads the minutes of meetings that were kept in tables before
// the program was there: one row, one question, with what became of it.
package minutes

import "audiensi/domain/intake"

// The fields of minutes.
const (
	fieldText       = "text"
	fieldName       = "name"
	fieldRole       = "role"
	fieldDesa       = "desa"
	fieldKecamatan  = "kecamatan"
	fieldPhone      = "phone"
	fieldDate       = "date"
	fieldSession    = "session"
	fieldSpokenNo   = "spoken_no"
	fieldCategory   = "category"
	fieldDinas      = "dinas"
	fieldAnswer     = "answer"
	fieldAnsweredBy = "answered_by"
	fieldAnsweredOn = "answered_on"
	fieldStatus     = "status"
)

// Columns are the columns that minutes may have.
func Columns() []intake.Column {
	return []intake.Column{
		{Field: fieldText, Required: true, Names: []string{"Pertanyaan", "Isi Pertanyaan", "Uraian", "Uraian Pertanyaan", "Permasalahan", "Aspirasi", "Question"}},
		{Field: fieldName, Names: []string{"Nama", "Nama Penanya", "Penanya", "Asker", "Asker name"}},
		{Field: fieldRole, Names: []string{"Jabatan", "Unsur", "Peran", "Position"}},
		{Field: fieldDesa, Names: []string{"Desa", "Kelurahan", "Desa/Kelurahan", "Kelurahan/Desa", "Nama Desa", "Asal Desa", "Village"}},
		{Field: fieldKecamatan, Names: []string{"Kecamatan", "Kec.", "District", "Subdistrict"}},
		{Field: fieldPhone, Names: []string{"No HP", "No. Telepon", "Telepon", "Nomor HP", "HP", "Telp", "No Telp", "Telephone"}},
		{Field: fieldDate, Names: []string{"Tanggal", "Tgl", "Tanggal Rapat", "Tanggal Pertanyaan", "Day"}},
		{Field: fieldSession, Names: []string{"Sesi", "Rapat", "Judul Rapat", "Kegiatan", "Meeting", "Title"}},
		{Field: fieldSpokenNo, Names: []string{"No Urut", "Nomor Urut", "Urutan", "Spoken order"}},
		{Field: fieldCategory, Names: []string{"Kategori", "Bidang"}},
		{Field: fieldDinas, Names: []string{"OPD", "SKPD", "Perangkat Daerah", "Instansi", "Dinas Terkait", "Agency"}},
		{Field: fieldAnswer, Names: []string{"Jawaban", "Tanggapan", "Tindak Lanjut", "Reply"}},
		{Field: fieldAnsweredBy, Names: []string{"Dijawab Oleh", "Penjawab", "Narasumber"}},
		{Field: fieldAnsweredOn, Names: []string{"Tanggal Jawaban", "Tgl Jawaban", "Tanggal Dijawab", "Dijawab Tanggal", "Answered date", "Date answered"}},
		{Field: fieldStatus, Names: []string{"Keterangan Status", "State"}},
	}
}

// Field reports whether minutes have a column of that name.
func Field(name string) bool {
	for _, c := range Columns() {
		if c.Field == name {
			return true
		}
	}
	return false
}
