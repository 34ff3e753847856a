package cmd

import "github.com/spf13/cobra"

func tlsCommand() *cobra.Command {
	return group("tls", "x")
}
