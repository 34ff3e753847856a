package normal_test

import "testing"

func TestNumbers(t *testing.T) {
	tests{
		{"plain", "5 orang, 12", "# orang #"},
		{"with a point", "1.500 m2, 2,5 ha", "# m2 # ha"},
		{"long", "NIK 3510121212120001", "nik #"},
		{"time", "jam 19.00", "jam #"},
		{"year", "tahun 2011, 1998", "tahun #tahun #tahun"},
		{"no year", "3011, 20115", "# #"},
		{"money by unit", "2 juta, 50rb, 500 ribu, 3jt, 10k", "#uang #uang #uang #uang #uang"},
		{"money by currency", "Rp 500.000, Rp. 500, rp 2011", "rp #uang rp #uang rp #uang"},
		{"money in one word", "Rp2.500.000,- dan rp500rb", "#uang dan #uang"},
		{"metres are no money", "200 m jalan", "# m jalan"},
		{"unit in the next sentence", "ada 5. Juta", "ada # | juta"},
		{"ordinal", "ke-2, 3x", "ke # #"},
	}.run(t)
}
