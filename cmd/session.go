package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"audiensi/domain"
	"audiensi/domain/session"
	"audiensi/domain/transfer"
	"audiensi/domain/usecase"
	"audiensi/repository/backup"

	"github.com/spf13/cobra"
)

func sessionCommand() *cobra.Command {
	return group("session", "Move sessions from one database to another", sessionList(), sessionExport(), sessionImport())
}

func sessionList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the sessions with their identifiers, the latest first", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withHouse(c.Context(), func(h *house) error {
				var list []session.Session
				err := h.store.View(c.Context(), func(ctx context.Context, tx usecase.Tx) (err error) {
					list, _, err = tx.ListSessions(ctx, usecase.SessionFilter{}, usecase.Page{})
					return err
				})
				if err != nil {
					return err
				}
				t := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
				fmt.Fprintln(t, "ID\tDAY\tSTATE\tTITLE")
				for _, s := range list {
					fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", s.ID, s.Date, s.Status, s.Title)
				}
				return t.Flush()
			})
		}}
}

func sessionExport() *cobra.Command {
	var force bool
	c := &cobra.Command{Use: "export SESSION-ID... FILE", Short: "Write everything of sessions into one file, while the server runs", Args: cobra.MinimumNArgs(2),
		Long: "Write everything of one or more sessions into one file: their events, attendance, codes of desa, questions with every event,\n" +
			"and who acted (without passwords). The server may run meanwhile: the file is the state of one moment. Sessions whose questions\n" +
			"are merged or split across them have to be in one file. It holds names and telephone numbers: only its owner can read it.",
		Example: "  audiensi session export 0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11 rakorsus-srono.zip"}
	c.Flags().BoolVar(&force, "force", false, "overwrite FILE if it exists")
	c.RunE = func(c *cobra.Command, args []string) error {
		last := len(args) - 1
		ids := make([]domain.SessionID, last)
		for i, text := range args[:last] {
			var err error
			if ids[i], err = domain.ParseID[domain.SessionKind](text); err != nil {
				return fmt.Errorf("%s: %w: `audiensi session list` shows them", text, err)
			}
		}
		return withHouse(c.Context(), func(h *house) error { return exportSessions(c, h, ids, args[last], force) })
	}
	return c
}

func exportSessions(c *cobra.Command, h *house, ids []domain.SessionID, path string, force bool) error {
	var x usecase.Exported
	b := &bar{}
	err := backup.Write(path, force, func(f *os.File) (err error) {
		x, err = h.app.ExportSessions(c.Context(), ids, Version, func() (io.Writer, error) { return f, emptied(f) }, b)
		return err
	})
	b.finish()
	if err != nil {
		return fmt.Errorf("nothing was exported: %w", transferError(err))
	}
	w := c.OutOrStdout()
	writeContents(w, &x.Manifest)
	fmt.Fprintf(w, "%s written; fingerprint %s\n", path, x.Fingerprint)
	return nil
}

// emptied makes the file empty, to be written from its beginning.
func emptied(f *os.File) error {
	_, err := f.Seek(0, io.SeekStart)
	return errors.Join(err, f.Truncate(0))
}

func writeContents(w io.Writer, m *transfer.Manifest) {
	for _, s := range m.Sessions {
		fmt.Fprintf(w, "%s, %s (%s)\n", s.Title, s.Date, s.ID)
	}
	fmt.Fprintf(w, "%d sessions, %d attendees, %d codes of desa, %d questions, %d accounts\n", m.Lines(transfer.Sessions),
		m.Lines(transfer.Attendees), m.Lines(transfer.DesaCodes), m.Lines(transfer.Questions), m.Lines(transfer.Accounts))
}

// transferError returns err as a person at the machine reads it; what names the
// thing that it is about stays.
func transferError(err error) error {
	var e *domain.Error
	if errors.As(err, &e) && e.Reason == domain.ReasonNotFound {
		return fmt.Errorf("%w: `audiensi session list` shows what is there", err)
	}
	return readableError(err)
}
