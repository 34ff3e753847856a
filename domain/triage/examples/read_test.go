package examples_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/triage/examples"
	"audiensi/table"
)

func told(faults []examples.Fault) (list []string) {
	for _, f := range faults {
		list = append(list, f.Error())
	}
	return list
}

func TestReadJSONL(t *testing.T) {
	for name, tt := range map[string]struct {
		file   string
		want   int
		faults []string // beginnings
	}{
		"good":           {"\ufeff{\"text\":\"a\",\"category\":\"other\"}\n\n{\"text\":\"b\",\"category\":\"other\",\"class\":\"complaint\"}\n", 2, nil},
		"empty":          {"", 0, nil},
		"unknown member": {`{"text":"a","category":"other","nik":1}`, 0, []string{"line 1: not a JSON object with text"}},
		"no text":        {"{\"text\":\"a\",\"category\":\"other\"}\n" + `{"category":"other"}`, 1, []string{"line 2: text breaks the rule required"}},
		"no category":    {`{"text":"a"}`, 0, []string{`line 1: category "" is no code`}},
		"class":          {`{"text":"a","category":"other","class":"urgent"}`, 0, []string{`line 1: class "urgent" is none of`}},
		"two values":     {`{"text":"a","category":"other"} {}`, 0, []string{"line 1: more than one JSON value"}},
		"too long a text": {`{"text":"` + strings.Repeat("x", 4001) + `","category":"other"}`, 0,
			[]string{"line 1: text breaks the rule max 4000"}},
		"too long a line":  {"{\"text\":\"a\",\"category\":\"other\"}\n" + strings.Repeat("x", 1<<20), 1, []string{"line 2: longer than"}},
		"one brace more":   {`{"text":"a","category":"other"}}`, 0, []string{"line 1: more than one JSON value"}},
		"one bracket more": {`{"text":"a","category":"other"}]`, 0, []string{"line 1: more than one JSON value"}},
		"Windows-1252":     {"{\"text\":\"caf\xe9\",\"category\":\"other\"}\n{\"text\":\"a\",\"category\":\"other\"}", 1, []string{"line 1: not in UTF-8"}},
		"other category":   {`{"text":"a","category":"other","also":["Pajak Daerah"]}`, 0, []string{`line 1: category "Pajak Daerah" is no code`}},
		"null":             {"null", 0, []string{"line 1: text breaks the rule required"}},
		"a list":           {"\n[]\r\n", 0, []string{"line 2: not a JSON object with text"}},
		"a number":         {`{"text":1,"category":"other"}`, 0, []string{"line 1: not a JSON object with text"}},
		"several":          {"{\n{\"text\":\"a\",\"category\":\"other\"}\n\n}\n", 1, []string{"line 1: ", "line 4: "}},
		"control":          {`{"text":"a\u0000b","category":"other"}`, 0, []string{"line 1: text breaks the rule control"}},
	} {
		t.Run(name, func(t *testing.T) {
			list, faults, err := examples.ReadJSONL(strings.NewReader(tt.file))
			if err != nil || len(list) != tt.want {
				t.Errorf("%d examples, %v", len(list), err)
			}
			begins(t, tt.faults, told(faults))
		})
	}
}

func begins(t *testing.T, want, got []string) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("faults %q, want %q", got, want)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("fault %q, want %q", got[i], want[i])
		}
	}
}

// readCSV reads a table through the program's reader; one that is empty or no
// table at all has no example.
func readCSV(r io.Reader) ([]examples.Example, []examples.Fault, error) {
	sheet, err := table.Open(r, table.CSV, table.Limits{Cell: 2 << 20})
	if domain.CodeOf(err) == domain.Invalid {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	defer sheet.Close()
	list, faults, err := examples.ReadTable(sheet, func(f intake.Fault) string { return "row breaks the rule " + f.Rule })
	if domain.CodeOf(err) == domain.Invalid {
		err = nil // too wide
	}
	return list, faults, err
}

func TestReadCSV(t *testing.T) {
	for name, tt := range map[string]struct {
		file   string
		want   []examples.Example
		faults []string
	}{
		"good": {"category,text,class\nother,Jalan rusak,complaint\n,,\n", []examples.Example{{Text: "Jalan rusak", Category: "other", Class: "complaint"}}, nil},
		"semicolons, BOM, quoted lines": {"\ufeffText;Category\n\"Jalan\nrusak; parah\";other\n",
			[]examples.Example{{Text: "Jalan\nrusak; parah", Category: "other"}}, nil},
		"empty":       {"", nil, nil},
		"header only": {"text,category\n", nil, nil},
		"no column":   {"text,kategori\na,other\n", nil, []string{`line 1: the header has no column "category"`}},
		"short row":   {"text,category\nJalan\nPasar,other\n", []examples.Example{{Text: "Pasar", Category: "other"}}, []string{`line 2: category "" is no code`}},
		"quote":       {"text,category\na\"b,other\nc,other\n", []examples.Example{{Text: "c", Category: "other"}}, []string{"line 2: "}},
		"quoted lines before a fault": {"text,category\n\"a\nb\nc\",other\nd,\ne,other\n",
			[]examples.Example{{Text: "a\nb\nc", Category: "other"}, {Text: "e", Category: "other"}}, []string{`line 5: category "" is no code`}},
		"a quote that never ends": {"text,category\na,other\n\"b,other\nc,other\nd,other\n",
			[]examples.Example{{Text: "a", Category: "other"}}, []string{"line 3: "}},
		"class":          {"text,category,class\na,other,urgent\n", nil, []string{`line 2: class "urgent" is none of`}},
		"further column": {"no,text,category\n1,a,other\n", []examples.Example{{Text: "a", Category: "other"}}, nil},
		"no text":        {"text,category\n ,other\n", nil, []string{"line 2: text breaks the rule required"}},
		"long":           {"text,category\n" + strings.Repeat("x", 1<<20) + ",other\na,other\n", []examples.Example{{Text: "a", Category: "other"}}, []string{"line 2: text breaks the rule max 4000"}},
		"another encoding": {"\xff\xfet\x00e\x00x\x00t\x00,\x00c\x00a\x00t\x00e\x00g\x00o\x00r\x00y\x00\n\x00a\x00,\x00o\x00t\x00h\x00e\x00r\x00",
			[]examples.Example{{Text: "a", Category: "other"}}, nil},
		"header of another encoding": {"te\xe9xt,category\na,other\n", nil, []string{"line 1: row breaks the rule file_encoding"}},
		"long header with semicolons": {"text;" + strings.Repeat("a;", 190) + "category\nJalan;" + strings.Repeat(";", 190) + "other\n",
			[]examples.Example{{Text: "Jalan", Category: "other"}}, nil},
		"Windows-1252": {"text,category\nJalan \xe9,other\n", nil,
			[]string{"line 2: row breaks the rule file_encoding"}},
	} {
		t.Run(name, func(t *testing.T) {
			list, faults, err := readCSV(strings.NewReader(tt.file))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, list); diff != "" {
				t.Error(diff)
			}
			begins(t, tt.faults, told(faults))
		})
	}
}
