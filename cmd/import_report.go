package cmd

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"audiensi/domain/intake"
	"audiensi/domain/minutes"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// writePreview shows what minutes hold: columns, counts and the first rows.
func writePreview(w io.Writer, p *usecase.MinutesPreview) {
	fmt.Fprintf(w, "header in row %d\n", p.Header.Row)
	for _, c := range p.Header.Found {
		fmt.Fprintf(w, "  %s is %s\n", c.Header, c.Field)
	}
	if len(p.Header.Ignored) > 0 {
		fmt.Fprintf(w, "  left out: %s\n", strings.Join(p.Header.Ignored, ", "))
	}
	fmt.Fprintf(w, "%d rows, %d can be imported, %d of them answered; %d meetings\n\n", p.Rows, p.Good, p.Answered, p.Meetings)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "row\tday\tasker\tdesa\tcategory\tdinas\tstate\tquestion")
	for i := range p.Sample {
		e := &p.Sample[i]
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.Row, e.Date, short(e.Asker.Name, 20), e.Asker.Desa, e.Category, e.Dinas, stands(e), short(e.Text, 50))
	}
	_ = t.Flush() // standard output; a closed pipe ends the program anyway
}

// stands says what the import makes of the row.
func stands(e *minutes.Entry) string {
	switch {
	case e.Answer != "" && e.Status == question.Resolved:
		return "resolved"
	case e.Answer != "":
		return "answered " + e.AnsweredOn.String()
	case e.Status != "":
		return string(e.Status)
	case e.Dinas != "":
		return string(question.Assigned)
	}
	return string(question.Captured)
}

// short returns the text on one line, of at most n characters.
func short(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}

func writeFaults(w io.Writer, path string, faults intake.Faults) {
	for _, f := range faults.List {
		fmt.Fprintf(w, "%s: row %d: %s\n", path, f.Row, faultSentence(f))
	}
	if more := faults.Total - len(faults.List); more > 0 {
		fmt.Fprintf(w, "%s: and %d more\n", path, more)
	}
}
