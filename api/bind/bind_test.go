package bind_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/api/bind"
	"audiensi/api/oas"
	"audiensi/api/problem"
	"audiensi/api/request"
	"audiensi/domain"
)

func binder(t *testing.T) *bind.Binder {
	t.Helper()
	doc, err := oas.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	b, err := bind.New(doc)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// faults lists "pointer rule" of every fault, in order.
func faults(err error) (list []string) {
	var e *domain.Error
	if errors.As(err, &e) {
		for _, f := range e.Fields {
			list = append(list, f.Pointer+" "+f.Rule)
		}
	}
	return list
}

const good = `{"text":"Kapan?","asker":{"kind":"walk_in","name":"Suparno","role":"kades"}}`

func TestJSON(t *testing.T) {
	b := binder(t)
	for name, tt := range map[string]struct {
		text   string
		reason domain.Reason
		want   []string
	}{
		"good":             {good, "", nil},
		"empty":            {"", domain.ReasonMalformedBody, []string{" empty"}},
		"null":             {"null", domain.ReasonMalformedBody, []string{" type"}},
		"a list":           {"[]", domain.ReasonMalformedBody, []string{" type"}},
		"a text":           {`"x"`, domain.ReasonMalformedBody, []string{" type"}},
		"cut off":          {good[:20], domain.ReasonMalformedBody, []string{" syntax"}},
		"comment":          {"/**/" + good, domain.ReasonMalformedBody, []string{" syntax"}},
		"trailing":         {good + "{}", domain.ReasonMalformedBody, []string{" trailing"}},
		"trailing rubbish": {good + "x", domain.ReasonMalformedBody, []string{" trailing"}},
		"unknown":          {`{"text":"x","asker":{"kind":"anonymous","nik":"1"},"a/b~":[{}]}`, domain.ReasonMalformedBody, []string{"/asker/nik unknown", "/a~1b~0 unknown"}},
		"other case":       {`{"Text":"x","asker":{"kind":"anonymous"}}`, domain.ReasonMalformedBody, []string{"/Text unknown"}},
		"duplicate":        {`{"text":"x","text":"y","asker":{"kind":"anonymous"}}`, domain.ReasonMalformedBody, []string{"/text duplicate"}},
		"wrong types":      {`{"text":1,"asker":[{"a":[1]}],"spoken_order":"4"}`, domain.ReasonMalformedBody, []string{"/text type", "/asker type", "/spoken_order type"}},
		"null member":      {`{"text":null,"asker":{"kind":"anonymous"}}`, domain.ReasonMalformedBody, []string{"/text type"}},
		"fraction":         {`{"text":"x","asker":{"kind":"anonymous"},"spoken_order":1.5}`, domain.ReasonMalformedBody, []string{"/spoken_order type"}},
		"huge number":      {`{"text":"x","asker":{"kind":"anonymous"},"spoken_order":99999999999999999999}`, domain.ReasonMalformedBody, []string{"/spoken_order type"}},
		"invalid UTF-8":    {"{\"text\":\"\xff\",\"asker\":{\"kind\":\"anonymous\"}}", domain.ReasonMalformedBody, []string{" utf8"}},
		"missing":          {`{}`, domain.ReasonInvalidInput, []string{"/asker required", "/text required"}},
		"rules":            {`{"text":"","asker":{"kind":"x","desa":"-"},"spoken_order":0}`, domain.ReasonInvalidInput, []string{"/asker/desa code", "/spoken_order min", "/asker/kind oneof", "/text required"}},
		"too long":         {`{"text":"` + strings.Repeat("é", 4001) + `","asker":{"kind":"anonymous"}}`, domain.ReasonInvalidInput, []string{"/text max"}},
		"longest":          {`{"text":"` + strings.Repeat("😀", 4000) + `","asker":{"kind":"anonymous"}}`, "", nil},
		"times":            {`{"text":"x","asker":{"kind":"anonymous"},"occurred_at":"yesterday"}`, domain.ReasonInvalidInput, []string{"/occurred_at datetime"}},
		"year 10000":       {`{"text":"x","asker":{"kind":"anonymous"},"occurred_at":"9999-12-31T23:59:59-07:00"}`, domain.ReasonInvalidInput, []string{"/occurred_at datetime"}},
		"bad id":           {`{"text":"x","asker":{"kind":"attendee","attendee_id":"7"}}`, domain.ReasonInvalidInput, []string{"/asker/attendee_id uuid"}},
		"nested":           {`{"text":"x","asker":{"kind":"anonymous"},"on_the_spot":{"answer":"y"}}`, domain.ReasonInvalidInput, []string{"/on_the_spot/answered_by required"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := b.JSON([]byte(tt.text), new(oas.CaptureRequest))
			if diff := cmp.Diff(tt.want, faults(err)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			var e *domain.Error
			if errors.As(err, &e); tt.reason != "" && (e == nil || e.Reason != tt.reason) || tt.reason == "" && err != nil {
				t.Errorf("error %v, want reason %q", err, tt.reason)
			}
		})
	}
}

func TestJSONOfLists(t *testing.T) {
	b := binder(t)
	in := `{"title":"x","date":"2026-02-03","kecamatan":["35.10.13","35.10.13"],"resource_persons":[{"name":"y"}]}`
	want := []string{"/kecamatan unique", "/resource_persons/0/position required"}
	if diff := cmp.Diff(want, faults(b.JSON([]byte(in), new(oas.SessionInput)))); diff != "" {
		t.Error(diff)
	}
	in = `{"title":"","date":"2026-02-30","kecamatan":["a"],"moderators":["b"]}`
	want = []string{"/date date", "/moderators/0 uuid"}
	if diff := cmp.Diff(want, faults(b.JSON([]byte(in), new(oas.SessionInput)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{" min_properties"}, faults(b.JSON([]byte("{}"), new(oas.UserUpdate)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"/items min"}, faults(b.JSON([]byte(`{"items":[]}`), new(oas.BatchRequest)))); diff != "" {
		t.Error(diff)
	}
}

// Items of a batch are refused by themselves: the batch looks into none.
func TestBatchItemsStayRaw(t *testing.T) {
	var batch oas.BatchRequest
	if err := binder(t).JSON([]byte(`{"items":[{"x":1}, 7, null]}`), &batch); err != nil {
		t.Fatal(err)
	}
	if len(batch.Items) != 3 || string(batch.Items[1]) != "7" {
		t.Errorf("items %q", batch.Items)
	}
}

// Every sentence of a broken tag is translated, not validator's English default.
func TestTagsAreTranslated(t *testing.T) {
	b := binder(t)
	var tags []string
	for _, tt := range []struct {
		text string
		into any
	}{
		{`{"text":"","asker":{"kind":"x","name":""},"spoken_order":0}`, new(oas.CaptureRequest)},
		{`{"key":"é","captured_at":"2026-11-19T09:41:07Z","text":"x","asker":{"kind":"anonymous"}}`, new(oas.BatchItem)},
		{`{"title":"x","date":"2026-02-03","kecamatan":["a","a"],"moderators":["z"]}`, new(oas.SessionInput)},
		{`{"username":"ab","name":"x","role":"staff","password":"short","language":"id"}`, new(oas.UserCreate)},
		{`{"name":"x","expires_in_days":400,"permissions":[]}`, new(oas.TokenRequest)},
	} {
		err := b.JSON([]byte(tt.text), tt.into)
		for _, lang := range []request.Language{request.Indonesian, request.English} {
			d := problem.Of(request.With(t.Context(), request.Info{Language: lang, URL: request.From(t.Context()).URL}), err)
			for _, f := range d.Errors {
				tags = append(tags, f.Rule)
				if strings.Contains(f.Detail, "Error:Field validation") || f.Detail == "" {
					t.Errorf("%s %s %s: %q", lang, f.Pointer, f.Rule, f.Detail)
				}
			}
		}
	}
	if len(tags) < 16 {
		t.Errorf("only %v", tags)
	}
}

// Every type that a body is decoded into has the name of its schema.
func TestEveryBodyHasASchema(t *testing.T) {
	for _, v := range []any{oas.LoginRequest{}, oas.PasswordChange{}, oas.PasswordReset{}, oas.Message{}, oas.ReasonBody{}, oas.RuleInput{}} {
		into := reflect.New(reflect.TypeOf(v)).Interface()
		if err := binder(t).JSON([]byte("{}"), into); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%T: %v", v, err)
		}
	}
}
