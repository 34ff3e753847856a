package intake

import (
	"strings"

	"audiensi/domain"
)

// roleWords are what people write for a role. A lurah leads a kelurahan as a
// kades leads a desa, so both are one role; longer words come before those that
// they begin with.
var roleWords = []struct {
	words string
	role  domain.AskerRole
}{
	{"kepala desa", domain.Kades}, {"kades", domain.Kades}, {"lurah", domain.Kades}, {"kepala kelurahan", domain.Kades},
	{"village head", domain.Kades},
	{"sekretaris desa", domain.Sekdes}, {"sekdes", domain.Sekdes}, {"carik", domain.Sekdes},
	{"sekretaris kelurahan", domain.Sekdes}, {"sekretaris lurah", domain.Sekdes}, {"sekkel", domain.Sekdes},
	{"seklur", domain.Sekdes}, {"village secretary", domain.Sekdes},
	{"warga", domain.Resident}, {"masyarakat", domain.Resident}, {"penduduk", domain.Resident}, {"resident", domain.Resident},
	{"perangkat desa", domain.OtherRole}, {"kepala dusun", domain.OtherRole}, {"kasun", domain.OtherRole}, {"kadus", domain.OtherRole},
	{"ketua rt", domain.OtherRole}, {"ketua rw", domain.OtherRole}, {"ketua bpd", domain.OtherRole}, {"anggota bpd", domain.OtherRole},
	{"bpd", domain.OtherRole}, {"ketua lpmk", domain.OtherRole}, {"camat", domain.OtherRole}, {"sekcam", domain.OtherRole},
	{"kasi", domain.OtherRole}, {"kaur", domain.OtherRole}, {"bendahara", domain.OtherRole}, {"tokoh masyarakat", domain.OtherRole},
	{"lainnya", domain.OtherRole}, {"lain lain", domain.OtherRole}, {"other", domain.OtherRole},
}

// Words that say that somebody stands in for the holder of an office.
var actingWords = []string{"pj", "pjs", "plt", "plh", "penjabat"}

// roles is what a cell may say where it says none of them.
var roles = NewChoice([]Named{
	{Code: "kades", Label: "Kepala Desa", Names: []string{"kepala desa", "lurah"}}, {Code: "sekdes", Label: "Sekdes", Names: []string{"sekretaris desa"}},
	{Code: "resident", Label: "Warga", Names: []string{"warga", "masyarakat"}}, {Code: "other", Label: "Lainnya", Names: []string{"lainnya"}},
})

// Role returns the role that the words name, in Indonesian or English; what
// follows it, such as the name of the desa, does not matter.
func Role(words string) (domain.AskerRole, *Miss) {
	folded, _ := after(Fold(words), actingWords...)
	for _, r := range roleWords {
		if folded == r.words || strings.HasPrefix(folded, r.words+" ") {
			return r.role, nil
		}
	}
	miss := &Miss{Rule: "role", Near: roles.labels(roles.like(tight(folded)))}
	return "", miss
}
