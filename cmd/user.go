package cmd

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"

	"github.com/spf13/cobra"
)

// operator is who sits at the machine: in the ledger, the system.
var operator = domain.Actor{Kind: domain.ActorSystem}

func userCommand() *cobra.Command {
	return group("user", "Accounts, from the machine itself", userAdd(), userList(), userDisable(), userResetPassword())
}

func userAdd() *cobra.Command {
	var u account.User
	var role, of string
	c := &cobra.Command{Use: "add USERNAME", Short: "Add an account, the first administrator too", Args: cobra.ExactArgs(1),
		Example: "  audiensi user add ratna --name 'Ratna Kartikasari' --role administrator"}
	flags := c.Flags()
	flags.StringVar(&u.Name, "name", "", "the person's name (required)")
	flags.StringVar(&role, "role", "", "administrator, moderator, staff, approver or inspector (required)")
	flags.StringVar(&of, "dinas", "", "the code of their dinas: for staff and approver")
	flags.StringVar(&u.Language, "language", "id", "id or en")
	stdin := passwordFlag(c)
	_, _ = c.MarkFlagRequired("name"), c.MarkFlagRequired("role")
	c.RunE = func(c *cobra.Command, args []string) error {
		u.Username, u.Role, u.Dinas = args[0], access.Role(role), dinas.Code(of)
		return withHouse(c.Context(), func(h *house) error {
			password, err := readPassword(c, *stdin)
			if err != nil {
				return err
			}
			added, err := h.app.AddUser(c.Context(), operator, u, password)
			if err != nil {
				return readableError(err)
			}
			fmt.Fprintf(c.OutOrStdout(), "%s added as %s\n", added.Username, added.Role)
			return nil
		})
	}
	return c
}

func userList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the accounts", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withHouse(c.Context(), func(h *house) error {
				list, err := allUsers(c.Context(), h)
				if err != nil {
					return err
				}
				return printUsers(c.OutOrStdout(), list)
			})
		}}
}

func allUsers(ctx context.Context, h *house) (list []account.User, err error) {
	err = h.store.View(ctx, func(ctx context.Context, tx usecase.Tx) error {
		list, _, err = tx.ListUsers(ctx, usecase.Page{})
		return err
	})
	return list, err
}

func printUsers(w io.Writer, list []account.User) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "USERNAME\tROLE\tDINAS\tSTATE\tCREATED\tNAME")
	for _, u := range list {
		state := "active"
		if u.Disabled {
			state = "disabled"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", u.Username, u.Role, u.Dinas, state, domain.DateOf(u.CreatedAt), u.Name)
	}
	return table.Flush()
}

func userDisable() *cobra.Command {
	return &cobra.Command{Use: "disable USERNAME", Short: "Disable an account and end all its logins", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return withUser(c, args[0], func(h *house, u *account.User) error {
				disabled := true
				_, err := h.app.ChangeUser(c.Context(), operator, u.ID, nil, usecase.UserChange{Disabled: &disabled})
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "%s disabled\n", u.Username)
				}
				return err
			})
		}}
}

func userResetPassword() *cobra.Command {
	c := &cobra.Command{Use: "reset-password USERNAME", Short: "Set an account's password and end all its logins", Args: cobra.ExactArgs(1)}
	stdin := passwordFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return withUser(c, args[0], func(h *house, u *account.User) error {
			password, err := readPassword(c, *stdin)
			if err != nil {
				return err
			}
			if err := h.app.SetPassword(c.Context(), operator, u.ID, password); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "password of %s set; all its logins have ended\n", u.Username)
			return nil
		})
	}
	return c
}

func withUser(c *cobra.Command, username string, do func(*house, *account.User) error) error {
	return withHouse(c.Context(), func(h *house) error {
		u, err := h.app.UserNamed(c.Context(), username)
		if domain.CodeOf(err) == domain.NotFound {
			return fmt.Errorf("there is no account %q: audiensi user list", username)
		}
		if err != nil {
			return err
		}
		return readableError(do(h, u))
	})
}
