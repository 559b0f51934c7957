package http

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/labstack/echo/v4"

	"allmende/domain/member"
)

// received is a file that came as a body. It has no name any more, so that nothing of it is
// left whatever happens to the process.
type received struct {
	content *os.File
	size    int64
	hash    string // SHA-256, in hexadecimal
}

func (r received) close() { _ = r.content.Close() } // there is nothing to be saved

// receive takes a body in, whatever it is.
func receive(c echo.Context) (received, error) {
	if err := wantOctets(c); err != nil {
		return received{}, err
	}
	return spool(func(to io.Writer) error {
		_, err := io.Copy(to, c.Request().Body)
		return brokenOff(err)
	})
}

// octets reads a body that is small enough for the memory.
func octets(c echo.Context) ([]byte, error) {
	if err := wantOctets(c); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(c.Request().Body)
	return body, brokenOff(err)
}

func wantOctets(c echo.Context) error {
	if kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType)); err != nil || kind != echo.MIMEOctetStream {
		return errUnsupported
	}
	return nil
}

// brokenOff says what a body lacks that could not be read to its end.
func brokenOff(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return errTooLarge.With("limit", strconv.FormatInt(tooLarge.Limit, 10))
	case err != nil:
		return errIncomplete
	}
	return nil
}

// spool has a file written that nobody finds.
func spool(write func(io.Writer) error) (received, error) {
	file, err := os.CreateTemp("", "allmende-upload-")
	if err != nil {
		return received{}, fmt.Errorf("receive a file: %w", err)
	}
	r := received{content: file}
	sum, counted := sha256.New(), &counter{}
	if err = os.Remove(file.Name()); err == nil {
		err = write(io.MultiWriter(file, sum, counted))
	}
	if err != nil {
		r.close()
		return received{}, err
	}
	r.size, r.hash = counted.bytes, hex.EncodeToString(sum.Sum(nil))
	return r, nil
}

// counter counts what is written.
type counter struct{ bytes int64 }

func (n *counter) Write(p []byte) (int, error) {
	n.bytes += int64(len(p))
	return len(p), nil
}

// uploads are those that are being read now, by who sent them and under which key.
type uploads struct {
	mu      sync.Mutex
	running map[string]*reading
}

func newUploads() *uploads { return &uploads{running: map[string]*reading{}} }

// reading is a file that is being read, and how far that is.
type reading struct {
	received
	bytes, entries atomic.Int64
	end            func()
}

func (u *uploads) begin(p member.PersonID, key string, file received) *reading {
	name := p.String() + " " + key
	running := &reading{received: file}
	u.mu.Lock()
	u.running[name] = running
	u.mu.Unlock()
	running.end = func() {
		u.mu.Lock()
		delete(u.running, name)
		u.mu.Unlock()
	}
	return running
}

// uploadProgress is how far an upload is; nothing runs where nothing was begun or all is done.
type uploadProgress struct {
	Running bool  `json:"running"`
	Bytes   int64 `json:"bytes"`
	Size    int64 `json:"size"`
	Entries int64 `json:"entries"`
}

func (u *uploads) progress(p member.PersonID, key string) uploadProgress {
	u.mu.Lock()
	running := u.running[p.String()+" "+key]
	u.mu.Unlock()
	if running == nil {
		return uploadProgress{}
	}
	return uploadProgress{Running: true, Bytes: running.bytes.Load(), Size: running.size, Entries: running.entries.Load()}
}

// ReadAt notes how far the file was read.
func (u *reading) ReadAt(p []byte, at int64) (int, error) {
	n, err := u.content.ReadAt(p, at)
	u.bytes.Store(at + int64(n))
	return n, err
}

func (u *reading) step(entries int) { u.entries.Store(int64(entries)) }
