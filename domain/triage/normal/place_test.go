package normal_test

import "testing"

func TestPlaces(t *testing.T) {
	tests{
		{"by name", "Jalan di Temurejo rusak", "jalan di @tempat rusak"},
		{"two words", "warga Sumber Beras, sumber beras", "warga @tempat @tempat"},
		{"small letters", "di temurejo", "di @tempat"},
		{"an ordinary word", "jalan licin, genteng bocor sepanjang hari", "jalan licin genteng bocor panjang hari"},
		{"an ordinary word as a name", "di Licin dan Genteng", "di @tempat dan @tempat"},
		{"an ordinary word after a cue", "desa licin", "desa @tempat"},
		{"by cue", "Desa Wonoasih, Dusun Krajan", "desa @tempat dusun @tempat"},
		{"by cue of two words", "Desa Karang Wonoasih", "desa karang wonoasih"},
		{"by abbreviated cue", "kec. Wonoasih, ds. Krajan, dsn Mojo", "camat @tempat desa @tempat dusun @tempat"},
		{"cue in the sentence before", "Itu desa. Wonoasih", "itu desa | wonoasih"},
		{"small letter after a cue", "desa wonoasih", "desa wonoasih"},
		{"ordinary word with a capital", "Desa Kami, Desa Temurejo Kenapa rusak", "desa kami desa @tempat kenapa rusak"},
		{"all in capitals", "DESA KAMI BELUM DAPAT BANTUAN", "desa kami belum dapat bantu"},
		{"clitic", "Gentengnya, Temurejo-nya", "@tempat @tempat"},
	}.run(t)
}
