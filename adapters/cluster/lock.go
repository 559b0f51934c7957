package cluster

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

const (
	shared    = syscall.LOCK_SH
	exclusive = syscall.LOCK_EX
)

// lock is an advisory lock on a file. The kernel releases it with its process, so
// that no death leaves one behind.
type lock struct{ file *os.File }

// tryLock takes the lock on the file at path, or returns nil when another holder
// stands in the way. The file is made when missing.
func tryLock(path string, how int) (*lock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, sentence(err, path)
	}
	err = syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if err == nil {
		return &lock{file: file}, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, file.Close()
	}
	return nil, errors.Join(fmt.Errorf("cannot lock %s: %w", path, err), file.Close())
}

// release gives the lock up; releasing no lock does nothing.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
