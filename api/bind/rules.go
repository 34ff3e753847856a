package bind

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/id"
	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"
	inEnglish "github.com/go-playground/validator/v10/translations/en"
	inIndonesian "github.com/go-playground/validator/v10/translations/id"

	"audiensi/api/problem"
	"audiensi/api/request"
	"audiensi/domain"
)

// rules is the one validator of the program with its sentences.
type rules struct {
	validate *validator.Validate
	words    map[request.Language]ut.Translator
}

func newRules() (*rules, error) {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	if err := v.RegisterValidation("max", atMost); err != nil {
		return nil, fmt.Errorf("bind: rule max: %w", err)
	}
	all := ut.New(en.New(), en.New(), id.New())
	r := &rules{validate: v, words: map[request.Language]ut.Translator{}}
	for lang, register := range map[request.Language]func(*validator.Validate, ut.Translator) error{
		request.Indonesian: inIndonesian.RegisterDefaultTranslations,
		request.English:    inEnglish.RegisterDefaultTranslations,
	} {
		translator, ok := all.GetTranslator(string(lang))
		if !ok {
			return nil, fmt.Errorf("bind: no translator for %q", lang)
		}
		if err := register(v, translator); err != nil {
			return nil, fmt.Errorf("bind: translations into %s: %w", lang, err)
		}
		r.words[lang] = translator
	}
	return r, nil
}

// atMost is validator's "max" for the kinds that bodies hold, but that a text's
// length is that of what is kept of it.
func atMost(f validator.FieldLevel) bool {
	most, err := strconv.ParseInt(f.Param(), 10, 64)
	if err != nil {
		return false
	}
	switch v := f.Field(); v.Kind() {
	case reflect.String:
		return int64(domain.TextLength(v.String())) <= most
	case reflect.Slice:
		return int64(v.Len()) <= most
	default:
		return v.CanInt() && v.Int() <= most
	}
}

// check validates the value and returns its faults with those that were found
// before; a member is told once.
func (r *rules) check(value any, before domain.Faults) error {
	faults := before
	words := make([]problem.Words, len(before))
	told := map[string]bool{}
	for _, f := range before {
		told[f.Pointer] = true
	}
	var broken validator.ValidationErrors
	err := r.validate.Struct(value)
	if err != nil && !errors.As(err, &broken) {
		return fmt.Errorf("bind: validate: %w", err)
	}
	for _, f := range broken {
		if at := pointer(f.Namespace()); !told[at] {
			faults.Add(at, f.Tag(), f.Param())
			words = append(words, r.say(f))
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return &problem.Worded{Fields: words, Cause: &domain.Error{
		Code: domain.Invalid, Reason: domain.ReasonInvalidInput, Fields: faults}}
}

// say translates a broken rule by validator's own sentences.
func (r *rules) say(f validator.FieldError) problem.Words {
	words := problem.Words{}
	for lang, translator := range r.words {
		words[lang] = f.Translate(translator) + "."
	}
	return words
}

// pointer turns "SessionInput.resource_persons[0].name" into "/resource_persons/0/name".
func pointer(namespace string) string {
	_, path, _ := strings.Cut(namespace, ".")
	return "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(path)
}
