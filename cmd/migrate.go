package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"audiensi/migrations"

	"github.com/spf13/cobra"
)

func migrateCommand() *cobra.Command {
	return group("migrate", "Bring the database to the form this program expects", migrateUp(), migrateStatus(), migrateDown())
}

func migrateUp() *cobra.Command {
	return &cobra.Command{Use: "up", Short: "Apply every waiting migration", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withMigrator(c.Context(), mayMake, func(m *migrations.Migrator) error {
				n, err := m.Up(c.Context())
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "%d migrations applied\n", n)
				}
				return err
			})
		}}
}

func migrateStatus() *cobra.Command {
	return &cobra.Command{Use: "status", Short: "List the migrations and when each was applied", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withMigrator(c.Context(), asItIs, func(m *migrations.Migrator) error {
				list, err := m.Status(c.Context())
				for _, s := range list {
					applied := "waiting"
					if !s.AppliedAt.IsZero() {
						applied = s.AppliedAt.UTC().Format(time.RFC3339)
					}
					fmt.Fprintf(c.OutOrStdout(), "%-20s  %s\n", applied, s.Name)
				}
				return err
			})
		}}
}

func migrateDown() *cobra.Command {
	sure := false
	c := &cobra.Command{Use: "down", Short: "Take the last migration back, with all data it holds", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !sure {
				return errors.New("this deletes data: make a backup, then add --yes-delete-data")
			}
			return withMigrator(c.Context(), asItIs, func(m *migrations.Migrator) error {
				version, err := m.Down(c.Context())
				if err != nil {
					return err
				}
				if version == 0 {
					fmt.Fprintln(c.OutOrStdout(), "there is no migration to take back")
					return nil
				}
				fmt.Fprintf(c.OutOrStdout(), "migration %d taken back\n", version)
				return nil
			})
		}}
	c.Flags().BoolVar(&sure, "yes-delete-data", false, "really do it")
	return c
}

// withMigrator runs do on the configured database, whatever form it has.
func withMigrator(ctx context.Context, how opening, do func(*migrations.Migrator) error) (err error) {
	config, err := ReadConfig(os.Environ())
	if err != nil {
		return err
	}
	h, err := openStore(ctx, config, newLogger(os.Stderr, config), how)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h.migrator)
}
