package linear_test

import (
	"sync"
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

// toyExamples are few and easy: two categories, two classes, one author each.
var toyExamples = []linear.Example{
	{Text: "Surat miskin warga ditolak rumah sakit", Category: "letter", Class: "complaint", Group: "a"},
	{Text: "Bagaimana syarat surat miskin?", Category: "letter", Class: "information", Group: "b"},
	{Text: "Surat miskin untuk berobat, siapa yang membuat?", Category: "letter", Class: "information", Group: "c"},
	{Text: "Rumah sakit menolak surat miskin", Category: "letter", Class: "complaint", Group: "d"},
	{Text: "Jalan desa rusak dan berlubang", Category: "road", Class: "complaint", Group: "a"},
	{Text: "Kapan jalan rusak diperbaiki?", Category: "road", Class: "information", Group: "b"},
	{Text: "Jembatan dan jalan berlubang, siapa memperbaiki?", Category: "road", Class: "information", Group: "c"},
	{Text: "Jalan berlubang tidak pernah diperbaiki", Category: "road", Class: "complaint", Group: "d"},
	{Text: "Jalan rusak. Lalu surat miskin ditolak.", Category: "road", Class: "complaint", Also: []string{"letter"}, Several: true, Group: "a"},
	{Text: "Surat miskin ditolak rumah sakit. Lalu jalan berlubang.", Category: "letter", Also: []string{"road"}, Several: true, Group: "b"},
}

func plain(t testing.TB) *normal.Normaliser {
	t.Helper()
	return must[*normal.Normaliser](t)(normal.New(nil))
}

func toy(t testing.TB) *linear.Model {
	t.Helper()
	return must[*linear.Model](t)(linear.Train(plain(t), toyExamples, linear.Options{Seed: 1}))
}

// sample returns every nth of the examples.
func sample(all []linear.Example, nth int) []linear.Example {
	var list []linear.Example
	for i := 0; i < len(all); i += nth {
		list = append(list, all[i])
	}
	return list
}

// small is a model of some hundred built-in examples.
var small = sync.OnceValues(func() (*linear.Model, error) {
	all, err := builtin()
	if err != nil {
		return nil, err
	}
	n, err := triagetest.Normaliser()
	if err != nil {
		return nil, err
	}
	return linear.Train(n, sample(all, 12), linear.Options{Seed: 1})
})
