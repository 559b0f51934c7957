package scoring

import (
	"slices"
	"time"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// Declaration is what a person has said about a tender: whether there is a conflict of interest.
type Declaration struct {
	Person   member.PersonID
	Conflict string // what it is about; empty is none
	At       time.Time
}

// Declarations are all that were made about a tender, by the panel and by those who examine bids.
type Declarations []Declaration

// Declare takes the word of somebody who examines bids, from the notice up to the award. A
// conflict can be declared later on and is not taken back. It fails with ErrNotOpen,
// ErrDeclared or ErrText.
func (d Declarations) Declare(t *tender.Tender, by member.PersonID, conflict bool, text string, now time.Time) (Declaration, error) {
	made := Declaration{Person: by, At: now}
	switch before := d.Of(by); {
	case !Declarable(t):
		return made, ErrNotOpen.With("status", string(t.State().Status))
	case before == Conflicted, before == Unbiased && !conflict:
		return made, ErrDeclared
	case !conflict:
		return made, nil
	}
	var err error
	made.Conflict, err = textAt(text, "text")
	return made, err
}

// Declarable reports whether examiners can declare: from the notice up to the award.
func Declarable(t *tender.Tender) bool {
	state := t.State()
	return !state.Published.IsZero() && state.Status != tender.Awarded && state.Status != tender.Cancelled
}

// Interest is what is known of a person's interest in a tender.
type Interest string

// The interests.
const (
	Undeclared Interest = "pending"
	Unbiased   Interest = "none"
	Conflicted Interest = "conflict"
)

// Of is what a person has declared; one conflict outweighs every other word.
func (d Declarations) Of(person member.PersonID) Interest {
	found := Undeclared
	for _, made := range d {
		switch {
		case made.Person != person:
		case made.Conflict != "":
			return Conflicted
		default:
			found = Unbiased
		}
	}
	return found
}

// Impartial fails with ErrConflict: who has declared one takes no part in the tender any more (VgV 6).
func (d Declarations) Impartial(person member.PersonID) error {
	if d.Of(person) == Conflicted {
		return ErrConflict
	}
	return nil
}

// declared is Impartial for what asks for a declaration first; ErrUndeclared, ErrConflict.
func (d Declarations) declared(person member.PersonID) error {
	if d.Of(person) == Undeclared {
		return ErrUndeclared
	}
	return d.Impartial(person)
}

// Standing leaves out what was found by people who turned out to have a conflict: others
// examine again.
func (d Declarations) Standing(found []Examination) []Examination {
	return slices.DeleteFunc(slices.Clone(found), func(e Examination) bool { return d.Impartial(e.Done.By) != nil })
}
