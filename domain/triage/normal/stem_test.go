package normal_test

import "testing"

func TestStem(t *testing.T) {
	tests{
		{"meng-", "mengurus mengambil mengirim menggali", "urus ambil kirim gali"},
		{"mem-", "membayar memakai memotong", "bayar pakai potong"},
		{"men-", "mendaftar menulis menolak", "daftar tulis tolak"},
		{"meny-", "menyewa menyapu", "sewa sapu"},
		{"me-", "melapor merusak menikah", "lapor rusak nikah"},
		{"pe-", "pengurus pembayaran penyewa pendaftaran penagihan", "urus bayar sewa daftar tagih"},
		{"di-", "diurus ditolak dibayarkan", "urus tolak bayar"},
		{"ter-", "terlambat tertulis", "lambat tulis"},
		{"ber- and be-", "bertanya berlaku bertemu bekerja", "tanya laku temu kerja"},
		{"ke- -an, per- -an", "kerusakan pertanyaan pernikahan", "rusak tanya nikah"},
		{"two prefixes", "dipertanyakan kepengurusan memperbaiki", "tanya urus baik"},
		{"spoken", "ngurus nyewa nagih nulis mbayar", "urus sewa tagih tulis bayar"},
		{"clitics", "anaknya suratku rumahmu bisakah tolonglah", "anak surat rumah bisa tolong"},
		{"clitic after a suffix", "pembayarannya", "bayar"},
		{"what only looks like a clitic", "masalah jumlah istilah sekolah nikah setelah buku", "masalah jumlah istilah sekolah nikah setelah buku"},
		{"what only looks like an affix", "makan jalan keluarga petani", "makan jalan keluarga petani"},
		{"unknown root", "mengzzzxyan", "mengzxyan"},
	}.run(t)
}
