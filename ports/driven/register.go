package driven

import (
	"context"

	"allmende/domain/member"
	"allmende/ports/view"
)

// Directory keeps the public bodies; it belongs to no cooperative.
type Directory interface {
	// Lock keeps other imports out until the transaction ends.
	Lock(ctx context.Context) error
	// Bodies are all there are.
	Bodies(ctx context.Context) (map[member.OfficialKey]member.Body, error)
	// BodiesOf are those of a state, by key.
	BodiesOf(ctx context.Context, state member.OfficialKey) ([]member.Body, error)
	// Body is the one under which the key is admitted (member.Body.AdmittedAs), or
	// member.ErrNoSuchBody.
	Body(ctx context.Context, key member.OfficialKey) (member.Body, error)
	// Put stores bodies in one go, new ones and changed ones alike.
	Put(ctx context.Context, bodies []member.Body) error
}

// DirectoryReports reads the directory for people.
type DirectoryReports interface {
	// PublicBodies lists by name every body that can be a member, each once;
	// access.ErrCursor.
	PublicBodies(ctx context.Context, filter BodyFilter, page view.PageRequest) (view.Page[view.PublicBody], error)
}

// BodyFilter narrows the list of bodies; the zero value takes all.
type BodyFilter struct {
	Search string // part of the name, or the beginning of the official key
	State  string // two digits
}

// RegisterFile is what was read of a register.
type RegisterFile struct {
	Files   []string // in the order of reading
	Format  string
	Entries []Entry
	Refused []Refusal
}

// Entry is a body with the line that tells of it; 0 if it is told of by the lines
// of its municipalities alone.
type Entry struct {
	Body member.Body
	File string
	Line int
}

// Refusal is a line that cannot be taken, and why, in English.
type Refusal struct {
	File   string
	Line   int
	Reason string
}

// RegisterReader reads the official register in one of its formats.
type RegisterReader interface {
	// Read fails only when a file cannot be read; lines that cannot be taken are in
	// the result, and then its entries are of no use.
	Read(path string) (RegisterFile, error)
}
