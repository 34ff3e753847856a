package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"audiensi/domain/transfer"
	"audiensi/domain/usecase"

	"github.com/spf13/cobra"
)

func sessionImport() *cobra.Command {
	var dry bool
	c := &cobra.Command{Use: "import FILE", Short: "Take in sessions that another database exported", Args: cobra.ExactArgs(1),
		Long: "Take in what `audiensi session export` wrote, events and times as they are. Everything is verified before anything is written. The\n" +
			"file may be imported again, also after an interruption or with more in it: what is there already stays, what went on in the file\n" +
			"is added, what went on here is kept. A question with which both places went on is left alone and named; the exit status is then 1.",
		Example: "  audiensi session import rakorsus-srono.zip --dry-run\n  audiensi session import rakorsus-srono.zip"}
	c.Flags().BoolVar(&dry, "dry-run", false, "verify, show what would be done, and write nothing")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withHouse(c.Context(), func(h *house) error { return importFile(c, h, args[0], dry) })
	}
	return c
}

func importFile(c *cobra.Command, h *house, path string, dry bool) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r, plan, err := checkFile(c.Context(), h, f)
	if err != nil {
		return fmt.Errorf("%s: nothing was written: %w", path, transferError(err))
	}
	w := c.OutOrStdout()
	writeContents(w, &r.Manifest)
	fmt.Fprintf(w, "verified; fingerprint %s\n", r.Fingerprint)
	writePlan(w, plan)
	if len(plan.Missing) > 0 {
		return missingError(path, plan.Missing)
	}
	if dry {
		writeRefused(c.ErrOrStderr(), plan.Refused)
		fmt.Fprintln(w, "Nothing was written: this was a dry run.")
		return refusedError(path, len(plan.Refused))
	}
	return storeFile(c, h, path, r, plan)
}

func checkFile(ctx context.Context, h *house, f *os.File) (*transfer.Reader, *usecase.TransferPlan, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	r, err := transfer.Open(f, info.Size())
	if err != nil {
		return nil, nil, err
	}
	b := &bar{}
	plan, err := h.app.CheckTransfer(ctx, r, b)
	b.finish()
	return r, plan, err
}

func storeFile(c *cobra.Command, h *house, path string, r *transfer.Reader, plan *usecase.TransferPlan) error {
	b := &bar{}
	n, err := h.app.ImportTransfer(c.Context(), operator, r, plan, b)
	b.finish()
	fmt.Fprintf(c.OutOrStdout(), "written: %d events of %d sessions, %d attendees and %d questions; %d accounts made, disabled\n",
		n.Events, n.Sessions, n.Attendees, n.Questions, n.Accounts)
	writeRefused(c.ErrOrStderr(), n.Refused)
	if err != nil {
		return fmt.Errorf("%s: interrupted; import it again to go on: %w", path, transferError(err))
	}
	return refusedError(path, len(n.Refused))
}

func writePlan(w io.Writer, p *usecase.TransferPlan) {
	for _, t := range []struct {
		name string
		usecase.Tally
	}{{"sessions", p.Sessions}, {"attendees", p.Attendees}, {"questions", p.Questions}} {
		fmt.Fprintf(w, "%s: %d new, %d that go on in the file, %d the same, %d that went on here, %d refused\n", t.name, t.New, t.Continued, t.Same, t.Behind, t.Refused)
	}
	for _, u := range p.Accounts {
		fmt.Fprintf(w, "account %s (%s, %s) is not here: it is made, disabled\n", u.Username, u.Name, u.Role)
	}
}

func writeRefused(w io.Writer, list []usecase.Refusal) {
	for _, r := range list {
		switch r.Why {
		case usecase.KeyTaken:
			fmt.Fprintf(w, "%s %s refused: it was sent here too, and is question %s here\n", r.Kind, r.ID, r.Other)
		case usecase.TiedTo:
			fmt.Fprintf(w, "%s %s refused: it is merged or split with question %s, which is refused\n", r.Kind, r.ID, r.Other)
		default:
			fmt.Fprintf(w, "%s %s refused: both places went on with it; last event here %s, in the file %s\n", r.Kind, r.ID, r.Here, r.File)
		}
	}
}

func refusedError(path string, n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%s: %d refused, as said above; nothing else is affected: decide at which place each of them goes on", path, n)
}

// missingError names what is missing, a kind on a line.
func missingError(path string, missing []usecase.MissingReference) error {
	text, kind := "", ""
	for _, m := range missing {
		if m.Kind == kind {
			text += ", " + m.Code
			continue
		}
		kind = m.Kind
		text += "\n  " + m.Kind + ": " + m.Code
	}
	return fmt.Errorf("%s: nothing was written: the file names what is not here; add it (`audiensi reference load`, or as an administrator) and import again:%s", path, text)
}
