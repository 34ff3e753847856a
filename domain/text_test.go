package domain_test

import (
	"errors"
	"strings"
	"testing"

	"audiensi/domain"
)

func TestCleanText(t *testing.T) {
	tests := []struct{ name, in, want, rule string }{
		{"plain", "Bagaimana SPM?", "Bagaimana SPM?", ""},
		{"blanks around", " \t\u00a0Bagaimana?\r\n ", "Bagaimana?", ""},
		{"line ends", "a\r\nb\rc\td", "a\nb\nc\td", ""},
		{"four bytes", "terima kasih \U0001F64F", "terima kasih \U0001F64F", ""},
		{"joined emoji", "\U0001F468\u200d\U0001F33E", "\U0001F468\u200d\U0001F33E", ""},
		{"empty", "", "", "required"},
		{"blank", " \u3000\n", "", "required"},
		{"invisible", "\u200b\u200d\u3164\u2800\u0301", "", "required"},
		{"invisible between", "a\u200bb", "a\u200bb", ""},
		{"only emoji", "\u2757\ufe0f", "\u2757\ufe0f", ""},
		{"nul", "a\x00b", "", "control"},
		{"escape", "a\x1bb", "", "control"},
		{"c1", "a\u0085b", "", "control"},
		{"invalid utf-8", "a\xffb", "", "utf8"},
		{"bidi override", "a\u202eb", "", "bidi"},
		{"bidi isolate", "a\u2066b", "", "bidi"},
		{"exactly the limit", strings.Repeat("\U0001F64F", 20), strings.Repeat("\U0001F64F", 20), ""},
		{"one more", strings.Repeat("x", 21), "", "max"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := domain.CleanText("/text", tt.in, 20)
			var e *domain.Error
			rule := ""
			if errors.As(err, &e) {
				rule = e.Fields[0].Rule
			}
			if got != tt.want || rule != tt.rule {
				t.Errorf("CleanText(%q) = %q, rule %q; want %q, %q", tt.in, got, rule, tt.want, tt.rule)
			}
		})
	}
}
