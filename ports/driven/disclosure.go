package driven

import (
	"context"
	"time"

	"allmende/domain/disclosure"
	"allmende/ports/view"
)

// Disclosures keeps what the public reads, behind the log.
type Disclosures interface {
	// Cooperatives are all of the installation.
	Cooperatives(ctx context.Context) ([]view.Ref, error)
	// Disclose looks through the next part of a cooperative's log, in one transaction, and beside
	// nobody who does the same. It says how many processes something was told of, and whether there is
	// more to look through. What tell returns is kept; nothing is, if it fails.
	Disclose(ctx context.Context, cooperative string, stream disclosure.Stream, prefix disclosure.Prefix,
		tell func(Told) (*NewRelease, error)) (told int, more bool, err error)
}

// Told is a process as it is now, and what was last told of it.
type Told struct {
	Process view.PublicProcess
	Before  *disclosure.Standing // nil of one that nobody was told of
	Now     time.Time
}

// NewRelease is what there is to tell of a process.
type NewRelease struct {
	Standing disclosure.Standing
	Release  view.Release
}

// ReleaseWriter puts a process into the words of the standard.
type ReleaseWriter interface {
	// Release is the document: the same of the same.
	Release(p view.PublicProcess, id string, at time.Time, tags []string) ([]byte, error)
}

// PublicReports is what anybody may read.
type PublicReports interface {
	// Releases are those after a sequence number, oldest first.
	Releases(ctx context.Context, page view.PageRequest) (view.Page[view.Release], error)
	// ReleasesOf are all of a process, oldest first.
	ReleasesOf(ctx context.Context, ocid string) ([]view.Release, error)
	// Processes are tenders, the last published first. Empty parts of a search find all.
	Processes(ctx context.Context, in view.PublicSearch, page view.PageRequest) (view.Page[view.PublicProcess], error)
	// Process is one, if there is such.
	Process(ctx context.Context, ocid string) (view.PublicProcess, bool, error)
	// Notice is a notice of a process as it was issued, if there is such.
	Notice(ctx context.Context, ocid, notice string) ([]byte, bool, error)
}
