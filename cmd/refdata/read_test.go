package refdata_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"audiensi/cmd/refdata"
	"audiensi/domain"
)

// small is a folder with one of each.
func small() fstest.MapFS {
	files := map[string]string{
		"dinas.csv": "code,name,short_name,kind,valid_from,valid_to,successors,sipd_code,requires_approval,source\n" +
			"dpmd,Dinas PMD,DPMD,dinas,2017-01-01,,,,true,Perda\n" +
			"bpmpd-2011,BPM-PD,BPM-PD,badan,,2016-12-31,dpmd,,,\n",
		"categories.csv": "code,name_id,name_en,description,valid_from,valid_to,position\n" +
			"village_asset,Aset desa,Village assets,\"Tanah kas desa,\nbengkok\",,,1\n",
		"routing.csv": "id,position,category,class,kecamatan,asker_role,terms,dinas,valid_from,valid_to,note\n" +
			"019b76da-a800-7001-9a2f-5d1e3a9c0001,10,village_asset,,35.10.25,kades,,dpmd,,,\n" +
			"019b76da-a800-7002-9a2f-5d1e3a9c0002,20,,,,,bengkok| tanah kas desa |TKD,dpmd,,,\n",
		"wilayah/kecamatan.csv": "code,name,valid_from,valid_to\n35.10.14,Kabat,,\n35.10.25,Blimbingsari,2017-01-09,\n",
		"wilayah/desa.csv":      "code,name,kind,valid_from,valid_to\n35.10.25.2009,Badean,desa,,\n",
		"wilayah/desa_kecamatan.csv": "desa,kecamatan,from,to\n35.10.25.2009,35.10.14,,2017-01-08\n" +
			"35.10.25.2009,35.10.25,2017-01-09,\n",
	}
	dir := fstest.MapFS{}
	for name, body := range files {
		dir[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return dir
}

func TestReadFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		file, body string // body replaces the file; "" removes it
		want       []string
	}{
		"missing_file": {"dinas.csv", "", []string{"dinas.csv: is missing"}},
		"empty_file":   {"dinas.csv", "\n", []string{"dinas.csv:1: has no header"}},
		"invalid_utf8": {"wilayah/desa.csv", "code,name,kind,valid_from,valid_to\n35.10.25.2009,Bad\xe9an,desa,,\n",
			[]string{"wilayah/desa.csv:2: is not valid UTF-8; save the file as UTF-8"}},
		"semicolons": {"wilayah/kecamatan.csv", "code;name;valid_from;valid_to\n35.10.14;Kabat;;\n",
			[]string{"wilayah/kecamatan.csv:1: is separated by semicolons; separate the cells by commas"}},
		"header": {"wilayah/kecamatan.csv", "code,nama,code,valid_from\n",
			[]string{"wilayah/kecamatan.csv:1: nama: is no column of this file", "wilayah/kecamatan.csv:1: code: is there twice",
				"wilayah/kecamatan.csv:1: name: is missing", "wilayah/kecamatan.csv:1: valid_to: is missing"}},
		"cells_and_quotes": {"wilayah/kecamatan.csv", "code,name,valid_from,valid_to\n35.10.14,Kabat,,\n35.10.25,Blimbingsari,2017-01-09\n35.10.25,Blimbingsari,,\n35.10.26,\"x\"y,,\n",
			[]string{"wilayah/kecamatan.csv:3: has 3 cells, the header 4",
				"wilayah/kecamatan.csv:5: extraneous or missing \" in quoted-field; the rest of the file was not read"}},
		"memberships": {"wilayah/desa_kecamatan.csv", "desa,kecamatan,from,to\n35.10.25.2009,35.10.14,,\n35.10.25.2009,35.10.25,2017-01-09,\n35.10.25.9,35.10.14,,\n",
			[]string{"wilayah/desa_kecamatan.csv:3: overlaps the time in 35.10.14",
				"wilayah/desa_kecamatan.csv:4: desa: names 35.10.25.9, which is not there"}},
		"no_memberships": {"wilayah/desa_kecamatan.csv", "desa,kecamatan,from,to\n",
			[]string{"wilayah/desa.csv:2: memberships in wilayah/desa_kecamatan.csv: is missing"}},
		"categories": {"categories.csv", "code,name_id,name_en,description,valid_from,valid_to,position\n" +
			"village_asset,,Village assets,x,2020-02-30,,one\nvillage_asset,a,b,c,2020-01-02,2020-01-01,2\n",
			[]string{"categories.csv:2: valid_from: is not a date of the form YYYY-MM-DD",
				"categories.csv:2: position: is not a whole number", "categories.csv:2: name_id: is missing",
				"categories.csv:3: code: village_asset is there twice", "categories.csv:3: valid_to: is before valid_from"}},
		"dinas": {"dinas.csv", "code,name,short_name,kind,valid_from,valid_to,successors,sipd_code,requires_approval\n" +
			"DPMD,\u202eDPMD,DPMD,kantor,,,dpm bpm,,ya\ndpmd,a,b,dinas,,,,,\n",
			[]string{"dinas.csv:2: requires_approval: must be one of: true false",
				"dinas.csv:2: code: is not a well-formed code",
				"dinas.csv:2: name: contains characters that reverse the direction of reading",
				"dinas.csv:2: kind: must be one of: dinas badan bagian inspektorat kecamatan desa",
				"dinas.csv:2: successors: names dpm, which is not there"}},
		"rules": {"routing.csv", "id,position,category,class,kecamatan,asker_role,dinas,valid_from,valid_to,note\n" +
			"x,10,village_asset,,,,dpmd,,,\n019b76da-a800-7001-9a2f-5d1e3a9c0001,0,asset,,35.10.99,,,,,\n" +
			"019b76da-a800-7001-9a2f-5d1e3a9c0001,1,,,,,dpmd,,,\n",
			[]string{"routing.csv:2: id: is not a UUID", "routing.csv:3: position: must be at least 1",
				"routing.csv:3: dinas: is not a well-formed code", "routing.csv:3: category: names asset, which is not there",
				"routing.csv:3: kecamatan: names 35.10.99, which is not there",
				"routing.csv:4: id: 019b76da-a800-7001-9a2f-5d1e3a9c0001 is there twice"}},
		"terms": {"routing.csv", "id,position,category,class,kecamatan,asker_role,terms,dinas,valid_from,valid_to,note\n" +
			"019b76da-a800-7001-9a2f-5d1e3a9c0001,1,,,,,bengkok|,dpmd,,,\n" +
			"019b76da-a800-7002-9a2f-5d1e3a9c0002,1,,,,,tkd|TKD,dpmd,,,\n019b76da-a800-7003-9a2f-5d1e3a9c0003,1,,,,,k,dpmd,,,\n" +
			"019b76da-a800-7004-9a2f-5d1e3a9c0004,1,,,,,??,dpmd,,,\n" +
			"019b76da-a800-7005-9a2f-5d1e3a9c0005,1,,,,," + strings.Repeat("aa|", 20) + "aa,dpmd,,,\n",
			[]string{"routing.csv:2: terms: is missing", "routing.csv:3: terms: TKD is there twice",
				"routing.csv:4: terms: must be 2-60 characters long", "routing.csv:5: terms: has neither a letter nor a digit",
				"routing.csv:6: terms: must hold at most 20"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := small()
			if tt.body == "" {
				delete(dir, tt.file)
			} else {
				dir[tt.file] = &fstest.MapFile{Data: []byte(tt.body)}
			}
			_, err := refdata.Read(dir)
			var faults refdata.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error %v", err)
			}
			got := make([]string, len(faults))
			for i, f := range faults {
				got[i] = f.String()
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadTellsFaultsOfAllFilesAtOnce(t *testing.T) {
	_, err := refdata.Read(fstest.MapFS{})
	want := "dinas.csv: is missing\ncategories.csv: is missing\nwilayah/kecamatan.csv: is missing\n" +
		"wilayah/desa.csv: is missing\nwilayah/desa_kecamatan.csv: is missing\nrouting.csv: is missing"
	if err == nil {
		t.Fatal("an empty folder was read")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

// Files as spreadsheets save them: a byte order mark, CRLF and other columns first.
func TestReadSpreadsheetFiles(t *testing.T) {
	want, err := refdata.Read(small())
	if err != nil {
		t.Fatal(err)
	}
	dir := small()
	dir["wilayah/kecamatan.csv"] = &fstest.MapFile{Data: []byte("\ufeffname,code,valid_to,valid_from\r\n" +
		" Kabat ,35.10.14,,\r\n\r\nBlimbingsari,35.10.25,,2017-01-09\r\n")}
	got, err := refdata.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, ids); diff != "" {
		t.Error(diff)
	}
}

func TestReadTerms(t *testing.T) {
	set, err := refdata.Read(small())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"bengkok", "tanah kas desa", "TKD"}, set.Rules[1].Terms); diff != "" || set.Rules[0].Terms != nil {
		t.Errorf("%s; the first rule has %q", diff, set.Rules[0].Terms)
	}
	dir := small()
	dir["routing.csv"] = &fstest.MapFile{Data: []byte("id,position,category,class,kecamatan,asker_role,dinas,valid_from,valid_to,note\n" +
		"019b76da-a800-7001-9a2f-5d1e3a9c0001,10,village_asset,,35.10.25,kades,dpmd,,,\n")}
	older, err := refdata.Read(dir)
	if err != nil {
		t.Fatalf("a file from before terms: %v", err)
	}
	if diff := cmp.Diff(set.Rules[:1], older.Rules, ids); diff != "" {
		t.Error(diff)
	}
}

// A file from before a dinas could require approval is read: none does.
func TestReadDinasWithoutApproval(t *testing.T) {
	dir := small()
	dir["dinas.csv"] = &fstest.MapFile{Data: []byte("code,name,short_name,kind,valid_from,valid_to,successors,sipd_code\n" +
		"dpmd,Dinas PMD,DPMD,dinas,2017-01-01,,,\nbpmpd-2011,BPM-PD,BPM-PD,badan,,2016-12-31,dpmd,\n")}
	want, err := refdata.Read(small())
	if err != nil || !want.Dinas[0].RequiresApproval {
		t.Fatalf("%+v, %v", want.Dinas, err)
	}
	got, err := refdata.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want.Dinas[0].RequiresApproval = false
	if diff := cmp.Diff(want.Dinas, got.Dinas); diff != "" {
		t.Error(diff)
	}
}

var ids = cmp.Comparer(func(a, b domain.RuleID) bool { return a == b })

func TestWriteThenRead(t *testing.T) {
	for name, files := range map[string]fs.FS{"small": small(), "builtin": nil} {
		t.Run(name, func(t *testing.T) {
			want := builtin(t)
			if files != nil {
				var err error
				if want, err = refdata.Read(files); err != nil {
					t.Fatal(err)
				}
			}
			dir := filepath.Join(t.TempDir(), "new")
			for range 2 { // the second time over the files of the first
				if err := refdata.Write(dir, want); err != nil {
					t.Fatal(err)
				}
			}
			got, err := refdata.Read(os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, ids); diff != "" {
				t.Error(diff)
			}
			entries, err := os.ReadDir(filepath.Join(dir, "wilayah"))
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, e := range entries {
				names = append(names, e.Name())
			}
			if diff := cmp.Diff([]string{"README.md", "desa.csv", "desa_kecamatan.csv", "kecamatan.csv"}, names); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWriteIntoAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if refdata.Write(file, builtin(t)) == nil {
		t.Error("a folder was made of a file")
	}
}
