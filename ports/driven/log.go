package driven

import (
	"context"

	"allmende/domain/audit"
	"allmende/domain/member"
)

// Leaf is an event's place in the signed log.
type Leaf struct {
	Seq     int64
	EventID string
	Hash    audit.Hash
	Content []byte // the canonical bytes as the database gives them now; nil when the event is gone
}

// Log stores the signed log over the events. It works as the owner of the
// database, across cooperatives.
type Log interface {
	// Extend puts waiting events into the log, at most limit, and reports how many.
	// grow turns their contents into leaf hashes, tree hashes and a signed
	// checkpoint. Only one extends at a time; another finds nothing to do.
	Extend(ctx context.Context, limit int, grow Grow) (int, error)
	// Leaves hands out the log from the first to the last leaf.
	Leaves(ctx context.Context, visit func(Leaf) error) error
	// Checkpoints are all there are, the smallest first.
	Checkpoints(ctx context.Context) ([]audit.Checkpoint, error)
	// Waiting counts the events that are not in the log yet.
	Waiting(ctx context.Context) (int, error)
	// Rows compares the rows of a cooperative with what their last events left, and
	// its totals with the sums of their parts.
	Rows(ctx context.Context, of member.CooperativeID) (checked int, findings []audit.Finding, err error)
}

// Grow computes the growth of a tree of the given size by contents. read gives
// the tree hashes stored under indices.
type Grow func(size int64, contents [][]byte, read func(indices []int64) ([]audit.Hash, error)) (Growth, error)

// Growth is what a log gains.
type Growth struct {
	Leaves     []audit.Hash // one a content
	Stored     []audit.Hash // the tree hashes that follow those stored before
	Checkpoint audit.Checkpoint
}

// Notary hashes and signs the log.
type Notary interface {
	// Grow is the Grow of a Log.
	Grow(size int64, contents [][]byte, read func(indices []int64) ([]audit.Hash, error)) (Growth, error)
	// Leaf is the hash under which a content stands in the log.
	Leaf(content []byte) audit.Hash
	// Roots are the roots of the trees over the first sizes[i] leaves; sizes ascend.
	Roots(leaves []audit.Hash, sizes []int64) ([]audit.Hash, error)
	// Signed reports whether the checkpoint bears our signature over its size and root.
	Signed(audit.Checkpoint) bool
}
