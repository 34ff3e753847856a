package domaintest

import (
	"sync"

	"audiensi/domain/triage"
	"audiensi/domain/triage/normal"
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
