package cmd

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"time"

	"audiensi/attachment/files"

	"github.com/caarlos0/env/v11"
)

const prefix = "AUDIENSI_"

// Config is what the environment says about how the program runs. Every
// variable also exists with _FILE at its end, naming a file that holds the value.
type Config struct {
	// Addr is where the API listens.
	Addr string `env:"ADDR" envDefault:"127.0.0.1:8080"`
	// Database is sqlite:FILE or mysql:DSN. It may hold a password: print it
	// with MaskDatabase only.
	Database string `env:"DATABASE" envDefault:"sqlite:audiensi.db"`
	// MetricsAddr is where Prometheus finds /metrics; empty for nowhere.
	MetricsAddr string `env:"METRICS_ADDR"`
	// LogFormat is text or json.
	LogFormat string     `env:"LOG_FORMAT" envDefault:"text"`
	LogLevel  slog.Level `env:"LOG_LEVEL" envDefault:"info"`
	// TrustedProxies are the networks whose X-Forwarded-For is believed.
	TrustedProxies []netip.Prefix `env:"TRUSTED_PROXIES"`
	// SweepInterval is how often windows and pauses whose time came are ended.
	SweepInterval time.Duration `env:"SWEEP_INTERVAL" envDefault:"1m"`
	// TriageConfidence is the probability below which triage abstains.
	TriageConfidence float64 `env:"TRIAGE_CONFIDENCE" envDefault:"0.6"`
	// ShutdownTimeout is how long running requests may take to end.
	ShutdownTimeout time.Duration `env:"SHUTDOWN_TIMEOUT" envDefault:"20s"`
	// DBMaxOpen bounds the connections to the database; 0 leaves it to the program.
	DBMaxOpen int `env:"DB_MAX_OPEN" envDefault:"0"`
	// Attachments is file:FOLDER or s3:URL; empty for a folder beside the SQLite
	// file. It may hold a secret: print it with files.Mask only.
	Attachments string `env:"ATTACHMENTS"`
	// AttachmentMax bounds one file, in MiB.
	AttachmentMax int `env:"ATTACHMENT_MAX" envDefault:"15"`

	// TLS is off, files (TLSCert and TLSKey) or acme (TLSDomains and the rest).
	TLS     string `env:"TLS" envDefault:"off"`
	TLSCert string `env:"TLS_CERT"`
	TLSKey  string `env:"TLS_KEY"`
	// TLSDomains are the names under which the authority can reach this server.
	TLSDomains []string `env:"TLS_DOMAINS"`
	// TLSEmail is where the authority writes when a certificate is in danger.
	TLSEmail string `env:"TLS_EMAIL"`
	// TLSCache is the folder where certificates and the account's key are kept.
	TLSCache string `env:"TLS_CACHE" envDefault:"acme"`
	// TLSDirectory is the authority's address, as RFC 8555 has it.
	TLSDirectory string `env:"TLS_DIRECTORY" envDefault:"https://acme-v02.api.letsencrypt.org/directory"`
	// TLSRedirectAddr is where plain HTTP is sent on to HTTPS; empty for nowhere.
	TLSRedirectAddr string `env:"TLS_REDIRECT_ADDR"`
}

// ReadConfig reads the variables of environ (as os.Environ returns them) and
// validates them as a whole: the error is a ConfigFaults with every fault.
func ReadConfig(environ []string) (Config, error) {
	values, faults := resolve(environ)
	config, err := env.ParseAsWithOptions[Config](env.Options{Environment: values, Prefix: prefix})
	broken := map[string]bool{}
	var all env.AggregateError
	if errors.As(err, &all) {
		for _, one := range all.Errors {
			name, fault := readable(one)
			broken[name] = true
			faults = append(faults, fault)
		}
	} else if err != nil {
		faults = append(faults, err.Error())
	}
	for _, check := range slices.Concat(checks, tlsChecks) {
		if fault := check.fault(config); fault != "" && !broken[check.name] {
			faults = append(faults, prefix+check.name+": "+fault)
		}
	}
	if len(faults) > 0 {
		return Config{}, ConfigFaults(faults)
	}
	return config, nil
}

// readable says a fault of the env package in terms of the variable. It never
// repeats the value of AUDIENSI_DATABASE, which is a text and cannot fail here.
func readable(err error) (name, fault string) {
	var parse env.ParseError
	if !errors.As(err, &parse) {
		return "", err.Error()
	}
	field, _ := reflect.TypeFor[Config]().FieldByName(parse.Name)
	name = field.Tag.Get("env")
	return name, fmt.Sprintf("%s%s: %v", prefix, name, parse.Err)
}

// ConfigFaults is everything that is wrong with a configuration.
type ConfigFaults []string

// Error lists the faults, one a line.
func (f ConfigFaults) Error() string {
	return "the configuration has faults:\n  " + strings.Join(f, "\n  ")
}

// names returns the variables, without the prefix, in the order of Config.
func names() []string {
	var list []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		list = append(list, field.Tag.Get("env"))
	}
	return list
}

// Effective lists NAME=value for every variable, the password masked.
func (c Config) Effective() []string {
	value := reflect.ValueOf(c)
	var lines []string
	for i, name := range names() {
		text := fmt.Sprint(value.Field(i))
		switch name {
		case "DATABASE":
			text = MaskDatabase(c.Database)
		case "TRUSTED_PROXIES":
			text = strings.Join(slices.Collect(texts(c.TrustedProxies)), ",")
		case "ATTACHMENTS":
			text = files.Mask(c.attachments())
		case "TLS_DOMAINS":
			text = strings.Join(c.TLSDomains, ",")
		}
		lines = append(lines, prefix+name+"="+text)
	}
	return lines
}
