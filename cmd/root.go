// Package cmd is the program's commands, one file each, and how they are
// configured and wired.
package cmd

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// Version names the build; the linker sets it.
var Version = "unknown"

// Exit codes of the program.
const (
	exitDone  = 0
	exitFault = 1 // the command failed; the reason is on standard error
	exitUsage = 2 // there is no such command, argument or flag
)

// Main runs the command that the arguments name and returns the exit code;
// contract is openapi.yaml, to be served as it was written. The
// first interrupt or termination ends it gracefully, a second one at once.
func Main(args []string, contract []byte) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := New(contract)
	root.SetArgs(args)
	ran := false
	notice(root, &ran)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(os.Stderr, "audiensi:", err)
	if !ran {
		fmt.Fprintln(os.Stderr, "audiensi --help lists the commands")
		return exitUsage
	}
	return exitFault
}

// notice sets ran when a command begins its work: what fails before that is a
// faulty use.
func notice(c *cobra.Command, ran *bool) {
	for _, child := range c.Commands() {
		notice(child, ran)
	}
	if do := c.RunE; !c.HasSubCommands() {
		c.RunE = func(c *cobra.Command, args []string) error {
			*ran = true
			return do(c, args)
		}
	}
}

// New returns the command with all its sub-commands; see Main.
func New(contract []byte) *cobra.Command {
	root := &cobra.Command{
		Use:           "audiensi",
		Short:         "Backend of the Rakorsus: no question of a village head gets lost",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(serveCommand(contract), demoCommand(contract), migrateCommand(), userCommand(), referenceCommand(), triageCommand(),
		configCommand(), healthcheckCommand(), versionCommand(), benchCommand(), importCommand(), sessionCommand(),
		backupCommand(), restoreCommand(), tlsCommand())
	return root
}

// group returns a command that only holds others; without one of them it is a fault.
func group(use, short string, children ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return fmt.Errorf("say which: %s --help lists them", c.CommandPath())
	}}
	c.AddCommand(children...)
	return c
}
