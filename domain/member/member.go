package member

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of members.
var (
	// ErrNoSuchBody: the directory knows no body with the key.
	ErrNoSuchBody = fault.New(fault.Invalid, "member.body-unknown", fault.Field("officialKey"))
	// ErrArea: the key is that of an area without a municipality, which is no body.
	ErrArea = fault.New(fault.Invalid, "member.area-without-municipality", fault.Field("officialKey"))
	// ErrAlreadyAdmitted: the body is a member of the cooperative.
	ErrAlreadyAdmitted = fault.New(fault.Conflict, "member.already-admitted", fault.Field("officialKey"))
	// ErrLimit: an approval limit lies between 0.00 and 9,999,999.99 euros.
	ErrLimit = fault.New(fault.Invalid, "member.approval-limit-out-of-range", fault.Field("approvalLimit"))
	// ErrName: a name has 2 to 200 characters and no control characters.
	ErrName = fault.New(fault.Invalid, "member.name-invalid", fault.Field("name"))
)

// highestLimit keeps mistyped limits out.
var highestLimit = money.MustAmount("9999999.99")

// State is the data of a member.
type State struct {
	ID             ID
	Name           string
	Kind           Kind
	Status         Status
	Key            OfficialKey // empty for a body that is not in the directory
	Leitweg        LeitwegID   // empty if none is known
	Population     int64       // as it was in the directory at admission, or when it was last restated
	PopulationYear int         // 0 where there is no population or its year is not known
	ApprovalLimit  money.Amount
	AdmittedOn     period.Day
	Version        int
}

// Member is a public body admitted to a cooperative. Its population is a snapshot:
// cost keys do not move because a newer register was imported, only by Restate.
type Member struct{ s State }

// Admission is what is decided about a new member besides which body it is.
type Admission struct {
	Leitweg LeitwegID
	Limit   money.Amount
}

// Admit makes a member of a body of the directory. It fails with ErrArea, and with
// ErrLimit.
func Admit(b Body, a Admission, now time.Time) (*Member, error) {
	if b.AdmittedAs() == "" {
		return nil, ErrArea
	}
	return admit(State{Name: b.Title(), Kind: b.Kind, Key: b.AdmittedAs(), Population: b.Population, PopulationYear: b.PopulationYear}, a, now)
}

// AdmitOutside makes a member of a body that the directory does not list: an IT
// provider, a university, an umbrella association. It fails with ErrKindOutside,
// ErrName and ErrLimit.
func AdmitOutside(kind Kind, name string, a Admission, now time.Time) (*Member, error) {
	if !slices.Contains([]Kind{KindITProvider, KindUniversity, KindAssociation}, kind) {
		return nil, ErrKindOutside
	}
	if err := checkName(name); err != nil {
		return nil, err
	}
	return admit(State{Name: name, Kind: kind}, a, now)
}

func admit(s State, a Admission, now time.Time) (*Member, error) {
	if err := checkLimit(a.Limit); err != nil {
		return nil, err
	}
	s.ID, s.Status, s.Version = id.New[Member](), Admitted, 1
	s.Leitweg, s.ApprovalLimit, s.AdmittedOn = a.Leitweg, a.Limit, period.DayOf(now)
	return &Member{s}, nil
}

// Restore takes a member that a store kept.
func Restore(s State) *Member { return &Member{s} }

// State is a copy of the member's data.
func (m *Member) State() State { return m.s }

// Guest reports whether the member reads and speaks, but neither votes nor calls off.
func (m *Member) Guest() bool { return m.s.Kind.Guest() }

// SetApprovalLimit sets the value above which a second person approves the
// member's call-offs, or fails with ErrLimit and changes nothing.
func (m *Member) SetApprovalLimit(limit money.Amount) error {
	if err := checkLimit(limit); err != nil {
		return err
	}
	m.s.ApprovalLimit = limit
	return nil
}

// Restate takes the population over that the directory tells now, and reports whether
// it is another one. A year that the directory does not tell stays while the number does.
func (m *Member) Restate(b Body) bool {
	year := b.PopulationYear
	if year == 0 && b.Population == m.s.Population {
		year = m.s.PopulationYear
	}
	changed := b.Population != m.s.Population || year != m.s.PopulationYear
	m.s.Population, m.s.PopulationYear = b.Population, year
	return changed
}

func checkLimit(limit money.Amount) error {
	if limit.Sign() < 0 || limit.Cmp(highestLimit) > 0 {
		return ErrLimit
	}
	return nil
}

func checkName(name string) error {
	if !wording.Line(name, 2, 200) {
		return ErrName
	}
	return nil
}

// Batch is what the admission of many bodies at once comes to.
type Batch struct {
	Members        []*Member
	Municipalities int
	Districts      int
	Already        int // bodies that are members
	Areas          int // areas without a municipality, left out
}

// AdmitAll makes members of the municipalities and districts among the bodies that
// are none yet. A city that is its own district counts once, as the municipality;
// states and associations are admitted one by one. It fails with ErrLimit.
func AdmitAll(bodies []Body, already map[OfficialKey]bool, a Admission, now time.Time) (Batch, error) {
	var batch Batch
	for _, b := range bodies {
		switch {
		case b.Kind == KindArea:
			batch.Areas++
			continue
		case b.Kind != KindMunicipality && b.Kind != KindDistrict, b.AdmittedAs() != b.Key:
			continue
		case already[b.Key]:
			batch.Already++
			continue
		}
		m, err := Admit(b, a, now)
		if err != nil {
			return Batch{}, err
		}
		batch.Members = append(batch.Members, m)
		if b.Kind == KindDistrict {
			batch.Districts++
			continue
		}
		batch.Municipalities++
	}
	return batch, nil
}
