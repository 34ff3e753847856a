// Package request holds what every part of the API may know of the call it
// serves: its identifier, where it came from and the language of its reply.
package request

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"golang.org/x/text/language"

	"audiensi/domain"
)

// Language is the language of a reply.
type Language string

// The languages; Indonesian is the default.
const (
	Indonesian Language = "id"
	English    Language = "en"
)

// Info is what is known of one call before anything else is done.
type Info struct {
	ID       string // told to the client and written to the log
	Address  string // of the client; for limits only, never logged
	Language Language
	URL      *url.URL
}

type key struct{}

// With returns ctx with the call's info.
func With(ctx context.Context, info Info) context.Context {
	return context.WithValue(ctx, key{}, info)
}

// From returns the info of the call, or that of an unknown one in Indonesian.
func From(ctx context.Context) Info {
	if info, ok := ctx.Value(key{}).(Info); ok {
		return info
	}
	return Info{Language: Indonesian, URL: &url.URL{}}
}

var matcher = language.NewMatcher([]language.Tag{language.Indonesian, language.English})

// LanguageOf returns the language that the Accept-Language header prefers.
func LanguageOf(h http.Header) Language {
	tags, _, err := language.ParseAcceptLanguage(h.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return Indonesian
	}
	_, index, confidence := matcher.Match(tags...)
	if index == 1 && confidence > language.No {
		return English
	}
	return Indonesian
}

var safeID = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// IDOf returns the X-Request-Id of the header if it is safe to log, else a new one.
func IDOf(h http.Header) string {
	if id := h.Get("X-Request-Id"); safeID.MatchString(id) {
		return id
	}
	return domain.NewID[struct{}](time.Now()).String()
}
