package files

import (
	"errors"
	"net/url"
	"strings"
)

// Setting says where the bytes are kept: "file:FOLDER", or
// "s3:https://KEY:SECRET@HOST[:PORT]/BUCKET[/PREFIX][?region=REGION]".
type Setting struct {
	folder string
	s3     *url.URL
	bucket string
	prefix string // of every object's key; ends with a slash unless empty
}

// errForm never repeats the value: it may hold a secret.
var errForm = errors.New("not of the form s3:https://KEY:SECRET@HOST/BUCKET?region=REGION")

// Parse reads a setting. Its errors hold no secret.
func Parse(setting string) (Setting, error) {
	kind, rest, _ := strings.Cut(setting, ":")
	switch {
	case kind == "file" && rest != "":
		return Setting{folder: rest}, nil
	case kind == "file":
		return Setting{}, errors.New("file: names no folder")
	case kind == "s3":
		return parseS3(rest)
	}
	return Setting{}, errors.New("not of the form file:FOLDER or s3:URL")
}

func parseS3(text string) (Setting, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Fragment != "" {
		return Setting{}, errForm
	}
	for name := range u.Query() {
		if name != "region" {
			return Setting{}, errForm
		}
	}
	if secret, ok := u.User.Password(); !ok || secret == "" || u.User.Username() == "" {
		return Setting{}, errors.New("names no key and secret: s3:https://KEY:SECRET@HOST/BUCKET")
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if bucket == "" {
		return Setting{}, errors.New("names no bucket: s3:https://KEY:SECRET@HOST/BUCKET")
	}
	if prefix != "" {
		prefix += "/"
	}
	return Setting{s3: u, bucket: bucket, prefix: prefix}, nil
}

// String returns the setting as it may be shown: without its secret.
func (s Setting) String() string {
	if s.s3 == nil {
		return "file:" + s.folder
	}
	shown := *s.s3
	shown.User = url.User(s.s3.User.Username())
	return "s3:" + strings.Replace(shown.String(), "@", ":***@", 1)
}

// Mask returns the setting as it may be shown, also a faulty one.
func Mask(setting string) string {
	s, err := Parse(setting)
	switch {
	case err == nil:
		return s.String()
	case setting == "":
		return ""
	}
	return "***"
}
