package normal_test

import "testing"

func TestJavanese(t *testing.T) {
	tests{
		{"krama", "Nggih, kulo mboten saget", "ya saya tidak bisa"},
		{"questions", "Dospundi niki? Niku nopo?", "bagaimana ini | itu apa |"},
		{"already and not yet", "panjenengan sampun, kulo dereng", "anda sudah saya belum"},
		{"ngoko", "aku ora iso, piye iki", "saya tidak bisa bagaimana ini"},
		{"several words", "nuwun sewu, teng pundi", "permisi di mana"},
		{"possessive", "anake, tanahe, umure, griyanipun", "anak tanah umur rumah"},
	}.run(t)
}

func TestOsing(t *testing.T) {
	tests{
		{"pronouns", "isun lan sira", "saya dan kamu"},
		{"not", "hing ngerti", "tidak tahu"},
		{"what", "paran hang ilang", "apa yang hilang"},
		{"how", "kelendi carane", "bagaimana cara"},
	}.run(t)
}
