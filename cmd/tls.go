package cmd

import (
	"fmt"
	"path/filepath"
	"time"

	"audiensi/cmd/authority"

	"github.com/spf13/cobra"
)

func tlsCommand() *cobra.Command {
	return group("tls", "Certificates of one's own, for a hall without internet", tlsAuthority(), tlsCertificate())
}

func tlsAuthority() *cobra.Command {
	var name string
	var domains []string
	c := &cobra.Command{Use: "authority FOLDER", Short: "Make a certificate authority that lives ten years", Args: cobra.ExactArgs(1),
		Long: "Make a certificate authority that lives ten years. It can sign for private addresses and for names under .local, .lan,\n" +
			".internal and home.arpa, and for the domains named, so that installing it on a device opens nothing else to it.\n" +
			"Keep the folder where nobody else can read it; only authority.crt is given to others.",
		RunE: func(c *cobra.Command, args []string) error {
			made, err := authority.Create(args[0], name, domains, time.Now())
			if err != nil {
				return err
			}
			return printInstallation(c.OutOrStdout(), filepath.Join(args[0], "authority.crt"), name, authority.Fingerprint(made.Certificate))
		}}
	c.Flags().StringVar(&name, "name", "Audiensi Rakorsus", "how devices show it")
	c.Flags().StringArrayVar(&domains, "domain", nil, "a domain that it may sign for too; can be repeated")
	return c
}

func tlsCertificate() *cobra.Command {
	var name string
	var hosts []string
	var days int
	c := &cobra.Command{Use: "certificate FOLDER", Short: "Issue a server's certificate by the authority in FOLDER", Args: cobra.ExactArgs(1),
		Example: "  audiensi tls certificate ca --host audiensi.local --host 192.168.1.10",
		RunE: func(c *cobra.Command, args []string) error {
			a, err := authority.Open(args[0])
			if err != nil {
				return err
			}
			issued, err := a.Issue(args[0], name, hosts, days, time.Now())
			if err != nil {
				return err
			}
			path := filepath.Join(args[0], name)
			fmt.Fprintf(c.OutOrStdout(), "AUDIENSI_TLS=files\nAUDIENSI_TLS_CERT=%s.crt\nAUDIENSI_TLS_KEY=%s.key\n", path, path)
			fmt.Fprintf(c.OutOrStdout(), "# berlaku sampai / valid until %s\n# SHA-256 %s\n", issued.NotAfter.Format(time.DateOnly), authority.Fingerprint(issued))
			return nil
		}}
	c.Flags().StringArrayVar(&hosts, "host", nil, "a name or address under which devices reach the server; can be repeated (required)")
	c.Flags().IntVar(&days, "days", authority.MostDays, "how many days it is valid, at most 825")
	c.Flags().StringVar(&name, "name", "server", "its files: NAME.crt and NAME.key")
	_ = c.MarkFlagRequired("host")
	return c
}
