package scoring

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of a sheet.
var (
	// ErrPlaceUnknown: there is no admitted bid in that lot, or no such criterion to score.
	ErrPlaceUnknown = fault.New(fault.Invalid, "scoring.place-unknown", fault.Rule("G-EVA"))
	// ErrPlaceTwice: two scores for one place at once.
	ErrPlaceTwice = fault.New(fault.Invalid, "scoring.place-twice", fault.Rule("G-EVA"))
	// ErrHandedIn: the sheet is handed in and does not change any more.
	ErrHandedIn = fault.New(fault.Conflict, "scoring.handed-in", fault.Rule("G-EVA"))
	// ErrSheetIncomplete: "missing" places have no score yet.
	ErrSheetIncomplete = fault.New(fault.Conflict, "scoring.sheet-incomplete", fault.Rule("G-EVA"))
)

// Entry is a score with its reason. Revision counts how often the place was scored.
type Entry struct {
	Score    Score
	Reason   string
	Revision int
	At       time.Time
}

// SheetState is the data of a sheet.
type SheetState struct {
	Evaluator EvaluatorID
	Person    member.PersonID
	Entries   map[Place]Entry // the latest of each place
	Version   int
}

// Sheet is what one evaluator gives. Nobody else reads it before all are handed in.
type Sheet struct {
	s     SheetState
	fresh []Place
}

// RestoreSheet trusts a state that a store kept.
func RestoreSheet(s SheetState) *Sheet { return &Sheet{s: s} }

// State returns a copy of the data.
func (s *Sheet) State() SheetState {
	state := s.s
	state.Entries = maps.Clone(state.Entries)
	return state
}

// Fresh are the places that were scored since the sheet was restored, in the order given.
func (s *Sheet) Fresh() []Place { return slices.Clone(s.fresh) }

// Given is a score that an evaluator gives.
type Given struct {
	Place  Place
	Score  Score
	Reason string
}

// Write takes scores into the evaluator's sheet; a later one replaces an earlier one, which
// stays on record. It fails with ErrLocked, ErrNotEvaluator, ErrConflict, ErrUndeclared,
// ErrHandedIn, and below "scores.N" with ErrPlaceUnknown, ErrPlaceTwice, ErrOutOfScale or
// ErrText; then no score is taken.
func (p *Panel) Write(sheet *Sheet, subject Subject, given []Given, now time.Time) error {
	e, err := p.writable(sheet)
	if err != nil {
		return err
	}
	seen := map[Place]bool{}
	for i, g := range given {
		field := "scores." + strconv.Itoa(i)
		scale, known := subject.scale(g.Place)
		switch {
		case !known:
			return ErrPlaceUnknown.At(field + ".bidId")
		case seen[g.Place]:
			return ErrPlaceTwice.At(field + ".bidId")
		case sheet.closed(g.Place, e):
			return ErrHandedIn.At(field + ".bidId")
		}
		if err := g.Score.within(scale); err != nil {
			return fault.At(err, field+".score")
		}
		reason, err := textAt(g.Reason, field+".reason")
		if err != nil {
			return err
		}
		seen[g.Place], given[i].Reason = true, reason
	}
	for _, g := range given {
		sheet.take(g, now)
	}
	return nil
}

// closed reports whether a place was scored when the sheet was handed in for the first time.
func (s *Sheet) closed(place Place, of Evaluator) bool {
	entry, scored := s.s.Entries[place]
	return scored && !entry.At.After(of.ClosedUntil)
}

// take keeps a score, unless the place has just this one.
func (s *Sheet) take(g Given, now time.Time) {
	before, scored := s.s.Entries[g.Place]
	if scored && before.Score == g.Score && before.Reason == g.Reason {
		return
	}
	if s.s.Entries == nil {
		s.s.Entries = map[Place]Entry{}
	}
	s.s.Entries[g.Place] = Entry{g.Score, g.Reason, before.Revision + 1, now}
	s.fresh = append(s.fresh, g.Place)
}

// HandIn closes the sheet for good. It fails as Write does, with ErrNotOpen while there is
// nothing to score, or with ErrSheetIncomplete.
func (p *Panel) HandIn(sheet *Sheet, subject Subject, now time.Time) error {
	e, err := p.writable(sheet)
	if err != nil {
		return err
	}
	if len(subject.Bids) == 0 {
		return ErrNotOpen
	}
	if missing := len(sheet.Missing(subject)); missing > 0 {
		return ErrSheetIncomplete.With("missing", strconv.Itoa(missing))
	}
	e.HandedInAt = now
	p.put(e)
	return nil
}

// Missing are the places without a score.
func (s *Sheet) Missing(subject Subject) []Place {
	var missing []Place
	for _, place := range subject.Places() {
		if _, scored := s.s.Entries[place]; !scored {
			missing = append(missing, place)
		}
	}
	return missing
}

func (p *Panel) writable(sheet *Sheet) (Evaluator, error) {
	e, err := p.active(sheet.s.Person)
	if err != nil {
		return e, err
	}
	if e.ID != sheet.s.Evaluator {
		return e, access.ErrNotFound // a sheet of another panel
	}
	if err := e.unbiased(); err != nil {
		return e, err
	}
	if !e.HandedInAt.IsZero() {
		return e, ErrHandedIn
	}
	return e, nil
}
