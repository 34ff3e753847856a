package domaintest

import (
	"sync"

	"audiensi/domain/triage"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/similar"
	"audiensi/domain/usecase"
)

// Triage returns triage by the built-in model, which knows no places. All tests
// of a program share it.
var Triage = sync.OnceValue(func() *usecase.Engines {
	n, err := normal.New(nil)
	if err != nil {
		panic(err)
	}
	e, err := usecase.NewEngines(n, triage.DefaultConfidence)
	if err != nil {
		panic(err)
	}
	return e
})

// Encoder returns the built-in encoder of texts, which knows no places.
func Encoder() *similar.Encoder {
	m, err := similar.Builtin()
	if err != nil {
		panic(err)
	}
	return similar.NewEncoder(Triage().Normaliser(), m)
}
