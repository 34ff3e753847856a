package api_test

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"audiensi/attachment/attachmenttest"
)

// benchSize is the most that one file may have where nothing else is configured.
const benchSize = 15 << 20

// BenchmarkUpload uploads files of 15 MiB over connections, one and eight at a
// time, each to a question of its own. The heap is that of the whole process,
// clients too, above what it had before.
func BenchmarkUpload(b *testing.B) {
	for name, clients := range map[string]int{"1": 1, "8": 8} {
		b.Run(name+"_at_a_time", func(b *testing.B) {
			w := newWorld(b, "sqlite:"+filepath.Join(b.TempDir(), "a.db"))
			w.app.AttachmentMax = benchSize
			session, _ := w.openSession("never")
			server := w.listen()
			peak := watchHeap()
			b.SetBytes(int64(clients) * benchSize)
			for b.Loop() {
				var group sync.WaitGroup
				for range clients {
					path, _ := w.capture(session, "upload-"+w.clock().String())
					group.Go(func() { w.upload(server + path) })
				}
				group.Wait()
			}
			b.ReportMetric(float64(peak())/(1<<20), "MiB-heap-peak")
		})
	}
}

// watchHeap looks at the heap all the time; what it returns tells the most that
// was in use above the heap of now, and ends it.
func watchHeap() func() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	var peak atomic.Uint64
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapAlloc))
		}
	}()
	return func() uint64 {
		close(done)
		<-ended
		return peak.Load() - min(before, peak.Load())
	}
}

// upload sends a PDF of the full size, which is made while it is sent.
func (w *world) upload(url string) {
	end := attachmenttest.PDF("")
	head := forPart("question") + strings.TrimSuffix(filePart("a.pdf", "", "%PDF-1.4\n"), "\r\n")
	tail := "\r\n--" + boundary + "--\r\n"
	filler := benchSize - len("%PDF-1.4\n") - len(end)
	body := io.MultiReader(strings.NewReader(head), io.LimitReader(letters{}, int64(filler)), bytes.NewReader(end), strings.NewReader(tail))
	r, err := http.NewRequest(http.MethodPost, url+"/attachments", body)
	if err != nil {
		w.t.Error(err)
		return
	}
	r.ContentLength = int64(len(head) + filler + len(end) + len(tail))
	r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	r.Header.Set("Authorization", "Bearer "+w.tokens["moderator"])
	r.Header.Set("If-Match", `"1"`)
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Error(err)
		return
	}
	defer got.Body.Close()
	if told, _ := io.ReadAll(got.Body); got.StatusCode != http.StatusOK {
		w.t.Errorf("%s: %s", got.Status, told)
	}
}

// letters is an endless text.
type letters struct{}

func (letters) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a' + byte(i%26)
	}
	return len(b), nil
}
