package cmd

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"audiensi/cmd/bench"
	"audiensi/cmd/refdata"
	"audiensi/domain"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

// benchFlags are what a benchmark can be told.
type benchFlags struct {
	url         string
	connections []int
	operations  []string
	duration    time.Duration
	questions   int
	rate        int
	json        string
}

func benchCommand() *cobra.Command {
	var f benchFlags
	c := &cobra.Command{
		Use:   "bench",
		Short: "Measure a running server against the raw work on its database",
		Long: "Measure a running server over HTTP against the raw work of each operation, in turn, on the server's own\n" +
			"database (AUDIENSI_DATABASE). It writes questions into that database, so give it one of its own.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if mayEase() {
				debug.SetGCPercent(mostPercent)
			}
			return withHouse(c.Context(), func(h *house) error { return runBench(c, h, f) })
		},
	}
	c.Flags().StringVar(&f.url, "url", "http://127.0.0.1:8080", "the server")
	c.Flags().IntSliceVar(&f.connections, "connections", []int{1, 16, 64}, "connections to measure with")
	c.Flags().StringSliceVar(&f.operations, "operations", nil, "of these only: "+strings.Join(bench.Operations(), ", "))
	c.Flags().DurationVar(&f.duration, "duration", 10*time.Second, "time for each operation at each number of connections")
	c.Flags().IntVar(&f.questions, "questions", 100_000, "questions to be present")
	c.Flags().IntVar(&f.rate, "rate", 200, "requests a second of the open loop on the inbox")
	c.Flags().StringVar(&f.json, "json", "", "also write the figures as JSON to this file")
	return c
}

func runBench(c *cobra.Command, h *house, f benchFlags) error {
	set, err := refdata.Builtin()
	if err != nil {
		return err
	}
	ctx := c.Context()
	if _, err := h.app.LoadReference(ctx, domain.Actor{Kind: domain.ActorSystem}, set); err != nil {
		return err
	}
	report, err := bench.Run(ctx, bench.Config{App: h.app, DB: h.store.DB(), Dialect: h.store.Dialect(), URL: f.url,
		Connections: f.connections, Operations: f.operations, Duration: f.duration, Questions: f.questions, OpenRate: f.rate, Progress: &bar{}})
	if err != nil {
		return err
	}
	if err := report.WriteTable(c.OutOrStdout()); err != nil || f.json == "" {
		return err
	}
	file, err := os.Create(f.json)
	if err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	if err := report.WriteJSON(file); err != nil {
		file.Close()
		return fmt.Errorf("write figures: %w", err)
	}
	return file.Close()
}

// bar shows progress on standard error.
type bar struct {
	bar *progressbar.ProgressBar
}

func (b *bar) Stage(name string, total int) {
	b.finish()
	b.bar = progressbar.NewOptions(max(total, 1), progressbar.OptionSetWriter(os.Stderr),
		progressbar.OptionSetDescription(name), progressbar.OptionSetWidth(20), progressbar.OptionThrottle(200*time.Millisecond))
}

func (b *bar) Done(n int) { _ = b.bar.Set(n) } // a bar that cannot be drawn stops no measurement

func (b *bar) finish() {
	if b.bar != nil {
		_ = b.bar.Finish()
		fmt.Fprintln(os.Stderr)
	}
}
