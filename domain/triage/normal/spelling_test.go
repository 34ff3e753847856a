package normal_test

import "testing"

func TestSpelling(t *testing.T) {
	tests{
		{"case", "TIDAK Tidak tidak", "tidak tidak tidak"},
		{"punctuation", "(jalan), \"rusak\" / lubang*", "jalan rusak lubang"},
		{"accents", "déréng, durèng sagêt", "belum dureng bisa"},
		{"accents written apart", "de\u0301re\u0301ng", "belum"},
		{"repeated letters", "tidaaaak, rusakkkk bangettt", "tidak rusak sangat"},
		{"two letters stay", "maaf saat", "maaf saat"},
		{"an abbreviation is not stretched", "PPPK Aaaampun", "pppk ampun"},
		{"repeated digits stay", "a111", "a111"},
		{"repeated bytes of another script stay", "\U00010438\U00010438\U00010438", "\U00010438\U00010438\U00010438"},
		{"apostrophe", "do'a Jum'at", "doa jumat"},
		{"typographic apostrophe", "do\u2019a Jum\u2018at ma`af", "doa jumat maaf"},
		{"quotation marks are none", "'jalan' \u2018rusak\u2019", "jalan rusak"},
		{"word said twice", "anak2 jalan2nya aset2", "anak jalan aset"},
		{"hyphen", "anak-anak", "anak anak"},
		{"hyphen before nya", "KK-nya SKTM-nya", "kk surat_miskin"},
		{"apostrophe over hyphen", "BPJS-'e", "bpjs e"},
	}.run(t)
}

func TestAbbreviations(t *testing.T) {
	tests{
		{"function words", "yg tdk krn utk sdh blm dpt tsb", "yang tidak karena untuk sudah belum dapat sebut"},
		{"people", "Bpk. Camat, bp kades, sdr. Ali", "bapak camat bapak kades saudara ali"},
		{"colloquial", "gak bisa ngurus, gmn caranya", "tidak bisa urus bagaimana cara"},
		{"thanks", "makasih, terimakasih, Terima kasih", "terima kasih terima kasih terima kasih"},
	}.run(t)
}

func TestSpeltOut(t *testing.T) {
	tests{
		{"names of letters", "bikin ka te pe lama", "buat_kerja ktp lama"},
		{"four letters", "es pe pe te dan be pe ha te be", "sppt dan bphtb"},
		{"letters with points", "K.T.P. saya, S.P.M. ditolak", "ktp saya surat_miskin tolak"},
		{"letters with blanks", "S K T M", "surat_miskin"},
		{"half a word is none", "ka te pengurus", "ka te urus"},
		{"not across a comma", "ka, ka", "ka ka"},
		{"unknown", "x y z", "x y z"},
		{"end of the sentence", "belum punya ka ka. Kapan", "belum punya kk | kapan"},
	}.run(t)
}

func TestSentenceEnds(t *testing.T) {
	tests{
		{"marks", "Satu. Dua! Tiga? Empat; lima\nenam\u2026 tujuh", "satu | dua | tiga | empat | lima | enam | tujuh"},
		{"comma and dash", "satu, dua - tiga: empat", "satu dua tiga empat"},
		{"abbreviation", "Kec. Srono, jl. Melati, no. 5, Rp. 100", "camat @tempat jalan melati nomor # rp #uang"},
		{"single letter", "H. Ali dan S. Budi.", "h ali dan s budi |"},
		{"inside a number", "1.500 rumah", "# rumah"},
		{"phrases do not cross it", "Bawa surat. Miskin kami", "bawa surat | miskin kami"},
	}.run(t)
}

func TestOtherScripts(t *testing.T) {
	tests{
		{"empty", "", ""},
		{"blank", " \n\t", ""},
		{"emoji only", "\u2757\ufe0f \U0001F44D\U0001F3FD \U0001F468\u200d\U0001F33E", ""},
		{"emoji between words", "rusak\u2757\ufe0fparah", "rusak parah"},
		{"keycap", "1\ufe0f\u20e3 jalan", "# jalan"},
		{"mark alone", "\u0301 \u0301a", "a"},
		{"Javanese script", "\ua9a0\ua9a4 jalan", "\ua9a0\ua9a4 jalan"},
		{"invalid UTF-8", "jalan\xffrusak \xc3", "jalan rusak"},
		{"binary", "\x00\x01jalan\x7f", "jalan"},
		{"English", "The road is broken", "the road is broken"},
	}.run(t)
}
