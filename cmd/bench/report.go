package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"
	"time"
)

// Figures are what one way of one operation measured. Times are milliseconds;
// percentiles are nearest-rank over every call.
type Figures struct {
	Calls     int     `json:"calls"`
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P90       float64 `json:"p90_ms"`
	P99       float64 `json:"p99_ms"`
	Max       float64 `json:"max_ms"`
}

// Row is one operation at one number of connections: over HTTP, as raw work,
// and the ratio of their rates. Raw and Ratio are empty for an open loop.
type Row struct {
	Operation   string   `json:"operation"`
	Connections int      `json:"connections"`
	HTTP        Figures  `json:"http"`
	Raw         *Figures `json:"raw,omitempty"`
	Ratio       float64  `json:"ratio,omitempty"`
}

// Report is a whole run.
type Report struct {
	Database  string `json:"database"` // sqlite or mysql
	Version   string `json:"database_version"`
	Questions int    `json:"questions"`
	Rows      []Row  `json:"rows"`
}

func figures(s sample) Figures {
	slices.Sort(s.took)
	rank := func(p float64) float64 {
		if len(s.took) == 0 {
			return 0
		}
		i := int(math.Ceil(p*float64(len(s.took)))) - 1
		return float64(s.took[max(i, 0)]) / float64(time.Millisecond)
	}
	return Figures{len(s.took), float64(len(s.took)) / s.elapsed.Seconds(), rank(0.5), rank(0.9), rank(0.99), rank(1)}
}

func row(name string, connections int, ours, raw sample) Row {
	r := figures(raw)
	out := Row{Operation: name, Connections: connections, HTTP: figures(ours), Raw: &r}
	if r.PerSecond > 0 {
		out.Ratio = out.HTTP.PerSecond / r.PerSecond
	}
	return out
}

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	fmt.Fprintf(w, "%s %s, %d questions; milliseconds\n", r.Database, r.Version, r.Questions)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "operation\tconnections\treq/s\tp50\tp90\tp99\tmax\traw/s\traw p50\traw p99\tratio\t")
	for _, row := range r.Rows {
		h := row.HTTP
		fmt.Fprintf(t, "%s\t%d\t%.0f\t%.2f\t%.2f\t%.2f\t%.2f\t", row.Operation, row.Connections, h.PerSecond, h.P50, h.P90, h.P99, h.Max)
		if row.Raw != nil {
			fmt.Fprintf(t, "%.0f\t%.2f\t%.2f\t%.2f\t\n", row.Raw.PerSecond, row.Raw.P50, row.Raw.P99, row.Ratio)
		} else {
			fmt.Fprintln(t, "-\t-\t-\t-\t")
		}
	}
	return t.Flush()
}

// WriteJSON prints the report for programs.
func (r Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
