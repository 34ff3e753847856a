package problem

// fileRules are the rules of files and of their rows.
var fileRules = map[string]Words{
	"file_empty":       both("Berkas kosong; kirim berkas yang memuat tabel.", "The file is empty; send one that holds a table."),
	"file_kind":        both("Isi berkas bukan {param}; simpan ulang tabelnya sebagai {param}.", "What the file holds is no {param}; save the table as {param} again."),
	"file_encrypted":   both("Berkas dilindungi kata sandi; simpan tanpa kata sandi.", "The file is protected by a password; save it without one."),
	"file_old":         both("Berkas berbentuk Excel lama (.xls); simpan sebagai .xlsx.", "The file has the old form of Excel (.xls); save it as .xlsx."),
	"file_malformed":   both("Berkas rusak; buka dengan program lembar kerja lalu simpan ulang sebagai .xlsx.", "The file is broken; open it in a spreadsheet program and save it as .xlsx again."),
	"too_large":        both("Berkas terlalu besar: paling besar {param} MiB.", "The file is too large: at most {param} MiB."),
	"too_many_rows":    both("Baris terlalu banyak: paling banyak {param}; bagi menjadi beberapa berkas.", "Too many rows: at most {param}; split the file."),
	"too_many_columns": both("Kolom terlalu banyak: paling banyak {param}.", "Too many columns: at most {param}."),
	"file_encoding": both("Tulisan pada baris {param} bukan UTF-8; simpan sebagai \"CSV UTF-8\" atau .xlsx.",
		"The text in line {param} is not UTF-8; save the file as \"CSV UTF-8\" or as .xlsx."),
	"quote": both("Tanda kutip pada baris {param} tidak berpasangan; gandakan tanda kutip di dalam sel.",
		"A quotation mark in line {param} has no partner; double those inside a cell."),
	"column_missing": both("Kolom {param} tidak ada; beri judul kolom itu pada baris judul.", "There is no column {param}; name it in the row of headers."),
	"column_twice":   both("Kolom ini sudah ada sebagai {param}; hapus atau ganti salah satu judulnya.", "This column is there already as {param}; remove or rename one."),
	"formula":        both("Sel ini memuat rumus atau hasil rumus yang galat; ganti dengan nilainya.", "This cell holds a formula or the error of one; replace it by its value."),
	"role":           both("\"{param}\" bukan jabatan yang dikenal; tulis Kepala Desa, Sekdes, Warga, atau Lainnya.", "\"{param}\" is no role that is known; write Kepala Desa, Sekdes, Warga or Lainnya."),
	"ambiguous":      both("\"{param}\" dapat berarti lebih dari satu; tulis kodenya, atau kecamatannya juga.", "\"{param}\" can mean more than one; write its code, or its kecamatan too."),
	"day":            both("\"{param}\" bukan tanggal; tulis misalnya 20 Desember 2011, 20/12/2011, atau 2011-12-20.", "\"{param}\" is no day; write for example 20 Desember 2011, 20/12/2011 or 2011-12-20."),
	"future":         both("Tanggal {param} belum tiba.", "The day {param} is still to come."),
	"status_answered": both("Status \"{param}\" tidak sesuai dengan jawaban yang ada; tulis Dijawab atau Selesai, atau hapus jawabannya.",
		"The status \"{param}\" does not fit the answer; write Dijawab or Selesai, or remove the answer."),
	"answered_later": both("Dijawab pada hari lain: sebut dinas yang menjawab.", "Answered on a later day: name the dinas that answered."),
}
