// Package store keeps contents of files under their SHA-256: in a folder, or in a store that
// speaks S3 (docs/decisions/0024-documents.md).
package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"allmende/domain/access"
	"allmende/ports/driven"
)

// Folder keeps them in files of their own, in folders by the first two digits.
type Folder struct{ root string }

var _ driven.Files = Folder{}

// InFolder makes the folder where it is missing.
func InFolder(root string) (Folder, error) {
	if err := os.MkdirAll(root, 0o700); err != nil {
		return Folder{}, fmt.Errorf("make the folder of documents: %w", err)
	}
	return Folder{root}, nil
}

var hashText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// errName: whoever asks for something else than a hash is a mistake of ours.
var errName = errors.New("a content is named by its SHA-256")

// errOther: what was written is not what its name says.
var errOther = errors.New("the content is not the one that its name says")

func (f Folder) path(hash string) string { return filepath.Join(f.root, hash[:2], hash) }

// Put writes beside and renames: nobody ever finds half a file, and what is there survives a
// power cut.
func (f Folder) Put(_ context.Context, hash string, content io.ReadSeeker, size int64) (err error) {
	if !hashText.MatchString(hash) {
		return errName
	}
	if there, err := os.Stat(f.path(hash)); err == nil && there.Size() == size {
		return nil
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.path(hash)), 0o700); err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	beside, err := os.CreateTemp(f.root, "incoming-")
	if err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
		}
	}()
	err = written(beside, hash, content)
	if closed := beside.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(beside.Name(), f.path(hash))
	}
	if err == nil {
		err = synced(filepath.Dir(f.path(hash)))
	}
	if err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	return nil
}

func written(to *os.File, hash string, content io.Reader) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, sum), content); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return errOther
	}
	return to.Sync()
}

// synced makes sure of the name, too.
func synced(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = d.Sync()
	if closed := d.Close(); err == nil {
		err = closed
	}
	return err
}

// Copy reads a file and makes sure that it is still what its name says.
func (f Folder) Copy(_ context.Context, hash string, to io.Writer) error {
	if !hashText.MatchString(hash) {
		return errName
	}
	file, err := os.Open(f.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return access.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	return copied(to, hash, file)
}

// copied writes a content, and fails at its end if it is another one.
func copied(to io.Writer, hash string, from io.Reader) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, sum), from); err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return fmt.Errorf("file %s: %w", hash, errOther)
	}
	return nil
}
