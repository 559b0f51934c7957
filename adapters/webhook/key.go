package webhook

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const keyLength = 32

// OpenKey reads the key that all secrets are made of, or makes it on the first time
// (webhooks.key, 0600). Without it no receiver believes a call any more.
func OpenKey(folder string) ([]byte, error) {
	path := filepath.Join(folder, "webhooks.key")
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = makeKey(folder, path)
	}
	if err == nil && len(key) != keyLength {
		err = fmt.Errorf("%s has %d bytes, not %d", path, len(key), keyLength)
	}
	if err != nil {
		return nil, fmt.Errorf("the key of webhooks: %w", err)
	}
	return key, nil
}

// makeKey writes a key beside and links it: of two that do so at once, both read the first's.
func makeKey(folder, path string) ([]byte, error) {
	key := make([]byte, keyLength)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	beside, err := os.CreateTemp(folder, "webhooks.key-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(beside.Name()) }()
	_, err = beside.Write(key)
	if err = errors.Join(err, beside.Sync(), beside.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(beside.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(path)
}
