package masking_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/masking"
)

// people are the names of an attendance list.
var people = masking.New("H. Suparno, S.Sos", "Siti Aminah", "Bambang Sugeng Riyadi, M.Si", "Sri")

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		// Identity and family cards.
		"NIK 3510130101800001 ditolak":                 "NIK ••• ditolak",
		"NIK: 3510 1301 0180 0001.":                    "NIK: •••.",
		"nik 351013.010180.0001":                       "nik •••",
		"KK 3510-1301-0180-0001 belum jadi":            "KK ••• belum jadi",
		"35.10.13.010180.0001":                         "•••",
		"nomornya 3 5 1 0 1 3 0 1 0 1 8 0 0 0 0 1 pak": "nomornya ••• pak",
		"3510130101800001 dan 3510130101800002":        "••• dan •••",
		"3510130101800001 3510130101800002":            "•••",
		"3510\u00a01301\u00a00180\u00a00001":           "•••",
		"３５１０１３０１０１８００００１":                             "•••",
		"3510\u200b130101800001":                       "•••",
		"(3510130101800001)":                           "•••)",
		"1.234.567.890.123.456":                        "•••",
		"2 3510130101800001":                           "2 •••",
		// Telephones.
		"HP 081234567890":                "HP •••",
		"0812-3456-7890":                 "•••",
		"0812 3456 789":                  "•••",
		"08 12 34 56 78 90":              "•••",
		"0812.3456.7890 ya":              "••• ya",
		"+62 812-3456-7890":              "•••",
		"+6281234567890":                 "•••",
		"62812 3456 7890":                "•••",
		"(+62) 812 3456 7890":            "•••",
		"+62 (0)812 3456 7890":           "•••",
		"(0333) 421234":                  "•••",
		"0333-421234":                    "•••",
		"telp 0333 421 234":              "telp •••",
		"021-5551234":                    "•••",
		"812-3456-7890":                  "•••",
		"+60 12-345 6789":                "•••",
		"WA 0812-3456-7890/085712345678": "WA •••/•••",
		"tahun 2024 08123456789":         "tahun 2024 •••",
		"tahun 2024 081234567890":        "tahun •••", // 16 digits in a row could be an identity card's
		// Accounts and other numbers of people.
		"rekening BRI 0123-01-012345-50-1":  "rekening BRI •••",
		"rek. 1234567890 a.n. Budi":         "rek. ••• a.n. •••",
		"no rek 123-456-789":                "no rek •••",
		"NPWP 01.234.567.8-901.000":         "NPWP •••",
		"NIP 198001012005011001":            "NIP •••",
		"NIP 19800101 200501 1 001":         "NIP •••",
		"NOP 35.10.130.001.012-0034.0":      "NOP •••",
		"hubungi budi.santoso@gmail.com ya": "hubungi ••• ya",
		"surel: a_b-c @ desa.go.id":         "surel: •••",
		// Names.
		"Saya Suparno dari Sukomaju":              "Saya ••• dari Sukomaju",
		"saya suparno mau tanya":                  "saya ••• mau tanya",
		"SUPARNO, SUPARNO":                        "•••, •••",
		"ibu siti aminah sakit":                   "ibu ••• sakit",
		"Aminah sakit":                            "••• sakit",
		"Pak Sugeng itu":                          "Pak ••• itu",
		"Suparnoto bukan dia":                     "Suparnoto bukan dia",
		"warga atas nama Budi Santoso pindah":     "warga atas nama ••• pindah",
		"a.n. Tukiyem, RT 02":                     "a.n. •••, RT 02",
		"Bapak Moh. Ali Mustofa belum":            "Bapak ••• belum",
		"Bu Hj. Khotimah janda":                   "Bu ••• janda",
		"Sdr. Agus bin Slamet":                    "Sdr. •••",
		"Mbah Karti. Rumahnya roboh":              "Mbah •••. Rumahnya roboh",
		"Pak Budi S. menolak":                     "Pak ••• menolak",
		"BAPAK SLAMET SUDAH MENINGGAL":            "BAPAK ••• SUDAH MENINGGAL",
		"anak saya Rizky-Putra sekolah":           "anak saya ••• sekolah",
		"Pak Bupati, jalan kami rusak":            "Pak Bupati, jalan kami rusak",
		"Bapak Camat Srono sudah tahu":            "Bapak Camat Srono sudah tahu",
		"Pak, KK warga belum jadi":                "Pak, KK warga belum jadi",
		"Ibu hamil kurang gizi":                   "Ibu hamil kurang gizi",
		"Ibu Kota kecamatan":                      "Ibu Kota kecamatan",
		"Pak Kapan cair?":                         "Pak Kapan cair?",
		"Bapak Kepala Dinas Sosial":               "Bapak Kepala Dinas Sosial",
		"mas kawin, bumi, pakan ternak, guslak X": "mas kawin, bumi, pakan ternak, guslak X",
		// Left alone.
		"Rp 1.500.000 per bulan":                  "Rp 1.500.000 per bulan",
		"Rp1.250.000.000.000":                     "Rp1.250.000.000.000",
		"Rp 1500000000":                           "Rp 1500000000",
		"1500000000 rupiah":                       "1500000000 rupiah",
		"anggaran 1.234.567.890 sudah":            "anggaran 1.234.567.890 sudah",
		"Rp. 250.000,00":                          "Rp. 250.000,00",
		"1,5 miliar, 300 juta, 25 persen":         "1,5 miliar, 300 juta, 25 persen",
		"tahun 2023 250.000.000":                  "tahun 2023 250.000.000",
		"UU 27/2022 dan Perda 9 Tahun 2016":       "UU 27/2022 dan Perda 9 Tahun 2016",
		"Permendagri Nomor 73 Tahun 2020":         "Permendagri Nomor 73 Tahun 2020",
		"PMK 145/PMK.07/2023":                     "PMK 145/PMK.07/2023",
		"RT 01 RW 02, RT.03/RW.04, RT 001/RW 002": "RT 01 RW 02, RT.03/RW.04, RT 001/RW 002",
		"12-11-2026, 12/11/2026 dan 12.11.2026":   "12-11-2026, 12/11/2026 dan 12.11.2026",
		"08-12-2026 09.30":                        "08-12-2026 09.30",
		"12-11-2026 13-11-2026":                   "12-11-2026 13-11-2026",
		"2026-11-12 sampai 2026-12-01":            "2026-11-12 sampai 2026-12-01",
		"2021 2022 2023 2024":                     "2021 2022 2023 2024",
		"2019-2024":                               "2019-2024",
		"pukul 08.00-12.00 WIB":                   "pukul 08.00-12.00 WIB",
		"desa 35.10.13.2004":                      "desa 35.10.13.2004",
		"kode pos 68471":                          "kode pos 68471",
		"jalan 3.200 meter lebar 4,5 m":           "jalan 3.200 meter lebar 4,5 m",
		"1. KTP\n2. KK\n3. Akta":                  "1. KTP\n2. KK\n3. Akta",
		"nomor 112 atau 14045":                    "nomor 112 atau 14045",
		"usia 60 tahun, 150 KK, 75 jiwa":          "usia 60 tahun, 150 KK, 75 jiwa",
		"KK terbit 12-11-2026":                    "KK terbit 12-11-2026",
		"Pal 12 Km 35":                            "Pal 12 Km 35",
		"":                                        "",
	} {
		got := people.Mask(text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if again := people.Mask(got); again != got {
			t.Errorf("%q, masked twice: %q, then %q", text, got, again)
		}
	}
}
