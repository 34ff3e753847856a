package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"audiensi/cmd/refdata"
	"audiensi/domain/reference"

	"github.com/spf13/cobra"
)

func referenceCommand() *cobra.Command {
	return group("reference", "Dinas, categories, kecamatan, desa and routing rules", referenceLoad(), referenceExport())
}

func referenceLoad() *cobra.Command {
	return &cobra.Command{Use: "load [DIR]", Short: "Add what is missing, from DIR or as it comes with the program",
		Long: "Add what is missing, from the CSV files of DIR or as it comes with the program.\n" +
			"What is there stays as it is, so that no administrator's change is lost; it may be repeated.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			set, err := readReference(args)
			if err != nil {
				return err
			}
			return withHouse(c.Context(), func(h *house) error {
				n, err := h.app.LoadReference(c.Context(), operator, set)
				if err != nil {
					return readableError(err)
				}
				fmt.Fprintf(c.OutOrStdout(), "%d added, %d were there and stay as they are\n", n.Created, n.Kept)
				return nil
			})
		}}
}

func readReference(args []string) (reference.Set, error) {
	if len(args) == 0 {
		return refdata.Builtin()
	}
	return refdata.Read(os.DirFS(args[0]))
}

func referenceExport() *cobra.Command {
	return &cobra.Command{Use: "export DIR", Short: "Write it all into a new or empty folder as CSV files", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := args[0]
			if err := makeEmpty(dir); err != nil {
				return err
			}
			return withHouse(c.Context(), func(h *house) error {
				set, err := h.app.ExportReference(c.Context())
				if err != nil {
					return err
				}
				if err := refdata.Write(dir, set); err != nil {
					return err
				}
				fmt.Fprintf(c.OutOrStdout(), "written to %s\n", filepath.Clean(dir))
				return nil
			})
		}}
}

func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return errors.New(dir + " is not empty")
	}
	return err
}
