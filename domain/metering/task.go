package metering

import (
	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/upload"
)

// Faults of deliveries that are taken by themselves.
var (
	// ErrNotInParts: what a Prometheus answers is read as a whole, and comes as one body.
	ErrNotInParts = fault.New(fault.Invalid, "reading-import.not-in-parts", fault.Rule("G-CAP"), fault.Field("format"))
	// ErrRunning: the delivery, or the file, is being taken already.
	ErrRunning = fault.New(fault.Conflict, "reading-import.runs", fault.Rule("G-CAP"))
	// ErrNotRunning: nothing of the delivery waits or is being taken.
	ErrNotRunning = fault.New(fault.Conflict, "reading-import.not-running", fault.Rule("G-CAP"))
)

// Cancelled is why a delivery ended that somebody cancelled.
const Cancelled = "reading-import.cancelled"

// Task is a delivery that came in parts and is taken by itself. Its lines come one by one, so
// that a file may be larger than the memory for it.
type Task struct {
	Cooperative member.CooperativeID
	Import      ImportID
	Name        string
	Format      Format
	Upload      upload.ID
	By          member.PersonID
	Through     access.Through // the token by which it was delivered; zero for a person's session
}

// InParts fails with ErrNotInParts for a format that is not read line by line.
func (f Format) InParts() error {
	if f == Prometheus {
		return ErrNotInParts
	}
	return nil
}
