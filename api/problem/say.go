package problem

import (
	"cmp"
	"reflect"
	"strings"

	"audiensi/api/request"
	"audiensi/domain"
	templates "audiensi/domain/wording"
)

// wording is the title and the detail of a problem in one language. Blanks are
// the names of parameters in braces.
type wording struct{ title, detail string }

// say returns the wording of the error with its blanks filled.
func say(e *domain.Error, lang request.Language) wording {
	w := reasons[e.Reason][lang]
	if !strings.Contains(w.detail, "{") {
		return w
	}
	var pairs []string
	for name, value := range e.Params {
		pairs = append(pairs, "{"+name+"}", blank(name, value, lang))
	}
	w.detail = strings.NewReplacer(pairs...).Replace(w.detail)
	return w
}

// blank returns the value as people read it: states and moves by their names.
func blank(name string, value any, lang request.Language) string {
	switch name {
	case "state", "what":
		return nameOf(text(value), lang)
	case "move":
		return moveName(text(value), lang)
	case "parts":
		var named []string
		for _, part := range texts(value) {
			number, state, _ := strings.Cut(part, " ")
			named = append(named, number+" ("+nameOf(state, lang)+")")
		}
		return strings.Join(named, ", ")
	case "step":
		return nameOf(cmp.Or(text(value), "none"), lang)
	case "legal":
		var named []string
		for _, m := range texts(value) {
			named = append(named, moveName(m, lang))
		}
		if len(named) == 0 {
			return names["none"][lang]
		}
		return strings.Join(named, ", ")
	}
	return text(value)
}

// moveName is nameOf for a move, which may be called like a state.
func moveName(code string, lang request.Language) string {
	if w, ok := names["move "+code]; ok {
		return w[lang]
	}
	return nameOf(code, lang)
}

func nameOf(code string, lang request.Language) string {
	if w, ok := names[code]; ok {
		return w[lang]
	}
	return code
}

// Sentence returns what to change so that the member keeps the rule.
func Sentence(f domain.FieldError, lang request.Language) string { return ruleSentence(f, lang) }

// ruleSentence returns what to change so that the member keeps the rule.
func ruleSentence(f domain.FieldError, lang request.Language) string {
	w, ok := rules[f.Rule]
	if !ok {
		w, ok = fileRules[f.Rule]
	}
	if !ok {
		w = rules["invalid"]
	}
	param := f.Param
	if f.Rule == "type" {
		param = nameOf(f.Param, lang)
	}
	param, known, _ := strings.Cut(param, templates.KnownAfter)
	return strings.NewReplacer("{param}", param, "{known}", known).Replace(w[lang])
}

// stringsOf returns the elements of a slice whose elements are texts of some type.
func stringsOf(v any) []string {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Slice {
		return []string{text(v)}
	}
	list := make([]string, r.Len())
	for i := range list {
		list[i] = text(r.Index(i).Interface())
	}
	return list
}
