package triage

import (
	"crypto/sha256"
	_ "embed" // the model
	"encoding/hex"
	"errors"

	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
)

//go:generate go run audiensi triage train --builtin --out builtin.model

//go:embed builtin.model
var builtin []byte

// Builtin returns the model that the program ships, encoded, with its version.
func Builtin() (version string, model []byte) { return VersionOf("builtin", builtin), builtin }

// VersionOf names a model after its kind and content: the same model always has
// the same version.
func VersionOf(kind string, model []byte) string {
	sum := sha256.Sum256(model)
	return kind + "-" + hex.EncodeToString(sum[:4])
}

// Folds is how many parts the examples are cut into to find out how often a
// model is right about authors that it has not read.
const Folds = 8

// seed of every training: the same examples give the same model.
const seed = 1

// Trained is a model with what cross-validation says of it.
type Trained struct {
	Model      *linear.Model
	Evaluation linear.Evaluation
}

// Train learns from the examples and calibrates the model by cross-validation.
// Progress, which may be nil, counts the folds and the final training.
func Train(n *normal.Normaliser, list []examples.Example, progress func(done, total int)) (Trained, error) {
	tell := func(done int) {
		if progress != nil {
			progress(done, Folds+1)
		}
	}
	all := forModel(list)
	v, err := linear.CrossValidate(n, all, Folds, linear.Options{Seed: seed, Progress: func(done, _ int) { tell(done) }})
	if err != nil {
		return Trained{}, err
	}
	m, err := linear.Train(n, all, linear.Options{Seed: seed})
	if err != nil {
		return Trained{}, err
	}
	tell(Folds + 1)
	return Trained{m.Calibrate(v), v.Evaluate()}, nil
}

var errNothing = errors.New("there are no examples")

// Evaluate says how good the encoded model is on examples that it should not
// have learnt from.
func Evaluate(n *normal.Normaliser, model []byte, list []examples.Example) (linear.Evaluation, error) {
	if len(list) == 0 {
		return linear.Evaluation{}, errNothing
	}
	m, err := linear.Decode(n, model)
	if err != nil {
		return linear.Evaluation{}, err
	}
	return m.Evaluate(forModel(list)), nil
}

func forModel(list []examples.Example) []linear.Example {
	out := make([]linear.Example, len(list))
	for i, e := range list {
		out[i] = linear.Example{Text: e.Text, Category: e.Category, Class: e.Class, Also: e.Others(), Several: len(e.Matters) > 1, Group: e.Group}
	}
	return out
}
