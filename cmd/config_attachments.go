package cmd

import (
	"path/filepath"
	"strings"

	"audiensi/attachment/files"
)

// attachments returns where the files of questions are kept: as configured, else
// in a folder beside the SQLite file, or in the working directory.
func (c Config) attachments() string {
	if c.Attachments != "" {
		return c.Attachments
	}
	folder := "attachments"
	if file, ok := strings.CutPrefix(c.Database, "sqlite:"); ok && !strings.HasPrefix(file, ":") {
		folder = filepath.Join(filepath.Dir(file), folder)
	}
	return "file:" + folder
}

// attachmentsFault never repeats the value: it may hold a secret.
func attachmentsFault(c Config) string {
	if _, err := files.Parse(c.attachments()); err != nil {
		return err.Error()
	}
	return ""
}
