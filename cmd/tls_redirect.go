package cmd

import (
	"net"
	"net/http"
	"net/url"
)

// plainSent answers what should not have been sent in the clear: another try
// over HTTPS would hide that passwords have been readable on the way.
const plainSent = "Gunakan HTTPS: permintaan ini tidak terenkripsi dan tidak diproses. Ganti kata sandi yang ikut terkirim.\n" +
	"Use HTTPS: this request was not encrypted and has not been processed. Change any password that was sent with it.\n"

// toHTTPS sends those who read on to the same address at the encrypted port,
// and refuses everything else.
func toHTTPS(port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, plainSent, http.StatusForbidden)
			return
		}
		host := (&url.URL{Host: r.Host}).Hostname()
		if host == "" {
			http.Error(w, "400 Bad Request: no Host", http.StatusBadRequest)
			return
		}
		target := url.URL{Scheme: "https", Host: net.JoinHostPort(host, port), Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
		if port == "443" {
			target.Host = host
		}
		http.Redirect(w, r, target.String(), http.StatusPermanentRedirect)
	})
}
