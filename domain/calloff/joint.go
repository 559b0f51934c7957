package calloff

import (
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of calling off together.
var (
	// ErrParticipants: fewer than two members, or more than 50.
	ErrParticipants = fault.New(fault.Invalid, "joint.participants-number", fault.Rule("G-CAL"), fault.Field("participants"))
	// ErrParticipantTwice: a member stands in the list twice.
	ErrParticipantTwice = fault.New(fault.Invalid, "joint.participant-twice", fault.Rule("G-CAL"))
	// ErrKey: shares are equal, by weights, or by quantities.
	ErrKey = fault.New(fault.Invalid, "joint.key-unknown", fault.Rule("G-CAL"), fault.Field("key"))
	// ErrQuantities: each participant says of each line how much is its own, and of one line at least more than nothing.
	ErrQuantities = fault.New(fault.Invalid, "joint.quantities-wrong", fault.Rule("G-CAL"))
	// ErrAgreeBy: the last day to agree is before today, or in more than 90 days.
	ErrAgreeBy = fault.New(fault.Invalid, "joint.agree-by-invalid", fault.Rule("G-CAL"), fault.Field("agreeBy"))
	// ErrJoint: it is called off by several members, each of which decides about its share.
	ErrJoint = fault.New(fault.Conflict, "joint.decided-by-shares", fault.Rule("G-CAL"))
	// ErrShareDecided: the member agreed or declined already.
	ErrShareDecided = fault.New(fault.Conflict, "joint.share-decided", fault.Rule("G-CAL"))
	// ErrAgreeByOver: the last day to agree is over.
	ErrAgreeByOver = fault.New(fault.Conflict, "joint.agree-by-over", fault.Rule("G-CAL"))
)

const (
	fewestParticipants = 2
	mostParticipants   = 50
	longestAgreeDays   = 90
)

// Key says by what a joint call-off is divided.
type Key string

// The keys.
const (
	ByEqualParts Key = "equal"
	ByWeights    Key = "weights"
	ByQuantities Key = "quantities" // each member bears what it gets
)

// Consent is what a participant says to its share.
type Consent string

// The consents.
const (
	Open    Consent = "open"
	Agreed  Consent = "agreed"
	Refused Consent = "declined"
)

// Joint is what makes a call-off one of several members.
type Joint struct {
	Key     Key
	AgreeBy period.Day // the last day
	GoesOn  bool       // without whoever declines
	Shares  []Share    // the leader's first
	Gone    []Share    // who declined while it went on
}

// Share is what one participant bears of a joint call-off, to the cent, and why.
type Share struct {
	Member     member.ID
	Version    int
	Weight     decimal.Decimal     // stated, where the key is ByWeights
	Quantities []quantity.Quantity // by line as the leader asked, where the key is ByQuantities
	Amount     money.Amount
	Lines      []money.Amount // by line; together the amount
	Derived    Derivation
	Limit      money.Amount // the member's approval limit when the share was made
	Consent    Consent
	BudgetCode string
	By         member.PersonID
	At         time.Time
	Reason     string // why it was declined
}

// Derivation is the exact quota of a share: Floor + Remainder/Denominator cents; one more cent if Extra.
type Derivation struct {
	Floor, Remainder, Denominator decimal.Decimal
	Extra                         bool
}

// NeedsApproval reports whether the share is over its member's limit.
func (s Share) NeedsApproval() bool { return s.Amount.Cmp(s.Limit) > 0 }

// Participant is a member that is asked to take part.
type Participant struct {
	Customer
	Weight     decimal.Decimal
	Quantities []quantity.Quantity
}

// Together is what a leader asks for in the name of several members.
type Together struct {
	Order
	Key          Key
	Participants []Participant // the leader first
	AgreeBy      period.Day
	GoesOn       bool
}

// PlaceTogether reserves what several members want and makes a submitted call-off of it, which
// is placed once all have agreed. The leader agrees by asking, unless its share is over its limit.
// It fails as Place does, and with ErrParticipants, ErrParticipantTwice, ErrKey, ErrBudgetWeight,
// ErrQuantities or ErrAgreeBy.
func PlaceTogether(f *framework.Framework, t Together, now time.Time) (*CallOff, error) {
	if err := t.prepare(period.DayOf(now)); err != nil {
		return nil, err
	}
	customer := t.Participants[0].Customer
	delivery, err := customer.Settings.Address(t.DeliverTo)
	if err != nil {
		return nil, err
	}
	if err := customer.Settings.accept(t.Order, period.DayOf(now)); err != nil {
		return nil, err
	}
	drawn, err := t.book(f, now)
	if err != nil {
		return nil, err
	}
	leader := &drawn.Joint.Shares[0]
	if !leader.NeedsApproval() {
		leader.Consent, leader.By, leader.At, leader.BudgetCode = Agreed, t.By, now, t.BudgetCode
	}
	return &CallOff{State{
		ID: id.New[CallOff](), Version: 1, Number: drawn.Number, Framework: f.ID(), Supplier: drawn.Supplier, Member: leader.Member,
		Status: Submitted, Total: drawn.Total, Lines: drawn.Lines, BudgetCode: t.BudgetCode, Note: t.Note, Delivery: delivery,
		Limit: leader.Limit, CreatedAt: now, CreatedBy: t.By, Route: drawn.Route, Joint: drawn.Joint,
	}}, nil
}

// Quote is what each would bear if a leader asked for it now. Nothing is drawn, and nobody is
// asked. It fails as PlaceTogether does for the contract, the participants and their key.
func Quote(f *framework.Framework, t Together, now time.Time) (State, error) {
	if len(t.Wishes) > mostLines {
		return State{}, ErrTooManyLines
	}
	if err := t.checkParticipants(); err != nil {
		return State{}, err
	}
	return t.book(framework.Restore(f.State()), now)
}

// book draws what all want in the framework; the state says what, at whose prices, and who bears what of it.
func (t *Together) book(f *framework.Framework, now time.Time) (State, error) {
	j := &Joint{Key: t.Key, AgreeBy: t.AgreeBy, GoesOn: t.GoesOn, Shares: make([]Share, len(t.Participants))}
	for i, p := range t.Participants {
		j.Shares[i] = Share{Member: p.Member, Version: 1, Weight: p.Weight, Quantities: p.Quantities, Limit: p.Limit, Consent: Open}
	}
	supplier, trace, err := f.RouteFor(t.Wishes, t.Months, now)
	if err != nil {
		return State{}, err
	}
	number, lines, err := f.CallTogether(supplier, j.members(), t.Wishes, j.divide(t.Wishes), now)
	return State{Number: number, Supplier: supplier, Total: framework.Total(lines), Lines: lines, Route: trace, Joint: j}, err
}

// prepare checks all but the contract, and adds the quantities up where they make the key.
func (t *Together) prepare(today period.Day) error {
	t.tidy()
	if err := t.check(today); err != nil {
		return err
	}
	if t.AgreeBy.Before(today) || t.AgreeBy.After(today.Add(longestAgreeDays)) {
		return ErrAgreeBy
	}
	return t.checkParticipants()
}

func (t *Together) checkParticipants() error {
	if n := len(t.Participants); n < fewestParticipants || n > mostParticipants {
		return ErrParticipants
	}
	seen := map[member.ID]bool{}
	for i, p := range t.Participants {
		at := "participants." + strconv.Itoa(i)
		if seen[p.Member] {
			return ErrParticipantTwice.At(at + ".memberId")
		}
		seen[p.Member] = true
		if !p.Admitted {
			return ErrMemberNotAdmitted.At(at + ".memberId")
		}
	}
	return t.checkKey()
}

func (t *Together) checkKey() error {
	switch t.Key {
	case ByEqualParts:
		return nil
	case ByWeights:
		for i, p := range t.Participants {
			if !goodWeight(p.Weight) {
				return ErrBudgetWeight.At("participants." + strconv.Itoa(i) + ".weight")
			}
		}
		return nil
	case ByQuantities:
		return t.sumQuantities()
	}
	return ErrKey
}

func (t *Together) sumQuantities() error {
	t.Wishes = slices.Clone(t.Wishes)
	for i := range t.Wishes {
		t.Wishes[i].Quantity = quantity.Quantity{}
	}
	for i, p := range t.Participants {
		if len(p.Quantities) != len(t.Wishes) || !slices.ContainsFunc(p.Quantities, func(q quantity.Quantity) bool { return !q.IsZero() }) {
			return ErrQuantities.At("participants." + strconv.Itoa(i) + ".quantities")
		}
		for line, wanted := range p.Quantities {
			t.Wishes[line].Quantity = t.Wishes[line].Quantity.Add(wanted)
		}
	}
	return nil
}

// Share is what a participant bears now, if it takes part.
func (c *CallOff) Share(m member.ID) (Share, bool) {
	if c.s.Joint == nil || c.s.Joint.share(m) == nil {
		return Share{}, false
	}
	return *c.s.Joint.share(m), true
}

func (j *Joint) members() []member.ID {
	members := make([]member.ID, len(j.Shares))
	for i, s := range j.Shares {
		members[i] = s.Member
	}
	return members
}

func (j *Joint) parts() []framework.Part {
	parts := make([]framework.Part, len(j.Shares))
	for i, s := range j.Shares {
		parts[i] = framework.Part{Member: s.Member, Amount: s.Amount}
	}
	return parts
}

func (j *Joint) share(m member.ID) *Share {
	i := slices.IndexFunc(j.Shares, func(s Share) bool { return s.Member == m })
	if i < 0 {
		return nil
	}
	return &j.Shares[i]
}
