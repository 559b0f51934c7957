package driven

import (
	"context"
	"time"

	"allmende/domain/member"
	"allmende/domain/upload"
)

// Uploads keeps files on their way. A person finds nobody's but its own.
type Uploads interface {
	// Same locks the person's upload of a file by its size and digest.
	Same(ctx context.Context, by member.PersonID, size int64, digest string) (*upload.Upload, bool, error)
	// Get locks one. It fails with access.ErrNotFound.
	Get(ctx context.Context, by member.PersonID, which upload.ID) (*upload.Upload, error)
	// Add stores a new one.
	Add(ctx context.Context, u *upload.Upload) error
	// Keep stores a part, the last one taken, with its content.
	Keep(ctx context.Context, u *upload.Upload, content []byte) error
	// Copy hands out the parts in turn.
	Copy(ctx context.Context, which upload.ID, each func(part []byte) error) error
	// Part is one of them, by its number from 0.
	Part(ctx context.Context, which upload.ID, number int) ([]byte, error)
	// Drop throws one away with its parts; one that is not there is no fault. It fails
	// with metering.ErrRunning while readings are taken of it.
	Drop(ctx context.Context, by member.PersonID, which upload.ID) error
	// Sweep throws away what waits since before a time, and of the person's own all but
	// the newest so many; never what readings are being taken of.
	Sweep(ctx context.Context, by member.PersonID, before time.Time, but int) error
}
