package cmd

import (
	"os"

	"github.com/spf13/cobra"
)

func serveCommand(contract []byte) *cobra.Command {
	migrate := false
	c := &cobra.Command{Use: "serve", Short: "Serve the API", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := ReadConfig(os.Environ())
			if err != nil {
				return err
			}
			program := Program{Config: config, Version: Version, Contract: contract, Logger: newLogger(os.Stderr, config), Migrate: migrate}
			return program.Run(c.Context())
		}}
	c.Flags().BoolVar(&migrate, "migrate", false, "bring the database to the expected form first")
	return c
}
