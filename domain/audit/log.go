package audit

import "time"

// Hash is a SHA-256.
type Hash [32]byte

// Checkpoint is a signed statement of the log: so many events, with this root of
// their Merkle tree (RFC 6962). Once it has left the house nobody can change an
// event before it unnoticed.
type Checkpoint struct {
	TreeSize int64
	Root     Hash
	Note     string // the signed text: origin, size, root, signature
	SignedAt time.Time
}

// Finding is something that is not as the log says.
type Finding struct {
	Kind   FindingKind
	Table  string
	Key    string
	Detail string
}

// FindingKind says what is wrong.
type FindingKind string

// The kinds of findings.
const (
	RowAltered      FindingKind = "row-altered"       // a row is not as its last event left it
	RowWithoutEvent FindingKind = "row-without-event" // a row that no event wrote
	RowMissing      FindingKind = "row-missing"       // a row that an event wrote is gone
	EventAltered    FindingKind = "event-altered"     // an event is not as it was logged
	EventMissing    FindingKind = "event-missing"     // a logged event is gone
	CheckpointWrong FindingKind = "checkpoint-wrong"  // a checkpoint is not the root of the log
	SignatureWrong  FindingKind = "signature-wrong"   // a checkpoint is not signed by our key
	TotalWrong      FindingKind = "total-wrong"       // a total is not the sum of its parts
)
