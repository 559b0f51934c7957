package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"allmende/adapters/store"
	"allmende/domain/access"
	"allmende/ports/driven"
)

// kept are the stores to be tested, and how to change what lies under a hash behind their back.
func kept(t *testing.T) map[string]struct {
	files driven.Files
	spoil func(hash string)
} {
	root := t.TempDir()
	folder, err := store.InFolder(filepath.Join(root, "documents"))
	if err != nil {
		t.Fatal(err)
	}
	backend := s3mem.New()
	if err := backend.CreateBucket("allmende"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	bucket, err := store.InBucket(t.Context(), at(t, server.URL, "/allmende/nord"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]struct {
		files driven.Files
		spoil func(hash string)
	}{
		"folder": {folder, func(hash string) {
			if err := os.WriteFile(filepath.Join(root, "documents", hash[:2], hash), []byte("other"), 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		"bucket": {bucket, func(hash string) {
			if _, err := backend.PutObject("allmende", "nord/"+hash[:2]+"/"+hash, map[string]string{}, strings.NewReader("other"), 5, nil); err != nil {
				t.Fatal(err)
			}
		}},
	}
}

func at(t *testing.T, server, path string) *url.URL {
	t.Helper()
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	address.User, address.Path = url.UserPassword("key", "secret-of-the-test"), path
	address.RawQuery = "region=de"
	return address
}

func content(t *testing.T, size int) ([]byte, string) {
	t.Helper()
	bytes := make([]byte, size)
	if _, err := rand.Read(bytes); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(bytes)
	return bytes, hex.EncodeToString(sum[:])
}

func TestWhatIsStoredComesBackAndOnlyThat(t *testing.T) {
	for name, s := range kept(t) {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{1, 1 << 20, 20<<20 + 1} {
				want, hash := content(t, size)
				for range 2 { // the second time it is there
					if err := s.files.Put(t.Context(), hash, bytes.NewReader(want), int64(size)); err != nil {
						t.Fatal(err)
					}
				}
				var got bytes.Buffer
				if err := s.files.Copy(t.Context(), hash, &got); err != nil || !bytes.Equal(got.Bytes(), want) {
					t.Fatalf("%d bytes: got %d, %v", size, got.Len(), err)
				}
				s.spoil(hash)
				if err := s.files.Copy(t.Context(), hash, &got); err == nil {
					t.Error("what was changed behind our back was handed out as if it were the document")
				}
			}
			if _, hash := content(t, 1); !errors.Is(s.files.Copy(t.Context(), hash, &bytes.Buffer{}), access.ErrNotFound) {
				t.Error("what was never stored is found")
			}
			for _, hostile := range []string{"", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 63) + "/"} {
				if s.files.Put(t.Context(), hostile, strings.NewReader("x"), 1) == nil || s.files.Copy(t.Context(), hostile, &bytes.Buffer{}) == nil {
					t.Errorf("%q is no hash, and was taken for one", hostile)
				}
			}
		})
	}
}

func TestAFolderHoldsNoHalfFiles(t *testing.T) {
	root := t.TempDir()
	folder, err := store.InFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	right, hash := content(t, 1000)
	if err := folder.Put(t.Context(), hash, bytes.NewReader(right[:999]), 1000); err == nil {
		t.Error("999 of 1000 bytes were taken")
	}
	var together sync.WaitGroup
	for range 8 {
		together.Go(func() {
			if err := folder.Put(context.Background(), hash, bytes.NewReader(right), 1000); err != nil {
				t.Error(err)
			}
		})
	}
	together.Wait()
	files := 0
	if err := filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
		}
		return err
	}); err != nil || files != 1 {
		t.Errorf("%d files lie there, %v", files, err)
	}
}

func TestABucketThatIsNotThereIsMissedAtTheStart(t *testing.T) {
	server := httptest.NewServer(gofakes3.New(s3mem.New()).Server())
	defer server.Close()
	if _, err := store.InBucket(t.Context(), at(t, server.URL, "/nowhere")); err == nil || strings.Contains(err.Error(), "secret-of-the-test") {
		t.Errorf("got %v", err)
	}
	server.Close()
	if _, err := store.InBucket(t.Context(), at(t, server.URL, "/allmende")); err == nil {
		t.Error("nobody is there")
	}
}
