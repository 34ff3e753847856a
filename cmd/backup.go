package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"audiensi/repository"
	"audiensi/repository/backup"

	"github.com/spf13/cobra"
)

func backupCommand() *cobra.Command {
	var force bool
	var keep int
	c := &cobra.Command{Use: "backup FILE|FOLDER", Short: "Write a backup of the database, while the server runs", Args: cobra.ExactArgs(1),
		Long: "Write a backup of the database (AUDIENSI_DATABASE) while the server runs: of SQLite another SQLite file, of MySQL\n" +
			"and MariaDB a dump by their own tool. The file has its name only once it is complete and checked. In a folder the\n" +
			"backup is named after the moment, in UTC. Attachments are files beside the database: copy their folder afterwards.",
		Example: "  audiensi backup audiensi-backup.db\n  audiensi backup --keep 14 /var/backups/audiensi"}
	c.Flags().BoolVar(&force, "force", false, "overwrite FILE if it exists")
	c.Flags().IntVar(&keep, "keep", 0, "afterwards remove all backups of FOLDER but the newest so many")
	c.RunE = func(c *cobra.Command, args []string) error {
		config, err := ReadConfig(os.Environ())
		if err != nil {
			return err
		}
		if keep < 0 || c.Flags().Changed("keep") && keep == 0 {
			return errors.New("--keep: at least 1")
		}
		to, err := backupFile(config, args[0], keep > 0)
		if err != nil {
			return err
		}
		said, err := takeBackup(c.Context(), config, to, force)
		if err != nil {
			return fmt.Errorf("no backup was made: %w", err)
		}
		fmt.Fprintf(c.OutOrStdout(), "%s: %s\n", to, said)
		return pruneBackups(c, filepath.Dir(to), keep)
	}
	return c
}

// backupFile returns the file for what was named, which may be a folder.
func backupFile(c Config, named string, mustBeFolder bool) (string, error) {
	info, err := os.Stat(named)
	switch {
	case err == nil && info.IsDir():
		ending := "db"
		if kind, _ := databaseOf(c); kind == repository.MySQL {
			ending = "sql"
		}
		return filepath.Join(named, backup.Name(time.Now(), ending)), nil
	case mustBeFolder:
		return "", fmt.Errorf("--keep is for a folder of backups, and %s is none: make it first", named)
	}
	return named, nil
}

// takeBackup returns in words what the backup holds.
func takeBackup(ctx context.Context, c Config, to string, force bool) (string, error) {
	kind, rest := databaseOf(c)
	if kind == repository.MySQL {
		size, err := backup.TakeMySQL(ctx, rest, to, force)
		return fmt.Sprintf("complete, %d bytes", size), err
	}
	if err := onDisk(rest); err != nil {
		return "", err
	}
	lock, err := shareDatabase(c)
	if err != nil {
		return "", err
	}
	contents, err := backup.TakeSQLite(ctx, rest, to, force)
	return contents.String(), errors.Join(err, lock.Close())
}

func pruneBackups(c *cobra.Command, folder string, keep int) error {
	if keep == 0 {
		return nil
	}
	removed, err := backup.Prune(folder, keep)
	for _, name := range removed {
		fmt.Fprintf(c.OutOrStdout(), "%s removed\n", name)
	}
	return err
}
