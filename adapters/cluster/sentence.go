package cluster

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// errStillInUse says that parts of a server that was killed have not ended yet.
var errStillInUse = errors.New("the former PostgreSQL has not ended yet")

// sentence tells what stands in the way of path, so that one who knows no errno can act.
func sentence(err error, path string) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("the disk that holds %s is full: %w", path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s may not be read or written by this user: set ALLMENDE_DATA to a folder of your own: %w", path, err)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s cannot be made, because part of its path is not a folder: %w", path, err)
	}
	return err
}

// explain makes one sentence of what a program of PostgreSQL has printed before it failed.
func explain(program string, f folder, printed string) error {
	switch {
	case strings.Contains(printed, "No space left on device"), strings.Contains(printed, "Disk quota exceeded"):
		return fmt.Errorf("the disk that holds %s is full", f.path)
	case strings.Contains(printed, "is still in use"):
		return errStillInUse
	case strings.Contains(printed, "could not map anonymous shared memory"):
		return fmt.Errorf("%s did not start, because too little memory is free", program)
	}
	return fmt.Errorf("%s did not start: %s (log: %s)", program, gravest(printed), f.log())
}

// gravest is the line that says why: the first FATAL or error line, else the last line.
func gravest(printed string) string {
	lines := strings.Split(strings.TrimSpace(printed), "\n")
	for _, line := range lines {
		for _, mark := range []string{"PANIC:", "FATAL:", "error:"} {
			if _, reason, found := strings.Cut(line, mark); found {
				return strings.TrimSpace(reason)
			}
		}
	}
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return "it said nothing"
}
