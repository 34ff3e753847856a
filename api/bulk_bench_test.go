package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"audiensi/repository/testdb"
)

// BenchmarkBulkAnswer answers a thousand questions with one text, and another
// thousand by a call for each, over the API in one process. It reports answers a
// second of both, and their ratio.
func BenchmarkBulkAnswer(b *testing.B) {
	const n = 1000
	for name, dsn := range map[string]func() string{
		"sqlite": func() string { return "sqlite:" + testdb.SQLiteFile(b) }, "mariadb": func() string { return "mysql:" + testdb.MySQL(b) },
	} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, dsn())
			session, _ := w.openSession("never")
			var bulk, single time.Duration
			for i := range b.N {
				items := w.accepted(session, fmt.Sprintf("bulk-%d", i), n)
				began := time.Now()
				got := w.post("staff", "/v1/questions:answer", `{"text":"KK sudah terbit.","items":[`+strings.Join(items, ",")+`]}`).want(200)
				bulk += time.Since(began)
				if done := strings.Count(string(got.body), `"outcome":"done"`); done != n {
					b.Fatalf("%d of %d answered", done, n)
				}
				items = w.accepted(session, fmt.Sprintf("single-%d", i), n)
				began = time.Now()
				for _, item := range items {
					id := item[len(`{"id":"`):][:36]
					w.post("staff", "/v1/questions/"+id+"/answer", `{"text":"KK sudah terbit."}`, match(`"3"`)).want(200)
				}
				single += time.Since(began)
			}
			rate := func(d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
			b.ReportMetric(rate(bulk), "bulk/s")
			b.ReportMetric(rate(single), "single/s")
			b.ReportMetric(rate(bulk)/rate(single), "ratio")
		})
	}
}

// accepted captures, assigns and accepts n questions and returns them as the
// items of a bulk call.
func (w *world) accepted(session, name string, n int) (items []string) {
	w.t.Helper()
	for i := range n {
		path, _ := w.capture(session, fmt.Sprintf("%s-%06d", name, i))
		w.post("moderator", path+"/assign", `{"dinas":"dispendukcapil"}`, match(`"1"`)).want(200)
		w.post("staff", path+"/accept", "", match(`"2"`)).want(200)
		items = append(items, `{"id":"`+strings.TrimPrefix(path, "/v1/questions/")+`","version":3}`)
	}
	return items
}
