package intake

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/region"
)

// Words that stand before the name of a place.
var (
	desaWords      = []string{"desa", "ds"}
	kelurahanWords = []string{"kelurahan", "kel"}
	kecamatanWords = []string{"kecamatan", "kec"}
)

// Places finds desa and kecamatan by code or name, as they were on a day.
type Places struct {
	desa      []region.Desa
	byCode    map[string]int
	byName    map[string][]int // by tight name
	names     []string         // tight, in order of desa
	kecamatan *Choice
	nameOf    map[string]string // of a kecamatan
}

// NewPlaces returns the places of the lists.
func NewPlaces(desa []region.Desa, kecamatan []region.Kecamatan) *Places {
	p := &Places{desa: desa, byCode: map[string]int{}, byName: map[string][]int{}, nameOf: map[string]string{}}
	for i, d := range desa {
		name := tight(d.Name)
		p.byCode[d.Code] = i
		p.byName[name] = append(p.byName[name], i)
		p.names = append(p.names, name)
	}
	list := make([]Named, len(kecamatan))
	for i, k := range kecamatan {
		list[i] = Named{Code: k.Code, Label: k.Name, Names: []string{k.Name}}
		p.nameOf[k.Code] = k.Name
	}
	p.kecamatan = NewChoice(list)
	return p
}

// Kecamatan returns the code of the kecamatan that the words name.
func (p *Places) Kecamatan(words string) (string, *Miss) {
	if rest, begin := after(Fold(words), kecamatanWords...); begin != "" {
		words = rest
	}
	return p.kecamatan.Find(words, nil)
}

// Desa returns the code of the desa or kelurahan that the words name on the day,
// and of its kecamatan then. A name is looked for within the kecamatan, a code
// anywhere; within none means anywhere too.
func (p *Places) Desa(day domain.Date, words string, within []string) (code, kecamatan string, miss *Miss) {
	if i, ok := p.byCode[words]; ok {
		if kecamatan, ok = p.desa[i].KecamatanOn(day); !ok {
			return "", "", &Miss{Rule: "not_valid_on"}
		}
		return words, kecamatan, nil
	}
	name, begin := after(Fold(words), append(append([]string(nil), desaWords...), kelurahanWords...)...)
	found := p.on(day, p.byName[tight(name)], within, kindOf(begin))
	switch len(found) {
	case 1:
		kecamatan, _ = p.desa[found[0]].KecamatanOn(day)
		return p.desa[found[0]].Code, kecamatan, nil
	case 0:
		return "", "", &Miss{"exists", p.labels(day, p.like(day, tight(name), within))}
	}
	return "", "", &Miss{"ambiguous", p.labels(day, found)}
}

// Name returns the name of the desa.
func (p *Places) Name(code string) string {
	if i, ok := p.byCode[code]; ok {
		return p.desa[i].Name
	}
	return ""
}

func kindOf(begin string) region.Kind {
	switch {
	case slices.Contains(desaWords, begin):
		return region.KindDesa
	case slices.Contains(kelurahanWords, begin):
		return region.KindKelurahan
	}
	return ""
}

// on returns those of the desa that lie within the kecamatan on the day, and,
// unless it is empty, are of the kind.
func (p *Places) on(day domain.Date, desa []int, within []string, kind region.Kind) (list []int) {
	for _, i := range desa {
		kecamatan, ok := p.desa[i].KecamatanOn(day)
		if ok && (len(within) == 0 || slices.Contains(within, kecamatan)) && (kind == "" || p.desa[i].Kind == kind) {
			list = append(list, i)
		}
	}
	return list
}

// like returns the desa whose names are written most like the name: within the
// kecamatan or, where there is none, the same name elsewhere.
func (p *Places) like(day domain.Date, name string, within []string) []int {
	var all []int
	for i := range p.desa {
		all = append(all, i)
	}
	here := p.on(day, all, within, "")
	names := make([]string, len(here))
	for k, i := range here {
		names[k] = p.names[i]
	}
	var list []int
	for _, k := range near(name, names) {
		list = append(list, here[k])
	}
	if len(list) == 0 {
		list = p.on(day, p.byName[name], nil, "")
	}
	return list
}

func (p *Places) labels(day domain.Date, desa []int) (labels []string) {
	for _, i := range desa[:min(len(desa), maxNear)] {
		kecamatan, _ := p.desa[i].KecamatanOn(day)
		labels = append(labels, p.desa[i].Name+" ("+p.nameOf[kecamatan]+", "+p.desa[i].Code+")")
	}
	return labels
}
