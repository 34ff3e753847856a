package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"audiensi/repository"
	"audiensi/repository/backup"

	"github.com/spf13/cobra"
)

func restoreCommand() *cobra.Command {
	onlyCheck := false
	c := &cobra.Command{Use: "restore FILE", Short: "Put a backup in the place of the database, while the server is stopped", Args: cobra.ExactArgs(1),
		Long: "Put a backup in the place of the database (AUDIENSI_DATABASE). Before that every event of the backup is verified. SQLite:\n" +
			"no program may have the database open; the one that was there is kept beside it. MySQL and MariaDB: the database named\n" +
			"must be empty, and is verified after the dump has been read.",
		RunE: func(c *cobra.Command, args []string) error {
			config, err := ReadConfig(os.Environ())
			if err != nil {
				return err
			}
			if onlyCheck {
				return checkBackup(c, config, args[0])
			}
			if err := restore(c.Context(), c.OutOrStdout(), config, args[0]); err != nil {
				return fmt.Errorf("not restored: %w", err)
			}
			return nil
		}}
	c.Flags().BoolVar(&onlyCheck, "check", false, "only verify the backup, and change nothing")
	return c
}

// checkBackup can tell of a dump only whether it is whole: the rest needs a server.
func checkBackup(c *cobra.Command, config Config, file string) error {
	if kind, _ := databaseOf(config); kind == repository.MySQL {
		size, err := backup.CheckDump(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintf(c.OutOrStdout(), "%s: complete, %d bytes; to verify every event, restore it into an empty database\n", file, size)
		return nil
	}
	contents, err := backup.CheckSQLite(c.Context(), file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprintf(c.OutOrStdout(), "%s: %s, every event verified\n", file, contents)
	return nil
}

func restore(ctx context.Context, w io.Writer, config Config, file string) error {
	kind, rest := databaseOf(config)
	contents, aside, err := backup.Contents{}, "", error(nil)
	switch {
	case kind == repository.MySQL:
		contents, err = backup.RestoreMySQL(ctx, file, rest)
	case rest == inMemory:
		err = onDisk(rest)
	default:
		aside, contents, err = backup.RestoreSQLite(ctx, file, rest, time.Now())
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s restored: %s, every event verified\n", MaskDatabase(config.Database), contents)
	if aside != "" {
		fmt.Fprintf(w, "what was there before is kept as %s\n", aside)
	}
	if contents.Outdated {
		fmt.Fprintln(w, "it is of an older program: run `audiensi migrate up` before the server")
	}
	return nil
}
