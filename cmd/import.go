package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"audiensi/domain"
	"audiensi/domain/minutes"
	"audiensi/domain/usecase"
	"audiensi/table"

	"github.com/spf13/cobra"
)

func importCommand() *cobra.Command {
	return group("import", "Take in what was kept in tables before", importQuestions())
}

// minutesLimits are those of the minutes of years.
var minutesLimits = table.Limits{Rows: 200_001, Columns: 200, Bytes: 128 << 20}

// importFlags are what an import can be told.
type importFlags struct {
	session string
	columns []string
	dry     bool
	in      usecase.MinutesInput
}

func importQuestions() *cobra.Command {
	var f importFlags
	c := &cobra.Command{Use: "questions FILE", Short: "Import minutes of the past: XLSX or CSV, one row a question",
		Long: "Import minutes of the past from an XLSX file (the first sheet) or a CSV file: one row, one question, with what became of it.\n" +
			"One of the first ten rows names the columns, in Indonesian or English. With --session every row is of that session. Without\n" +
			"it each row names its day (Tanggal) and its meeting (Rapat), or --session-title names the meeting for all; a session of that\n" +
			"day and title is taken or, where there is none, made, closed on its day. The file may be imported again: what is there stays\n" +
			"as it is. Two rows with the same words, asker and day are two questions.\n\nColumns: " + strings.Join(fieldNames(), ", ") + ".",
		Example: "  audiensi import questions notulen.xlsx --dry-run\n" +
			"  audiensi import questions notulen.csv --session-title 'Rakorsus Srono' --map text='Isi Usulan' --skip-bad",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.resolve(); err != nil {
				return err
			}
			return withHouse(c.Context(), func(h *house) error { return f.run(c, h, args[0]) })
		}}
	c.Flags().StringVar(&f.session, "session", "", "the identifier of the session that all rows belong to")
	c.Flags().StringVar(&f.in.Title, "session-title", "", "the title of the meeting of rows that name none")
	c.Flags().StringArrayVar(&f.columns, "map", nil, "FIELD=HEADER: the column with that header is the field; may be repeated")
	c.Flags().BoolVar(&f.dry, "dry-run", false, "show what the file holds and write nothing")
	c.Flags().BoolVar(&f.in.SkipBad, "skip-bad", false, "leave out rows with faults")
	c.MarkFlagsMutuallyExclusive("session", "session-title")
	return c
}

func fieldNames() (names []string) {
	for _, column := range minutes.Columns() {
		names = append(names, column.Field+" ("+column.Names[0]+")")
	}
	return names
}

// resolve reads the flags whose values have a form.
func (f *importFlags) resolve() (err error) {
	if f.session != "" {
		if f.in.Session, err = domain.ParseID[domain.SessionKind](f.session); err != nil {
			return fmt.Errorf("--session %s: %w", f.session, err)
		}
	}
	f.in.Map = map[string]string{}
	for _, pair := range f.columns {
		field, header, ok := strings.Cut(pair, "=")
		if !ok || strings.TrimSpace(header) == "" || !minutes.Field(field) {
			return fmt.Errorf("--map %s: write FIELD=HEADER; the fields are %s", pair, strings.Join(fieldNames(), ", "))
		}
		f.in.Map[field] = header
	}
	return nil
}

func (f *importFlags) run(c *cobra.Command, h *house, path string) error {
	p, err := f.preview(c.Context(), h, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, readableError(err))
	}
	fatal := p.Faults.Total > 0 && (!f.in.SkipBad || p.Rows == 0)
	if f.dry && p.Rows > 0 {
		writePreview(c.OutOrStdout(), &p)
	}
	writeFaults(c.ErrOrStderr(), path, p.Faults)
	switch {
	case fatal && p.Rows == 0:
		return fmt.Errorf("%s: %d faults in the header; nothing was written", path, p.Faults.Total)
	case fatal:
		return fmt.Errorf("%s: %d faults; nothing was written: mend them, or leave those rows out with --skip-bad", path, p.Faults.Total)
	case p.Rows == 0:
		return fmt.Errorf("%s: there is no row below the header", path)
	case f.dry:
		fmt.Fprintln(c.OutOrStdout(), "\nNothing was written: this was a dry run.")
		return nil
	}
	return f.store(c, h, path, p.Rows)
}

func (f *importFlags) preview(ctx context.Context, h *house, path string) (p usecase.MinutesPreview, err error) {
	sheet, err := table.OpenFile(path, minutesLimits)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, sheet.Close()) }()
	return h.app.PreviewMinutes(ctx, sheet, f.in)
}

// store imports the file and says what was done, also where it was interrupted.
func (f *importFlags) store(c *cobra.Command, h *house, path string, rows int) (err error) {
	sheet, err := table.OpenFile(path, minutesLimits)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sheet.Close()) }()
	b := &bar{}
	b.Stage("import", rows)
	n, err := h.app.ImportMinutes(c.Context(), operator, sheet, f.in, b.Done)
	b.finish()
	writeStored(c.OutOrStdout(), n)
	if err != nil {
		return fmt.Errorf("%s: interrupted; import it again to go on: %w", path, readableError(err))
	}
	return nil
}

func writeStored(w io.Writer, n usecase.MinutesStored) {
	fmt.Fprintf(w, "%d questions imported, %d were there and stay as they are, %d rows left out; %d sessions made\n", n.Captured, n.Kept, n.Skipped, n.Sessions)
}
