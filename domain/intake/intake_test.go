package intake_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/region"
)

// grid is a table in memory.
type grid struct {
	rows [][]string
	next int
}

func (g *grid) Next() (int, []string, error) {
	if g.next == len(g.rows) {
		return 0, nil, io.EOF
	}
	g.next++
	return g.next, g.rows[g.next-1], nil
}

func (*grid) Date(string) domain.Date { return domain.Date{} }

func day(y int) domain.Date { return domain.Date{Year: y, Month: 6, Day: 1} }

func places() *intake.Places {
	ever := func(k string) []region.Membership { return []region.Membership{{Kecamatan: k}} }
	return intake.NewPlaces([]region.Desa{
		{Code: "35.10.13.2004", Name: "Sukomaju", Kind: region.KindDesa, Memberships: ever("35.10.13")},
		{Code: "35.10.13.2005", Name: "Kebaman", Kind: region.KindDesa, Memberships: ever("35.10.13")},
		{Code: "35.10.16.2001", Name: "Sumber Agung", Kind: region.KindDesa, Memberships: ever("35.10.16")},
		{Code: "35.10.17.2001", Name: "Sumberagung", Kind: region.KindDesa, Memberships: ever("35.10.17")},
		{Code: "35.10.16.1002", Name: "Kebaman", Kind: region.KindKelurahan, Memberships: ever("35.10.13")},
		{Code: "35.10.25.2009", Name: "Badean", Kind: region.KindDesa, ValidFrom: day(2012), Memberships: []region.Membership{
			{Kecamatan: "35.10.14", To: day(2016)}, {Kecamatan: "35.10.25", From: day(2017)}}},
	}, []region.Kecamatan{{Code: "35.10.13", Name: "Srono"}, {Code: "35.10.14", Name: "Kabat"}, {Code: "35.10.16", Name: "Banyuwangi"}, {Code: "35.10.17", Name: "Pesanggaran"}, {Code: "35.10.25", Name: "Blimbingsari"}})
}

func TestPlaces(t *testing.T) {
	p := places()
	for name, tt := range map[string]struct {
		words  string
		within []string
		day    domain.Date
		want   string // code in kecamatan, or rule: near
	}{
		"name":                        {"sukomaju", nil, day(2020), "35.10.13.2004 in 35.10.13"},
		"with its kind":               {"Ds. Sukomaju", nil, day(2020), "35.10.13.2004 in 35.10.13"},
		"code":                        {"35.10.13.2004", []string{"35.10.16"}, day(2020), "35.10.13.2004 in 35.10.13"},
		"of that day, before":         {"Badean", nil, day(2015), "35.10.25.2009 in 35.10.14"},
		"of that day, since":          {"badean", nil, day(2020), "35.10.25.2009 in 35.10.25"},
		"code, not there yet":         {"35.10.25.2009", nil, day(2011), "not_valid_on: "},
		"name, not there yet":         {"Badean", nil, day(2011), "exists: "},
		"blanks do not matter":        {"Sumber agung", []string{"35.10.17"}, day(2020), "35.10.17.2001 in 35.10.17"},
		"two of a name":               {"Sumberagung", nil, day(2020), "ambiguous: Sumber Agung (Banyuwangi, 35.10.16.2001); Sumberagung (Pesanggaran, 35.10.17.2001)"},
		"desa and kelurahan":          {"Kebaman", nil, day(2020), "ambiguous: Kebaman (Srono, 35.10.13.2005); Kebaman (Srono, 35.10.16.1002)"},
		"the kind tells them apart":   {"Kelurahan Kebaman", nil, day(2020), "35.10.16.1002 in 35.10.13"},
		"misspelt":                    {"Sukamaju", nil, day(2020), "exists: Sukomaju (Srono, 35.10.13.2004)"},
		"elsewhere":                   {"Sukomaju", []string{"35.10.17"}, day(2020), "exists: Sukomaju (Srono, 35.10.13.2004)"},
		"nothing like it":             {"Xyzzy", nil, day(2020), "exists: "},
		"nothing but its kind":        {"Desa", nil, day(2020), "exists: "},
		"a code that is none":         {"35.10.99.2001", nil, day(2020), "exists: "},
		"control characters and such": {"\x00\u202e", nil, day(2020), "exists: "},
	} {
		t.Run(name, func(t *testing.T) {
			code, kecamatan, miss := p.Desa(tt.day, tt.words, tt.within)
			got := code + " in " + kecamatan
			if miss != nil {
				got = miss.Rule + ": " + strings.Join(miss.Near, "; ")
			}
			if got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
	if code, miss := p.Kecamatan("Kec. srono"); code != "35.10.13" || miss != nil {
		t.Error(code, miss)
	}
	if _, miss := p.Kecamatan("Sronno"); miss == nil || cmp.Diff([]string{"Srono"}, miss.Near) != "" {
		t.Error(miss)
	}
}

func TestRole(t *testing.T) {
	for words, want := range map[string]domain.AskerRole{
		"Kepala Desa": domain.Kades, "KADES": domain.Kades, "Lurah": domain.Kades, "Pj. Kades": domain.Kades, "Kepala Desa Sukomaju": domain.Kades,
		"kades": domain.Kades, "Sekdes": domain.Sekdes, "Sekretaris Desa": domain.Sekdes, "Carik": domain.Sekdes, "Plt Sekdes": domain.Sekdes,
		"Warga": domain.Resident, "resident": domain.Resident, "Kepala Dusun": domain.OtherRole, "Camat": domain.OtherRole, "Tokoh Masyarakat": domain.OtherRole,
	} {
		if got, miss := intake.Role(words); got != want || miss != nil {
			t.Errorf("%q is %q, %v, want %q", words, got, miss, want)
		}
	}
	for words, near := range map[string][]string{"Kepla Desa": {"Kepala Desa"}, "Presiden": {"Warga"}, "Xyzzy": nil} {
		_, miss := intake.Role(words)
		if miss == nil || miss.Rule != "role" || cmp.Diff(near, miss.Near) != "" {
			t.Errorf("%q: %v", words, miss)
		}
	}
}

func TestFindHeader(t *testing.T) {
	columns := []intake.Column{{Field: "text", Required: true, Names: []string{"Pertanyaan"}}, {Field: "name", Names: []string{"Nama", "No HP"}}}
	for name, tt := range map[string]struct {
		rows   [][]string
		map_   map[string]string
		want   []intake.Recognised
		row    int
		faults []string
	}{
		"first row":         {[][]string{{"nama", " PERTANYAAN ", "lain"}}, nil, []intake.Recognised{{"name", "nama"}, {"text", "PERTANYAAN"}}, 1, nil},
		"below a title":     {[][]string{{"Notulen"}, {"tanggal", "1"}, {"No. HP", "Pertanyaan"}}, nil, []intake.Recognised{{"name", "No. HP"}, {"text", "Pertanyaan"}}, 3, nil},
		"as the user says":  {[][]string{{"Isi Usulan", "Pertanyaan"}}, map[string]string{"text": "isi usulan"}, []intake.Recognised{{"text", "Isi Usulan"}}, 1, nil},
		"none":              {nil, nil, nil, 0, []string{"1 file_empty "}},
		"missing":           {[][]string{{"Nama", "Isi"}}, nil, []intake.Recognised{{"name", "Nama"}}, 1, []string{"1 column_missing Pertanyaan"}},
		"user's is missing": {[][]string{{"Pertanyaan"}}, map[string]string{"name": "Penanya"}, []intake.Recognised{{"text", "Pertanyaan"}}, 1, []string{"1 column_missing Penanya"}},
		"twice":             {[][]string{{"Pertanyaan", "Nama", "No HP"}}, nil, []intake.Recognised{{"text", "Pertanyaan"}, {"name", "Nama"}}, 1, []string{"1 column_twice Nama"}},
		"too far below":     {make([][]string, 12), nil, nil, 1, []string{"1 column_missing Pertanyaan"}},
	} {
		t.Run(name, func(t *testing.T) {
			h, faults, err := intake.FindHeader(&grid{rows: tt.rows}, columns, tt.map_)
			if err != nil || h.Row != tt.row {
				t.Errorf("row %d, %v", h.Row, err)
			}
			if diff := cmp.Diff(tt.want, h.Found); diff != "" {
				t.Error(diff)
			}
			var got []string
			for _, f := range faults {
				got = append(got, string(rune('0'+f.Row))+" "+f.Rule+" "+f.Param)
			}
			if diff := cmp.Diff(tt.faults, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFormulas(t *testing.T) {
	h, _, err := intake.FindHeader(&grid{rows: [][]string{{"a"}}}, []intake.Column{{Field: "a", Names: []string{"A"}, Required: true}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]int{"=SUM(A1)": 1, "#REF!": 1, "=-1": 1, "=>": 0, "===": 0, "=": 0, "# satu": 0, "a=b": 0, "= sama": 0} {
		if got := len(h.Formulas(2, []string{cell})); got != want {
			t.Errorf("%q: %d faults, want %d", cell, got, want)
		}
	}
}

func TestPhone(t *testing.T) {
	for cell, want := range map[string]string{"81234567890": "081234567890", "81234567890.0": "081234567890", "0333-123456": "0333-123456", "8": "8", "": "", "+6281": "+6281", "8123abc4567": "8123abc4567"} {
		if got := intake.Phone(cell); got != want {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}

func TestFaults_keep_the_first_and_count_all(t *testing.T) {
	var f intake.Faults
	for i := range 1000 {
		f.Add(intake.Fault{Row: i})
	}
	if f.Total != 1000 || len(f.List) != intake.MaxFaults || f.List[99].Row != 99 {
		t.Errorf("%d of %d", len(f.List), f.Total)
	}
}
