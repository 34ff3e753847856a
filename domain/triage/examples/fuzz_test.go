package examples_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"audiensi/domain/category"
	"audiensi/domain/triage/examples"
)

// checkRead reports examples that nobody may learn from, and faults that no line
// of the file has.
func checkRead(t *testing.T, file []byte, list []examples.Example, faults []examples.Fault) {
	t.Helper()
	for _, e := range list {
		_, class := category.ParseClass("/class", e.Class)
		if e.Text == "" || !utf8.ValidString(e.Text) || class != nil {
			t.Errorf("%+v", e)
		}
		for _, c := range append(e.Others(), e.Category) {
			if _, err := category.ParseCode("/category", c); err != nil {
				t.Errorf("%+v: %v", e, err)
			}
		}
	}
	for _, f := range faults {
		if f.Line < 1 || f.Line > 1+bytes.Count(file, []byte("\n")) || f.Reason == "" {
			t.Errorf("%+v", f)
		}
	}
}

func FuzzReadJSONL(f *testing.F) {
	f.Add([]byte(`{"text":"a","category":"other","class":"complaint","also":["tax"],"matters":["other","tax"]}`))
	f.Add([]byte("\xef\xbb\xbf[]\n{}\n\n{\"text\":\"\xe9\"}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, faults, err := examples.ReadJSONL(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		checkRead(t, b, list, faults)
	})
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("text,category,class\na,other,complaint\n"))
	f.Add([]byte("\xef\xbb\xbftext;category\r\n\"a;other\n\"\"\";other"))
	f.Add([]byte("text,category\n\"a\"b,other\n,\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, faults, err := readCSV(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		checkRead(t, b, list, faults)
	})
}
