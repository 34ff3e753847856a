package main_test

import (
	"os"
	"strings"
	"testing"

	"audiensi/cmd"
)

func TestReadme_names_every_variable(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range (cmd.Config{}).Effective() {
		name, _, _ := strings.Cut(line, "=")
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("%s is not in the table", name)
		}
	}
}
