package scoring

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// The faults of forming a panel.
var (
	// ErrPanelExists: the tender has its panel; single evaluators are replaced.
	ErrPanelExists = fault.New(fault.Conflict, "scoring.panel-exists", fault.Rule("G-EVA"))
	// ErrNoCriteria: the tender is decided by the price alone.
	ErrNoCriteria = fault.New(fault.Conflict, "scoring.no-criteria", fault.Rule("G-EVA"))
	// ErrEvaluatorCount: two to nine evaluators score, never one alone.
	ErrEvaluatorCount = fault.New(fault.Invalid, "scoring.evaluator-count", fault.Rule("G-EVA"), fault.Field("evaluators"))
	// ErrEvaluatorTwice: the same person is or was on the panel already.
	ErrEvaluatorTwice = fault.New(fault.Invalid, "scoring.evaluator-twice", fault.Rule("G-EVA"))
	// ErrEvaluatorRole: the person is no evaluator of the cooperative or of a member.
	ErrEvaluatorRole = fault.New(fault.Invalid, "scoring.evaluator-role", fault.Rule("G-EVA"))
	// ErrEvaluatorBids: the person acts for a supplier (D-1).
	ErrEvaluatorBids = fault.New(fault.Invalid, "scoring.evaluator-bids", fault.Rule("D-1"))
	// ErrSpreadLimit: the limit is 1 to 100 per cent of a scale.
	ErrSpreadLimit = fault.New(fault.Invalid, "scoring.spread-limit", fault.Rule("G-EVA"), fault.Field("spreadLimit"))
	// ErrNotEvaluator: the person is not, or no longer, on the panel.
	ErrNotEvaluator = fault.New(fault.Forbidden, "scoring.not-evaluator", fault.Rule("G-EVA"))
	// ErrUndeclared: whoever scores or examines says first that there is no conflict of interest.
	ErrUndeclared = fault.New(fault.Conflict, "scoring.undeclared", fault.Rule("D-1"))
	// ErrConflict: who has a conflict of interest neither scores nor examines nor decides.
	ErrConflict = fault.New(fault.Forbidden, "scoring.conflict", fault.Rule("D-1"))
	// ErrDeclared: the same has been declared, or a conflict, which is not taken back.
	ErrDeclared = fault.New(fault.Conflict, "scoring.declared", fault.Rule("D-1"))
	// ErrNotReplaceable: only a conflict replaces somebody whose sheet is handed in.
	ErrNotReplaceable = fault.New(fault.Conflict, "scoring.not-replaceable", fault.Rule("G-EVA"), fault.Field("evaluatorId"))
)

// The bounds of a panel.
const (
	LeastEvaluators = 2
	MostEvaluators  = 9
)

// EvaluatorID names a place on a panel; the person's sheet has the same name.
type EvaluatorID = id.Of[Evaluator]

// Evaluator is a person on a panel.
type Evaluator struct {
	ID          EvaluatorID
	Person      member.PersonID
	Appointed   Stamp
	DeclaredAt  time.Time
	Conflict    string // what the person has declared; empty is none
	HandedInAt  time.Time
	ClosedUntil time.Time // handed in before a late bid was opened: what had a score then keeps it
	Replaced    Stamp     // by the officer
	Reason      string    // of the replacement
}

// Active reports whether the person's scores count.
func (e Evaluator) Active() bool { return e.Replaced.IsZero() }

// State is the data of a panel.
type State struct {
	Tender      tender.ID
	SpreadLimit int // per cent of the scale; above it a consensus is needed
	Evaluators  []Evaluator
	Appointed   Stamp
	Locked      Stamp
	Version     int
}

// Panel are the people who score the bids of a tender.
type Panel struct{ s State }

// Restore trusts a state that a store kept.
func Restore(s State) *Panel { return &Panel{s} }

// State returns a copy of the data.
func (p *Panel) State() State {
	s := p.s
	s.Evaluators = slices.Clone(s.Evaluators)
	return s
}

// Appoint forms the panel of a published tender. It fails with ErrNotOpen, ErrNoCriteria,
// ErrSpreadLimit, ErrEvaluatorCount, ErrEvaluatorTwice, ErrEvaluatorRole or ErrEvaluatorBids.
func Appoint(t *tender.Tender, people []Person, spreadLimit int, by member.PersonID, now time.Time) (*Panel, error) {
	state := t.State()
	switch {
	case state.Published.IsZero() || over(state.Status):
		return nil, ErrNotOpen.With("status", string(state.Status))
	case len(criteriaOf(state.Terms)) == 0:
		return nil, ErrNoCriteria
	case spreadLimit < 1 || spreadLimit > 100:
		return nil, ErrSpreadLimit
	case len(people) < LeastEvaluators || len(people) > MostEvaluators:
		return nil, ErrEvaluatorCount.With("least", strconv.Itoa(LeastEvaluators)).With("most", strconv.Itoa(MostEvaluators))
	}
	p := &Panel{State{Tender: state.ID, SpreadLimit: spreadLimit, Appointed: stamped(by, now), Version: 1}}
	for i, person := range people {
		if err := p.join(person, by, now); err != nil {
			return nil, fault.At(err, "evaluators."+strconv.Itoa(i))
		}
	}
	return p, nil
}

// over holds from the proposal of an award on.
func over(status tender.Status) bool {
	switch status {
	case tender.AwardProposed, tender.Standstill, tender.Awarded, tender.Cancelled:
		return true
	case tender.Draft, tender.InReview, tender.Requesting, tender.Selecting, tender.Published, tender.DeadlinePassed, tender.Opened, tender.Evaluating:
	}
	return false
}

// join appoints a person.
func (p *Panel) join(person Person, by member.PersonID, now time.Time) error {
	switch {
	case slices.ContainsFunc(p.s.Evaluators, func(e Evaluator) bool { return e.Person == person.ID }):
		return ErrEvaluatorTwice
	case person.Bidder:
		return ErrEvaluatorBids
	case !person.Evaluator:
		return ErrEvaluatorRole
	}
	p.s.Evaluators = append(p.s.Evaluators, Evaluator{ID: id.New[Evaluator](), Person: person.ID, Appointed: stamped(by, now)})
	return nil
}

// Declare takes a person's word that there is no conflict of interest (an empty text), or
// which one there is. A conflict can still be declared when somebody learns of it later; it
// is not taken back. It fails with ErrLocked, ErrNotEvaluator, ErrDeclared or ErrText.
func (p *Panel) Declare(by member.PersonID, conflict bool, text string, now time.Time) error {
	e, err := p.active(by)
	if err != nil {
		return err
	}
	if e.Conflict != "" || !conflict && !e.DeclaredAt.IsZero() {
		return ErrDeclared
	}
	if conflict {
		if e.Conflict, err = textAt(text, "text"); err != nil {
			return err
		}
	}
	e.DeclaredAt = now
	p.put(e)
	return nil
}

// Replace appoints another person in the place of one. Whoever has handed in is replaced
// for a conflict only: else scores that displease could be dropped. It fails with ErrLocked,
// ErrNotEvaluator, ErrNotReplaceable, ErrText, ErrEvaluatorTwice, ErrEvaluatorRole or ErrEvaluatorBids.
func (p *Panel) Replace(which member.PersonID, person Person, reason string, by member.PersonID, now time.Time) error {
	e, err := p.active(which)
	if err != nil {
		return err
	}
	if (!e.HandedInAt.IsZero() || !e.ClosedUntil.IsZero()) && e.Conflict == "" {
		return ErrNotReplaceable
	}
	if e.Reason, err = textAt(reason, "reason"); err != nil {
		return err
	}
	if err := p.join(person, by, now); err != nil {
		return fault.At(err, "replacementId")
	}
	e.Replaced = stamped(by, now)
	p.put(e)
	return nil
}

// Reopen lets sheets that are handed in take scores again, for what has none: a late bid was
// opened. All other scores stay as they were handed in.
func (p *Panel) Reopen() {
	for _, e := range p.Active() {
		if !e.HandedInAt.IsZero() {
			e.ClosedUntil, e.HandedInAt = e.HandedInAt, time.Time{}
			p.put(e)
		}
	}
}

// Again lets the panel score the bids of a further round: the lock of the round before, and the scores given
// then, were for other bids.
func (p *Panel) Again() {
	p.s.Locked = Stamp{}
	p.Reopen()
}

// active is the person's place on the panel; ErrLocked, ErrNotEvaluator.
func (p *Panel) active(person member.PersonID) (Evaluator, error) {
	if !p.s.Locked.IsZero() {
		return Evaluator{}, ErrLocked
	}
	return p.Evaluator(person)
}

// Evaluator is the person's place on the panel, or ErrNotEvaluator.
func (p *Panel) Evaluator(person member.PersonID) (Evaluator, error) {
	for _, e := range p.s.Evaluators {
		if e.Person == person && e.Active() {
			return e, nil
		}
	}
	return Evaluator{}, ErrNotEvaluator
}

// put stores what became of an evaluator.
func (p *Panel) put(e Evaluator) {
	i := slices.IndexFunc(p.s.Evaluators, func(o Evaluator) bool { return o.ID == e.ID })
	p.s.Evaluators[i] = e
}

// Active are those whose scores count.
func (p *Panel) Active() []Evaluator {
	var active []Evaluator
	for _, e := range p.s.Evaluators {
		if e.Active() {
			active = append(active, e)
		}
	}
	return active
}

// Revealed reports whether all have handed in and none has a conflict: only then does
// anybody see another's scores.
func (p *Panel) Revealed() bool {
	return !slices.ContainsFunc(p.Active(), func(e Evaluator) bool { return e.HandedInAt.IsZero() || e.Conflict != "" })
}

// MaySee reports whether a person may read what the bids answer: who is on the panel and
// has declared that there is no conflict. It fails with ErrNotEvaluator, ErrUndeclared or ErrConflict.
func (p *Panel) MaySee(person member.PersonID) error {
	e, err := p.Evaluator(person)
	if err != nil {
		return err
	}
	return e.unbiased()
}

func (e Evaluator) unbiased() error {
	switch e.Declaration() {
	case Conflicted:
		return ErrConflict
	case Undeclared:
		return ErrUndeclared
	case Unbiased:
	}
	return nil
}

// textAt is textOf with the field that the text comes from.
func textAt(text, field string) (string, error) {
	clean, err := textOf(text)
	return clean, fault.At(err, field)
}

// Declaration is what the person has declared.
func (e Evaluator) Declaration() Interest {
	switch {
	case e.Conflict != "":
		return Conflicted
	case e.DeclaredAt.IsZero():
		return Undeclared
	}
	return Unbiased
}

// Phase is where a panel stands or, where the price alone decides, the examination.
type Phase string

// The phases; examining and examined are those without a panel.
const (
	Declaring Phase = "declaring" // somebody has not declared, or has a conflict
	Waiting   Phase = "waiting"   // no bid is opened
	Scoring   Phase = "scoring"
	Comparing Phase = "comparing" // all have handed in
	Locked    Phase = "locked"
	Examining Phase = "examining"
	Examined  Phase = "examined"
)

// Phase is the phase the panel is in.
func (p *Panel) Phase(subject Subject) Phase {
	switch {
	case !p.s.Locked.IsZero():
		return Locked
	case slices.ContainsFunc(p.Active(), func(e Evaluator) bool { return e.unbiased() != nil }):
		return Declaring
	case p.Revealed():
		return Comparing
	case len(subject.Bids) == 0:
		return Waiting
	}
	return Scoring
}
