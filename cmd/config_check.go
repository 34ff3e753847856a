package cmd

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func configCommand() *cobra.Command {
	return group("config", "Look at the configuration", &cobra.Command{
		Use:   "check",
		Short: "Print the configuration in force, or every fault it has",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := ReadConfig(os.Environ())
			if err != nil {
				return err
			}
			for _, line := range config.Effective() {
				fmt.Fprintln(c.OutOrStdout(), line)
			}
			return nil
		},
	})
}
