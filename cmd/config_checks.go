package cmd

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
)

// check is a rule of a variable beyond its type, or of two together; it returns
// "" or what is wrong.
type check struct {
	name  string
	fault func(Config) string
}

// checks are the rules; those of TLS are tlsChecks.
var checks = []check{
	{"ADDR", func(c Config) string { return addressFault(c.Addr) }},
	{"DATABASE", func(c Config) string { return databaseFault(c.Database) }},
	{"METRICS_ADDR", metricsFault},
	{"LOG_FORMAT", func(c Config) string {
		if c.LogFormat != "text" && c.LogFormat != "json" {
			return fmt.Sprintf("%q is neither text nor json", c.LogFormat)
		}
		return ""
	}},
	{"TRIAGE_CONFIDENCE", func(c Config) string {
		if !(c.TriageConfidence >= 0 && c.TriageConfidence <= 1) {
			return fmt.Sprintf("%v is not a probability between 0 and 1", c.TriageConfidence)
		}
		return ""
	}},
	{"SWEEP_INTERVAL", func(c Config) string { return outside(c.SweepInterval, time.Second, 24*time.Hour) }},
	{"SHUTDOWN_TIMEOUT", func(c Config) string { return outside(c.ShutdownTimeout, time.Second, 10*time.Minute) }},
	{"DB_MAX_OPEN", func(c Config) string {
		if c.DBMaxOpen < 0 || c.DBMaxOpen > 1000 {
			return fmt.Sprintf("%d is not between 0 and 1000", c.DBMaxOpen)
		}
		return ""
	}},
	{"ATTACHMENTS", attachmentsFault},
	{"ATTACHMENT_MAX", func(c Config) string {
		if c.AttachmentMax < 1 || c.AttachmentMax > 100 {
			return fmt.Sprintf("%d is not between 1 and 100 (MiB)", c.AttachmentMax)
		}
		return ""
	}},
}

func outside(d, least, most time.Duration) string {
	if d < least || d > most {
		return fmt.Sprintf("%v is not between %v and %v", d, least, most)
	}
	return ""
}

func addressFault(addr string) string {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Sprintf("%q is not of the form HOST:PORT", addr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Sprintf("%q is not a port", port)
	}
	return ""
}

// metricsFault keeps figures off public addresses: whoever reads them needs no
// login. A host name is taken as it is, for containers.
func metricsFault(c Config) string {
	if c.MetricsAddr == "" {
		return ""
	}
	if fault := addressFault(c.MetricsAddr); fault != "" {
		return fault
	}
	host, port, _ := net.SplitHostPort(c.MetricsAddr)
	if c.MetricsAddr == c.Addr && port != "0" {
		return "it is the address of the API; choose another"
	}
	ip, err := netip.ParseAddr(host)
	if host == "" || err == nil && !ip.IsLoopback() && !ip.IsPrivate() && !ip.IsLinkLocalUnicast() {
		return fmt.Sprintf("%q is not a private address; name one, such as 127.0.0.1:9100", c.MetricsAddr)
	}
	return ""
}

// databaseFault never repeats the value: it may hold a password.
func databaseFault(database string) string {
	kind, rest, _ := strings.Cut(database, ":")
	switch kind {
	case "sqlite":
		if rest == "" {
			return "sqlite: names no file"
		}
		return ""
	case "mysql":
		config, err := mysql.ParseDSN(rest)
		if err != nil {
			return "not of the form mysql:USER:PASSWORD@tcp(HOST:3306)/NAME"
		}
		if config.DBName == "" {
			return "names no database: mysql:USER:PASSWORD@tcp(HOST:3306)/NAME"
		}
		return ""
	}
	return "begins neither with sqlite: nor with mysql:"
}

// MaskDatabase returns the database as it may be shown: without its password.
func MaskDatabase(database string) string {
	rest, ok := strings.CutPrefix(database, "mysql:")
	if !ok {
		if strings.HasPrefix(database, "sqlite:") {
			return database
		}
		return "***"
	}
	config, err := mysql.ParseDSN(rest)
	if err != nil {
		return "mysql:***"
	}
	if config.Passwd != "" {
		config.Passwd = "***"
	}
	return "mysql:" + config.FormatDSN()
}
