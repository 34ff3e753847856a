package normal_test

import "testing"

func TestTerms(t *testing.T) {
	tests{
		{"letters of the poor", "SPM SKTM SKM, surat keterangan tidak mampu", "surat_miskin surat_miskin surat_miskin surat_miskin"},
		{"registers of the poor", "DTKS DTSEN, data terpadu", "data_miskin data_miskin data_miskin"},
		{"aid", "PKH BPNT bansos", "bansos_rutin bansos_rutin bansos"},
		{"health", "PBI Jamkesda", "bpjs_pbi jaminan_sehat"},
		{"population", "KK KTP-el e-KTP ektp KIA NIK", "kk ktp ktp ktp kia nik"},
		{"words of population", "kartu keluarga, akta kelahiran, perekaman", "kk akta_lahir rekam_ktp"},
		{"tax", "PBB SPPT BPHTB PBB-P2 pbbp2", "pbb sppt bphtb pbb pbb"},
		{"village money", "PADes ADD DD BKD", "pades dana_desa dana_desa bantuan_keuangan_desa"},
		{"village land", "TKD, tanah kas desa, tanah bengkok", "tanah_kas_desa tanah_kas_desa bengkok"},
		{"the longest wins", "kartu identitas anak, kartu identitas", "kia ktp"},
		{"clitic", "ktpnya kknya bengkoknya sktmnya", "ktp kk bengkok surat_miskin"},
		{"clitic of Javanese", "spme bengkoke sertifikatipun", "surat_miskin bengkok sertifikat"},
		{"no clitic", "sekolah hanya punya", "sekolah hanya punya"},
	}.run(t)
}

func TestOffices(t *testing.T) {
	tests{
		{"social", "Dinsos, dinas sosial, Dinas Sosial, Pemberdayaan Perempuan dan Keluarga Berencana", "dinas_sosial dinas_sosial dinas_sosial"},
		{"population", "capil Dispendukcapil, Dinas Kependudukan dan Pencatatan Sipil", "dukcapil dukcapil dukcapil"},
		{"revenue", "Dispenda, Bapenda, Badan Pendapatan Daerah", "bapenda bapenda bapenda"},
		{"village", "BPM-PD, DPMD, PMD", "dpmd dpmd dpmd"},
		{"others", "dinkes dispendik dlh dishub", "dinas_kesehatan dinas_pendidikan dinas_lingkungan dinas_perhubungan"},
		{"head of the village", "kepala desa, Pak Kades, sekretaris desa", "kades kades sekdes"},
	}.run(t)
}

// TestFalseFriends has words of Javanese that are other words in Indonesian.
func TestFalseFriends(t *testing.T) {
	tests{
		{"times", "dua kali", "dua kali"},
		{"household", "rumah tangga", "rumah tangga"},
		{"follow-up", "tindak lanjut", "tindak lanjut"},
		{"weak", "ekonomi lemah", "ekonomi lemah"},
		{"name", "Siti Aminah", "siti aminah"},
		{"flyover", "jalan layang", "jalan layang"},
		{"medical record", "rekam medis", "rekam medis"},
		{"recording", "rekaman suara", "rekam suara"},
		{"list of voters", "DPT TPS 7, DPT pemilu", "daftar_pemilih # daftar_pemilih"},
	}.run(t)
}
