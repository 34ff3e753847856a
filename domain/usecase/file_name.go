package usecase

import (
	"strings"

	"audiensi/domain"
)

// cleanFileName makes of what a sender calls a file a name that is no path: what
// stands after the last slash or backslash, without dots in front, cleaned like
// a title, on one line. A name of which nothing is left is "lampiran".
func cleanFileName(name *string) error {
	s := *name
	if at := strings.LastIndexAny(s, `/\`); at >= 0 {
		s = s[at+1:]
	}
	s = strings.TrimLeft(s, ". ")
	if strings.ContainsAny(s, "\r\n\t") {
		return domain.InvalidField("/file", "control", "")
	}
	cleaned, err := domain.CleanOptional("/file", s, domain.MaxNameText)
	if err != nil {
		return err
	}
	if *name = cleaned; cleaned == "" {
		*name = "lampiran"
	}
	return nil
}
