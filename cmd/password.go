package cmd

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// passwordFlag adds the flag for scripts. A password is never an argument:
// those are seen by everybody on the machine and kept in shell histories.
func passwordFlag(c *cobra.Command) *bool {
	return c.Flags().Bool("password-stdin", false, "read the password from the first line of standard input")
}

// readPassword asks for a password, twice and without echo, or reads a line.
func readPassword(c *cobra.Command, stdin bool) (string, error) {
	if stdin {
		return firstLine(c.InOrStdin())
	}
	terminal := int(os.Stdin.Fd())
	if !term.IsTerminal(terminal) {
		return "", errors.New("standard input is no terminal: use --password-stdin")
	}
	ask := func(what string) (string, error) {
		fmt.Fprint(os.Stderr, what)
		typed, err := term.ReadPassword(terminal)
		fmt.Fprintln(os.Stderr)
		return string(typed), err
	}
	password, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	again, err := ask("Once more: ")
	if err == nil && again != password {
		err = errors.New("the two differ; nothing was changed")
	}
	return password, err
}

// firstLine returns the first line of r, at most 4 KiB, without its end. A login
// sends its password as UTF-8, so that another one could never be sent.
func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, 4<<10)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", errors.New("standard input holds no password")
	}
	if !utf8.ValidString(line) {
		return "", errors.New("the password on standard input is not valid UTF-8")
	}
	return line, nil
}
