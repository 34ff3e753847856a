package cmd

import (
	"errors"
	"fmt"
	"net"
	"os"
)

// What systemd is told, where it asks (sd_notify(3), units with Type=notify).
const (
	nowReady    = "READY=1"
	nowStopping = "STOPPING=1"
)

// notify tells the service manager that started this program how far it is. It
// does nothing where none asks.
func notify(state string) (err error) {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return nil
	}
	conn, err := net.Dial("unixgram", socket)
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	_, err = conn.Write([]byte(state))
	return err
}
