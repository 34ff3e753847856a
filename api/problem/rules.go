package problem

import "audiensi/api/request"

func both(id, en string) Words { return Words{request.Indonesian: id, request.English: en} }

// rules says what to change where a member breaks a rule; {param} is the bound.
var rules = map[string]Words{
	"invalid":  both("Nilai tidak dapat diterima.", "The value cannot be accepted."),
	"required": both("Wajib diisi.", "This is required."),
	"max":      both("Paling banyak {param} karakter.", "At most {param} characters."),
	"min":      both("Paling sedikit {param}.", "At least {param}."),
	"length":   both("Panjang harus {param} karakter.", "Must be {param} characters long."),
	"range":    both("Harus dalam rentang {param}.", "Must be in the range {param}."),
	"oneof":    both("Pilih salah satu: {param}.", "Choose one of: {param}."),
	"unique":   both("Hapus isian yang berulang.", "Remove what is there twice."),

	"max_items": both("Paling banyak {param} isian.", "At most {param} entries."),
	"excludes":  both("Hapus tanda {param}.", "Remove the character {param}."),
	"word":      both("Tulis paling sedikit satu huruf atau angka.", "Write at least one letter or digit."),

	"utf8":      both("Kirim teks dalam UTF-8 yang sah.", "Send the text as valid UTF-8."),
	"surrogate": both("Escape pada byte {param} hanya memuat setengah karakter; kirim pasangannya juga.", "The escape at byte {param} is half a character; send the other half too."),
	"control":   both("Hapus karakter kendali; hanya tab dan baris baru yang boleh.", "Remove the control characters; only tab and line feed are allowed."),
	"bidi":      both("Hapus karakter pengatur arah tulisan.", "Remove the characters that control text direction."),

	"code":       both("Tulis kode yang sah, misalnya dispendukcapil atau 35.10.25.", "Write a valid code, for example dispendukcapil or 35.10.25."),
	"code_kind":  both("Jenis tidak sesuai dengan kode {param}: desa berangka 2, kelurahan berangka 1 setelah titik terakhir.", "The kind does not fit the code {param}: after the last dot a desa has 2, a kelurahan 1."),
	"uuid":       both("Tulis pengenal UUID yang lengkap dengan huruf kecil.", "Write a complete UUID in lower case."),
	"printascii": both("Hanya huruf Latin dasar, angka, dan tanda baca.", "Only basic Latin letters, digits and punctuation."),
	"pattern":    both("Bentuk tulisan tidak sesuai.", "It is not written in the form required."),
	"etag":       both("Kirim ETag dari balasan terakhir beserta tanda kutipnya, misalnya \"7\".", "Send the ETag of the last reply with its quotes, for example \"7\"."),
	"receipt":    both("Periksa kembali kode tanda terima: 13 karakter, yang terakhir karakter pemeriksa.", "Check the receipt code again: 13 characters, the last one a check character."),
	"username":   both("Gunakan 3 sampai 40 huruf kecil, angka, titik, garis bawah, atau tanda hubung, diawali huruf atau angka.", "Use 3 to 40 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or a digit."),

	"password":       both("Kata sandi tidak boleh sama dengan nama pengguna.", "The password must not be the username."),
	"password_wrong": both("Kata sandi saat ini salah.", "The current password is wrong."),

	"date":         both("Tulis tanggal dengan bentuk TTTT-BB-HH, misalnya 2026-11-19.", "Write the date as YYYY-MM-DD, for example 2026-11-19."),
	"datetime":     both("Tulis waktu menurut RFC 3339, misalnya 2026-11-19T09:41:07+07:00.", "Write the time as in RFC 3339, for example 2026-11-19T09:41:07+07:00."),
	"gtefield":     both("Tidak boleh sebelum {param}.", "Must not be before {param}."),
	"fixed":        both("Tidak dapat diubah lagi; kirim nilai yang sekarang.", "Can no longer change; send the value it has now."),
	"not_valid_on": both("Tidak berlaku pada {param}; pilih yang berlaku pada hari itu.", "Not valid on {param}; choose one that is valid on that day."),
	"overlap":      both("Bertumpang tindih dengan keanggotaan di {param}; pisahkan masa berlakunya.", "Overlaps the membership in {param}; separate the periods."),

	"exists":        both("Tidak ditemukan; pilih yang terdaftar.", "There is no such thing; choose a registered one."),
	"retired":       both("Sudah tidak berlaku; pilih yang masih berlaku.", "No longer valid; choose one that is."),
	"of_session":    both("Pilih desa di kecamatan sesi ini; {param} tidak termasuk.", "Choose a desa of the session's kecamatan; {param} is not one."),
	"of_holder":     both("Pilih pengguna aktif dari dinas yang memegang pertanyaan.", "Choose an active user of the dinas that holds the question."),
	"successor":     both("Pilih salah satu dinas pengganti {param}; tambahkan lebih dahulu bila belum tercatat.", "Choose a successor of {param}; register it first where it is not yet one."),
	"days":          both("Paling lama {param} hari sejak hari pertama.", "At most {param} days after the first."),
	"not_past":      both("Tidak boleh sebelum hari ini, {param}.", "Must not be before today, {param}."),
	"not_self":      both("Tidak boleh menunjuk dirinya sendiri.", "Must not name itself."),
	"forbidden":     both("Hapus isian ini; tidak berlaku untuk {param}.", "Leave this out; it does not apply to {param}."),
	"dinas_account": both("Pilih pengguna aktif yang bekerja pada dinas.", "Choose an active user who belongs to a dinas."),
	"dinas_only":    both("Hanya untuk pengguna yang bekerja pada dinas.", "Only for users who belong to a dinas."),

	"placeholder": both("Penanda {param} tidak dikenal; pakai salah satu dari {known}.", "The placeholder {param} is not known; use one of {known}."),
	"unclosed":    both("Penanda yang dimulai di \"{param}\" tidak ditutup; tutup dengan }}. Yang dikenal: {known}.", "The placeholder that begins at \"{param}\" is not closed; close it with }}. Known are {known}."),
	"exactly_one": both("Isi tepat satu dari {param}.", "Give exactly one of {param}."),
	"hash":        both("Kirim hash draf yang dibaca: 64 angka heksadesimal dengan huruf kecil.", "Send the hash of the draft that was read: 64 hexadecimal digits in lower case."),

	"unknown":        both("Hapus isian ini; namanya tidak dikenal.", "Leave this out; the name is not known."),
	"duplicate":      both("Hapus salah satu; isian ini tertulis dua kali.", "Remove one; this member is written twice."),
	"type":           both("Harus berupa {param}.", "Must be {param}."),
	"single":         both("Kirim satu kali saja.", "Send it only once."),
	"query":          both("Bagian setelah tanda tanya tidak dapat dibaca; sandikan menurut RFC 3986.", "The part after the question mark cannot be read; encode it as in RFC 3986."),
	"syntax":         both("JSON rusak pada byte {param}.", "The JSON is broken at byte {param}."),
	"trailing":       both("Hapus yang tertulis setelah nilai JSON pertama.", "Remove what follows the first JSON value."),
	"empty":          both("Kirim isi permintaan berupa objek JSON.", "Send a body that is a JSON object."),
	"multipart":      both("Formulir terputus atau rusak; kirim multipart/form-data yang utuh.", "The form breaks off or is broken; send a complete multipart/form-data."),
	"part":           both("Kirim bagian {param} di tempat ini.", "Send the part {param} in this place."),
	"min_properties": both("Isi paling sedikit {param} isian.", "Give at least {param} member."),
}
