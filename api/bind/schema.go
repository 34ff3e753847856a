// Package bind reads what a call sends, strictly: parameters and bodies have
// the names, types and forms of the contract and nothing else, and every fault
// is told at once with a pointer to it.
package bind

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/domain"
)

// The patterns of the contract that have a rule of their own.
var patternRules = map[string]string{
	`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`: "uuid",
	`^[A-Za-z0-9][A-Za-z0-9._-]*$`:                                   "code",
	`^[ -~]+$`:                                                       "printascii",
	`^"[0-9]+"$`:                                                     "etag",
	`^[a-z0-9][a-z0-9._-]*$`:                                         "username",
	`^[0-9a-f]{64}$`:                                                 "hash",
}

var patterns sync.Map // of the contract, string -> *regexp.Regexp

func matches(pattern, s string) bool {
	re, ok := patterns.Load(pattern)
	if !ok {
		re, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	return re.(*regexp.Regexp).MatchString(s)
}

// checkForm notes where a text has not the form that its schema says: pattern
// and format, which validation tags do not carry.
func checkForm(faults *domain.Faults, at string, s *openapi3.Schema, text string) {
	switch {
	case s.Format == "date" && !isDate(text):
		faults.Add(at, "date", "")
	case s.Format == "date-time" && !isTime(text):
		faults.Add(at, "datetime", "")
	case s.Pattern != "" && text != "" && !matches(s.Pattern, text):
		rule, ok := patternRules[s.Pattern]
		if !ok {
			rule = "pattern"
		}
		faults.Add(at, rule, "")
	}
}

func isDate(s string) bool { _, err := domain.ParseDate(s); return err == nil }

// isTime accepts the years 1 to 9999, but for the very first instant, which
// stands for none: a device whose clock is wrong is heard, and flagged.
func isTime(s string) bool {
	t, err := time.Parse(time.RFC3339Nano, s)
	return err == nil && !t.IsZero() && t.UTC().Year() >= 1 && t.UTC().Year() <= 9999
}

// checkText notes what is wrong with a text parameter.
func checkText(faults *domain.Faults, at string, s *openapi3.Schema, text string) {
	n := uint64(utf8.RuneCountInString(text))
	switch {
	case !utf8.ValidString(text):
		faults.Add(at, "utf8", "")
	case strings.ContainsFunc(text, unicode.IsControl):
		faults.Add(at, "control", "")
	case len(s.Enum) > 0 && !slices.Contains(s.Enum, any(text)):
		faults.Add(at, "oneof", choices(s.Enum))
	case s.MinLength > 0 && strings.TrimSpace(text) == "":
		faults.Add(at, "required", "")
	case n < s.MinLength:
		faults.Add(at, "min", strconv.FormatUint(s.MinLength, 10))
	case s.MaxLength != nil && n > *s.MaxLength:
		faults.Add(at, "max", strconv.FormatUint(*s.MaxLength, 10))
	default:
		checkForm(faults, at, s, text)
	}
}

func checkInteger(faults *domain.Faults, at string, s *openapi3.Schema, text string) {
	n, err := strconv.ParseInt(text, 10, 32)
	switch {
	case err != nil:
		faults.Add(at, "type", "integer")
	case s.Min != nil && float64(n) < *s.Min || s.Max != nil && float64(n) > *s.Max:
		faults.Add(at, "range", bound(s.Min)+"-"+bound(s.Max))
	}
}

func bound(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

func choices(enum []any) string {
	list := make([]string, len(enum))
	for i, v := range enum {
		list[i], _ = v.(string)
	}
	return strings.Join(list, " ")
}
