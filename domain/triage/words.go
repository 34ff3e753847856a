package triage

import "audiensi/domain/category"

// The words of the keyword rule. They are ours, after what design section 1 and
// the regency's own terms say belongs to each of the first four categories; a
// category that an administrator adds has none until the trained model comes.
var categories = []struct {
	code  category.Code
	terms []term
}{
	{"poverty_letter", []term{
		{"spm", 3}, {"sktm", 3}, {"skm", 2}, {"surat miskin", 3}, {"surat pernyataan miskin", 4},
		{"surat keterangan tidak mampu", 4}, {"keterangan miskin", 3}, {"tidak mampu", 1.5}, {"warga miskin", 1.5},
		{"miskin", 1}, {"dtks", 2}, {"dtsen", 2}, {"desil", 2}, {"pbi", 2}, {"pkh", 2}, {"bpnt", 1.5}, {"bansos", 1},
		{"jamkesmas", 1.5}, {"jamkesda", 1.5}, {"bedah rumah", 1.5}, {"rtlh", 1.5}, {"bpjs", 1},
	}},
	{"population_admin", []term{
		{"ktp", 2}, {"e ktp", 2}, {"ektp", 2}, {"ktp el", 2}, {"kk", 2}, {"kartu keluarga", 3}, {"nik", 2}, {"kia", 2},
		{"akta", 2}, {"akte", 2}, {"akta kelahiran", 3}, {"akta kematian", 3}, {"perekaman", 2}, {"pindah datang", 3},
		{"surat pindah", 3}, {"pindah", 1}, {"penduduk", 1}, {"kependudukan", 1.5}, {"dispenduk", 2},
		{"dispendukcapil", 2}, {"capil", 1.5}, {"nikah siri", 2}, {"isbat", 2}, {"blangko", 1.5}, {"domisili", 1},
	}},
	{"local_revenue", []term{
		{"pbb", 3}, {"sppt", 3}, {"bphtb", 3}, {"pad", 2}, {"pades", 2.5}, {"pendapatan asli", 3}, {"pajak", 2},
		{"retribusi", 3}, {"bapenda", 2}, {"dispenda", 2}, {"bagi hasil", 2}, {"tunggakan", 1.5}, {"njop", 2.5},
		{"galian c", 2}, {"parkir", 1}, {"reklame", 1.5}, {"pajak reklame", 2}, {"penerangan jalan", 1}, {"karcis", 1},
	}},
	{"village_asset", []term{
		{"aset", 2}, {"aset desa", 3}, {"tanah kas desa", 4}, {"tkd", 3}, {"tanah kas", 2.5}, {"bengkok", 3},
		{"inventaris", 2}, {"tukar guling", 3}, {"sertifikat tanah", 1.5}, {"sertifikat", 1}, {"balai desa", 1.5},
		{"kantor desa", 1}, {"pasar desa", 2}, {"batas desa", 2}, {"mobil desa", 1.5}, {"mobil siaga", 1.5},
		{"hibah", 1.5}, {"sewa", 1}, {"lapangan desa", 1.5}, {"tanah desa", 2},
	}},
}

var cues = []struct {
	class category.Class
	words []string
}{
	{category.Inspection, []string{"mohon ditinjau", "minta ditinjau", "cek lapangan", "tinjau lokasi", "turun ke lapangan",
		"turun langsung", "dicek langsung", "diukur ulang", "ditinjau", "peninjauan"}},
	{category.Complaint, []string{"kenapa", "mengapa", "kok", "belum", "dereng", "ditolak", "lambat", "lama sekali", "tidak jelas",
		"dipersulit", "salah", "keliru", "pungli", "mboten saget", "tidak bisa", "rusak", "mengeluh", "keluhan"}},
	{category.Aspiration, []string{"mohon dibangun", "usul", "mengusulkan", "mohon bantuan", "minta dibangun", "harapan kami",
		"kami berharap", "semoga", "alangkah baik"}},
	{category.Information, []string{"bagaimana", "dospundi", "apa", "apakah", "siapa", "berapa", "kapan", "boleh", "syarat", "prosedur"}},
}
