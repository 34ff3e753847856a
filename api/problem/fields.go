package problem

import (
	"errors"
	"fmt"

	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
)

// Words is one sentence in every language.
type Words map[request.Language]string

// Worded is an invalid error whose fields bring their own sentences, one for
// each field of the error, in the same order; nil ones are made from the rule.
type Worded struct {
	Cause  *domain.Error
	Fields []Words
}

// Error implements error, for logs.
func (w *Worded) Error() string { return w.Cause.Error() }

// Unwrap returns the error without the sentences.
func (w *Worded) Unwrap() error { return w.Cause }

func fields(err error, e *domain.Error, lang request.Language) []oas.ProblemField {
	var worded *Worded
	errors.As(err, &worded)
	var list []oas.ProblemField
	for i, f := range e.Fields {
		detail := ruleSentence(f, lang)
		if worded != nil && worded.Cause == e && worded.Fields[i] != nil {
			detail = worded.Fields[i][lang]
		}
		list = append(list, oas.ProblemField{Pointer: f.Pointer, Rule: f.Rule, Detail: detail})
	}
	return list
}

// moves returns the state and the moves it allows, where the error names them.
func moves(e *domain.Error) (*string, []string) {
	state, ok := e.Params["state"].(string)
	if !ok {
		return nil, nil
	}
	return &state, texts(e.Params["legal"])
}

// texts returns a parameter as texts: a list of any string type, or one value.
func texts(v any) []string {
	switch list := v.(type) {
	case nil:
		return nil
	case []string:
		return list
	}
	return stringsOf(v)
}

func text(v any) string { return fmt.Sprint(v) }
