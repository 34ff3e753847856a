package cmd

import (
	"fmt"
	"io"
	"text/tabwriter"

	"audiensi/cmd/demo"
	"audiensi/domain/question"
)

// welcome says where the demo is, who can log in, and what to try first.
func welcome(w io.Writer, addr, file string, made demo.Made) {
	fmt.Fprintf(w, "\nAudiensi demo: http://%s/docs\n\n", addr)
	fmt.Fprintf(w, "%d sessions in %s, questions:", made.Sessions, file)
	total := 0
	for _, status := range question.Statuses() {
		if made.Counts[status] == 0 {
			continue
		}
		fmt.Fprintf(w, " %d %s,", made.Counts[status], status)
		total += made.Counts[status]
	}
	fmt.Fprintf(w, " %d in all\n", total)
	if made.Open != "" {
		fmt.Fprintf(w, "open now: %s\n", made.Open)
	}
	fmt.Fprint(w, "\nFor this demo only, which listens on this machine only:\n\n")
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "  USERNAME\tPASSWORD\tROLE\tDINAS")
	for _, l := range made.Logins {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", l.Username, l.Password(), l.Role, l.Dinas)
	}
	_ = table.Flush()
	fmt.Fprintf(w, "\nWhat became of one question, by its receipt (no account needed):\n"+
		"  curl -s http://%s/v1/tracking -H 'Audiensi-Receipt: %s'\n", addr, made.Receipt)
	fmt.Fprintf(w, "\nLog in:\n  curl -s http://%s/v1/login -H 'Content-Type: application/json' \\\n"+
		"    -d '{\"username\": \"moderator\", \"password\": \"demo-moderator\"}'\n\nCtrl-C ends it.\n\n", addr)
}
