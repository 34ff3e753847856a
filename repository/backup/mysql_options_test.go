package backup

import (
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
)

func TestOptions(t *testing.T) {
	for name, tt := range map[string]struct {
		dsn  string
		want []string
	}{
		"tcp":         {"u:p@tcp(localhost:3307)/a", []string{`host="localhost"`, `port="3307"`, "protocol=TCP", "loose-ssl-mode=PREFERRED"}},
		"ipv6":        {"u:p@tcp([::1]:3306)/a", []string{`host="::1"`}},
		"socket":      {"u:p@unix(/run/mysqld/mysqld.sock)/a", []string{`socket="/run/mysqld/mysqld.sock"`, "protocol=SOCKET"}},
		"quotes":      {`u:a"b'c\d#e@tcp(h:1)/a`, []string{`password="a\"b\'c\\d#e"`}},
		"encrypted":   {"u:p@tcp(h:1)/a?tls=true", []string{"loose-ssl-mode=VERIFY_IDENTITY", "loose-ssl-verify-server-cert=1"}},
		"skip_verify": {"u:p@tcp(h:1)/a?tls=skip-verify", []string{"loose-ssl-mode=REQUIRED", "loose-ssl-verify-server-cert=0"}},
	} {
		t.Run(name, func(t *testing.T) {
			config, err := mysql.ParseDSN(tt.dsn)
			if err != nil {
				t.Fatal(err)
			}
			text, err := options(config)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if !strings.Contains(text, "\n"+want+"\n") {
					t.Errorf("no %s in\n%s", want, text)
				}
			}
		})
	}
}
