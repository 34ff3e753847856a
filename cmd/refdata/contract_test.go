package refdata_test

import (
	"fmt"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/domain/reference"
)

// Every code that an example of the contract names is one of the built-in data,
// so that the example works as it stands.
func TestContractExamplesNameWhatExists(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names := examples{T: t, known: codesOf(builtin(t))}
	for name, schema := range doc.Components.Schemas {
		names.check(name, "", schema.Value.Example)
	}
	for path, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			if op.RequestBody == nil {
				continue
			}
			for _, content := range op.RequestBody.Value.Content {
				names.check(path, "", content.Example)
			}
		}
	}
	if names.found < 15 {
		t.Errorf("only %d codes were found", names.found)
	}
}

// codesOf returns the codes by the member that names one of them.
func codesOf(set reference.Set) map[string]map[string]bool {
	known := map[string]map[string]bool{"desa": {}, "kecamatan": {}, "dinas": {}, "category": {}}
	for _, d := range set.Desa {
		known["desa"][d.Code] = true
	}
	for _, k := range set.Kecamatan {
		known["kecamatan"][k.Code] = true
	}
	for _, d := range set.Dinas {
		known["dinas"][string(d.Code)] = true
	}
	for _, c := range set.Categories {
		known["category"][string(c.Code)] = true
	}
	known["successors"] = known["dinas"]
	return known
}

type examples struct {
	*testing.T
	known map[string]map[string]bool
	found int
}

// check walks the example; member is the name of the value.
func (e *examples) check(where, member string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			e.check(where+"/"+name, name, inner)
		}
	case []any:
		for i, inner := range v {
			e.check(fmt.Sprint(where, "/", i), member, inner)
		}
	case string:
		codes, isCode := e.known[member]
		if !isCode {
			return
		}
		if e.found++; !codes[v] {
			e.Errorf("%s: there is no %s %q", where, member, v)
		}
	}
}
