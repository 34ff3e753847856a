package cmd_test

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/cmd"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func defaults() cmd.Config {
	return cmd.Config{Addr: "127.0.0.1:8080", Database: "sqlite:audiensi.db", LogFormat: "text",
		TriageConfidence: 0.6, SweepInterval: time.Minute, ShutdownTimeout: 20 * time.Second, AttachmentMax: 15,
		TLS: "off", TLSCache: "acme", TLSDirectory: "https://acme-v02.api.letsencrypt.org/directory"}
}

func TestReadConfig(t *testing.T) {
	dir := t.TempDir()
	secret := file(t, dir, "database", "mysql:audiensi:s3cr3t@tcp(db:3306)/audiensi\n")
	for name, tt := range map[string]struct {
		environ []string
		want    func(*cmd.Config)
	}{
		"nothing_set":               {nil, func(*cmd.Config) {}},
		"variables_of_others":       {[]string{"HOME=/root", "AUDIENSIX=1"}, func(*cmd.Config) {}},
		"test_variables_are_let_be": {[]string{"AUDIENSI_TEST_MYSQL_DSN=x"}, func(*cmd.Config) {}},
		"empty_is_not_set":          {[]string{"AUDIENSI_ADDR=", "AUDIENSI_DB_MAX_OPEN="}, func(*cmd.Config) {}},
		"all_set": {[]string{"AUDIENSI_ADDR=:80", "AUDIENSI_METRICS_ADDR=127.0.0.1:9100", "AUDIENSI_LOG_FORMAT=json",
			"AUDIENSI_LOG_LEVEL=debug", "AUDIENSI_TRUSTED_PROXIES=10.0.0.0/8,::1/128", "AUDIENSI_SWEEP_INTERVAL=5s",
			"AUDIENSI_SHUTDOWN_TIMEOUT=1m", "AUDIENSI_DB_MAX_OPEN=8", "AUDIENSI_ATTACHMENTS=file:/srv/files", "AUDIENSI_ATTACHMENT_MAX=20"}, func(c *cmd.Config) {
			c.Addr, c.MetricsAddr, c.LogFormat, c.LogLevel = ":80", "127.0.0.1:9100", "json", -4
			c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
			c.SweepInterval, c.ShutdownTimeout, c.DBMaxOpen = 5*time.Second, time.Minute, 8
			c.Attachments, c.AttachmentMax = "file:/srv/files", 20
		}},
		"a_file_beside_an_empty_variable": {[]string{"AUDIENSI_DATABASE=", "AUDIENSI_DATABASE_FILE=" + secret},
			func(c *cmd.Config) { c.Database = "mysql:audiensi:s3cr3t@tcp(db:3306)/audiensi" }},
		"an_empty_file_variable": {[]string{"AUDIENSI_ADDR=:81", "AUDIENSI_ADDR_FILE="}, func(c *cmd.Config) { c.Addr = ":81" }},
	} {
		t.Run(name, func(t *testing.T) {
			want := defaults()
			tt.want(&want)
			got, err := cmd.ReadConfig(tt.environ)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateComparable(netip.Prefix{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadConfig_faults(t *testing.T) {
	dir := t.TempDir()
	for name, tt := range map[string]struct{ entry, want string }{
		"address_without_port":    {"AUDIENSI_ADDR=localhost", `AUDIENSI_ADDR: "localhost" is not of the form HOST:PORT`},
		"address_with_bad_port":   {"AUDIENSI_ADDR=localhost:http:", `AUDIENSI_ADDR: "localhost:http:" is not of the form`},
		"port_too_large":          {"AUDIENSI_ADDR=:70000", `AUDIENSI_ADDR: "70000" is not a port`},
		"unknown_database":        {"AUDIENSI_DATABASE=postgres:secret", "AUDIENSI_DATABASE: begins neither with sqlite: nor with mysql:"},
		"database_without_file":   {"AUDIENSI_DATABASE=sqlite:", "AUDIENSI_DATABASE: sqlite: names no file"},
		"database_without_name":   {"AUDIENSI_DATABASE=mysql:u:secret@tcp(h:3306)/", "AUDIENSI_DATABASE: names no database"},
		"malformed_database":      {"AUDIENSI_DATABASE=mysql:u:secret@h", "AUDIENSI_DATABASE: not of the form mysql:USER:PASSWORD@"},
		"metrics_everywhere":      {"AUDIENSI_METRICS_ADDR=:9100", `AUDIENSI_METRICS_ADDR: ":9100" is not a private address`},
		"metrics_on_public_ip":    {"AUDIENSI_METRICS_ADDR=8.8.8.8:9100", `"8.8.8.8:9100" is not a private address`},
		"metrics_beside_the_api":  {"AUDIENSI_METRICS_ADDR=127.0.0.1:8080", "AUDIENSI_METRICS_ADDR: it is the address of the API"},
		"log_format":              {"AUDIENSI_LOG_FORMAT=xml", `AUDIENSI_LOG_FORMAT: "xml" is neither text nor json`},
		"log_level":               {"AUDIENSI_LOG_LEVEL=loud", "AUDIENSI_LOG_LEVEL: "},
		"proxy_without_length":    {"AUDIENSI_TRUSTED_PROXIES=10.0.0.1", "AUDIENSI_TRUSTED_PROXIES: "},
		"interval_of_no_unit":     {"AUDIENSI_SWEEP_INTERVAL=60", "AUDIENSI_SWEEP_INTERVAL: "},
		"interval_too_short":      {"AUDIENSI_SWEEP_INTERVAL=1ms", "AUDIENSI_SWEEP_INTERVAL: 1ms is not between 1s and 24h"},
		"timeout_negative":        {"AUDIENSI_SHUTDOWN_TIMEOUT=-1s", "AUDIENSI_SHUTDOWN_TIMEOUT: -1s is not between"},
		"too_many_connections":    {"AUDIENSI_DB_MAX_OPEN=5000", "AUDIENSI_DB_MAX_OPEN: 5000 is not between 0 and 1000"},
		"attachments_nowhere":     {"AUDIENSI_ATTACHMENTS=gs:secret", "AUDIENSI_ATTACHMENTS: not of the form file:FOLDER or s3:URL"},
		"attachments_no_bucket":   {"AUDIENSI_ATTACHMENTS=s3:https://key:secret@host", "AUDIENSI_ATTACHMENTS: names no bucket"},
		"attachment_too_large":    {"AUDIENSI_ATTACHMENT_MAX=500", "AUDIENSI_ATTACHMENT_MAX: 500 is not between 1 and 100 (MiB)"},
		"connections_no_number":   {"AUDIENSI_DB_MAX_OPEN=many", "AUDIENSI_DB_MAX_OPEN: "},
		"unknown_tls":             {"AUDIENSI_TLS=on", `AUDIENSI_TLS: "on" is neither off, files nor acme`},
		"tls_without_its_files":   {"AUDIENSI_TLS=files", "AUDIENSI_TLS_KEY: AUDIENSI_TLS=files needs it"},
		"certificate_of_no_use":   {"AUDIENSI_TLS_CERT=a.crt", "AUDIENSI_TLS_CERT: it has no effect without AUDIENSI_TLS=files"},
		"acme_without_domains":    {"AUDIENSI_TLS=acme", "AUDIENSI_TLS_DOMAINS: AUDIENSI_TLS=acme needs it"},
		"domains_of_no_use":       {"AUDIENSI_TLS_DOMAINS=a.go.id", "AUDIENSI_TLS_DOMAINS: it has no effect without AUDIENSI_TLS=acme"},
		"email_of_no_use":         {"AUDIENSI_TLS_EMAIL=a@b.id", "AUDIENSI_TLS_EMAIL: it has no effect without"},
		"email_malformed":         {"AUDIENSI_TLS_EMAIL=Siti <a@b.id>", "is not an e-mail address"},
		"directory_in_the_clear":  {"AUDIENSI_TLS_DIRECTORY=http://acme.example/d", "AUDIENSI_TLS_DIRECTORY: "},
		"directory_no_address":    {"AUDIENSI_TLS_DIRECTORY=letsencrypt", "is not of the form https://HOST/PATH"},
		"redirect_of_no_use":      {"AUDIENSI_TLS_REDIRECT_ADDR=:80", "AUDIENSI_TLS_REDIRECT_ADDR: it has no effect without"},
		"misspelt":                {"AUDIENSI_DATBASE=x", "AUDIENSI_DATBASE: there is no such variable; did you mean AUDIENSI_DATABASE?"},
		"misspelt_file_form":      {"AUDIENSI_DATABASE_FIEL=x", "did you mean AUDIENSI_DATABASE_FILE?"},
		"file_that_is_not_there":  {"AUDIENSI_DATABASE_FILE=" + dir + "/none", "AUDIENSI_DATABASE_FILE: there is no file"},
		"file_that_is_empty":      {"AUDIENSI_DATABASE_FILE=" + file(t, dir, "empty", "\n"), "is empty"},
		"file_of_two_lines":       {"AUDIENSI_DATABASE_FILE=" + file(t, dir, "two", "sqlite:a\nb\n"), "has more than one line"},
		"file_that_is_a_folder":   {"AUDIENSI_DATABASE_FILE=" + dir, "AUDIENSI_DATABASE_FILE: "},
		"file_with_a_faulty_word": {"AUDIENSI_LOG_FORMAT_FILE=" + file(t, dir, "format", "xml"), "is neither text nor json"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := cmd.ReadConfig([]string{tt.entry})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the fault shows the password: %v", err)
			}
		})
	}
}

func TestReadConfig_tls(t *testing.T) {
	acme := []string{"AUDIENSI_TLS=acme", "AUDIENSI_TLS_DOMAINS=a.go.id,b.go.id", "AUDIENSI_TLS_EMAIL=a@b.id", "AUDIENSI_TLS_CACHE=/c",
		"AUDIENSI_TLS_REDIRECT_ADDR=:80", "AUDIENSI_ADDR=:443"}
	got, err := cmd.ReadConfig(acme)
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.TLS, want.TLSDomains, want.TLSEmail, want.TLSCache = "acme", []string{"a.go.id", "b.go.id"}, "a@b.id", "/c"
	want.TLSRedirectAddr, want.Addr = ":80", ":443"
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(netip.Prefix{})); diff != "" {
		t.Error(diff)
	}
	for fault, entry := range map[string]string{"is not a public domain": "AUDIENSI_TLS_DOMAINS=10.0.0.1", "not a public domain": "AUDIENSI_TLS_DOMAINS=*.go.id",
		"the address of the API": "AUDIENSI_TLS_REDIRECT_ADDR=:443", "is not a port": "AUDIENSI_TLS_REDIRECT_ADDR=:x",
		"TLS_KEY: it has no effect": "AUDIENSI_TLS_KEY=a.key"} {
		if _, err := cmd.ReadConfig(append(acme, entry)); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: got %v, want %q", entry, err, fault)
		}
	}
}

func TestReadConfig_tells_all_faults_at_once(t *testing.T) {
	_, err := cmd.ReadConfig([]string{"AUDIENSI_ADDR=x", "AUDIENSI_DATABASE=sqlite:a", "AUDIENSI_DATABASE_FILE=/b",
		"AUDIENSI_LOG_LEVEL=loud", "AUDIENSI_SWEEP_INTERVAL=0s", "AUDIENSI_DB_MAX_OPEN=x", "AUDIENSI_PORT=80"})
	faults, ok := err.(cmd.ConfigFaults)
	if !ok || len(faults) != 6 {
		t.Fatalf("got %d faults, want 6: %v", len(faults), err)
	}
	for _, name := range []string{"ADDR", "DATABASE", "LOG_LEVEL", "SWEEP_INTERVAL", "DB_MAX_OPEN", "PORT"} {
		if !strings.Contains(err.Error(), "AUDIENSI_"+name) {
			t.Errorf("%s is not told: %v", name, err)
		}
	}
}

func TestMaskDatabase(t *testing.T) {
	for database, want := range map[string]string{
		"sqlite:a.db":                        "sqlite:a.db",
		"mysql:u:p@ss:word/x@tcp(h:3306)/db": "mysql:u:***@tcp(h:3306)/db",
		"mysql:u@tcp(h:3306)/db":             "mysql:u@tcp(h:3306)/db",
		"mysql:nonsense:secret":              "mysql:***",
		"secret":                             "***",
	} {
		if got := cmd.MaskDatabase(database); got != want {
			t.Errorf("%s: got %s, want %s", database, got, want)
		}
	}
}

func file(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
