package access

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of API tokens.
var (
	// ErrTokenUnknown: there is no such token, or its person has no role in the cooperative any more.
	ErrTokenUnknown = fault.New(fault.Unauthenticated, "token.unknown")
	// ErrTokenExpired: its last day is over.
	ErrTokenExpired = fault.New(fault.Unauthenticated, "token.expired")
	// ErrTokenRevoked: its person revoked it, or has had a new password since.
	ErrTokenRevoked = fault.New(fault.Unauthenticated, "token.revoked")
	// ErrTokenScope: the token does not cover the act, whatever its person may do.
	ErrTokenScope = fault.New(fault.Forbidden, "token.scope")
	// ErrPeopleOnly: no token opens this, a person has to sign in.
	ErrPeopleOnly = fault.New(fault.Forbidden, "token.people-only")

	ErrTokenName   = fault.New(fault.Invalid, "token.name-invalid", fault.Field("name"))
	ErrTokenActs   = fault.New(fault.Invalid, "token.acts-invalid", fault.Field("acts"))
	ErrTokenDay    = fault.New(fault.Invalid, "token.last-day-invalid", fault.Field("lastDay"))
	ErrTokenMany   = fault.New(fault.Conflict, "token.too-many")
	ErrTokenClosed = fault.New(fault.Conflict, "token.closed")
)

// A token lives TokenDays days at most, and nobody has more than TokensHeld that live.
const (
	TokenDays  = 365
	TokensHeld = 20
)

// machineActs are what a token may be given: to read, to reserve, to deliver readings. What
// is decided, signed or agreed to stays with people.
var machineActs = []Act{
	CapacityKeep, CapacityRead, CapacityReserve, MeterKeep, MeterRead, ReadingImport,
	CallOffRead, EventRead, FrameworkRead, MemberRead, StatementRead,
}

// MachineActs lists, in order, the acts that the actor may give a token.
func (a Actor) MachineActs() []Act {
	return slices.DeleteFunc(a.Acts(), func(act Act) bool { return !slices.Contains(machineActs, act) })
}

// Through is the token by which an actor acts; the zero value for a person's session.
type Through struct {
	Token TokenID
	Name  string
	Acts  []Act
}

// IsZero reports whether there is no token.
func (t Through) IsZero() bool { return t.Token.IsZero() }

func (t Through) covers(act Act) bool { return t.IsZero() || slices.Contains(t.Acts, act) }

// CoversSome lets through whoever acts in person, and a token that covers one of the acts;
// any other fails with ErrTokenScope.
func (a Actor) CoversSome(acts ...Act) error {
	if slices.ContainsFunc(acts, a.Through.covers) {
		return nil
	}
	return ErrTokenScope.With("act", string(acts[0]))
}

// TokenID is the id of a Token.
type TokenID = id.Of[Token]

// Token lets a machine act for a person in one cooperative: in what the token covers, as
// long as the person may do it. The secret itself is nowhere.
type Token struct{ state TokenState }

// TokenState is what is known of a token.
type TokenState struct {
	ID        TokenID
	Person    member.PersonID
	Name      string
	Acts      []Act // in order, each once
	LastDay   period.Day
	CreatedAt time.Time
	RevokedAt time.Time // or zero
	Version   int
}

// TokenText is what a person says of a new token.
type TokenText struct {
	Name    string
	Acts    []string
	LastDay string
}

// NewToken makes a token of the actor, who has so many that live already. It fails with
// ErrPeopleOnly, ErrTokenName, ErrTokenActs, ErrTokenDay and ErrTokenMany.
func NewToken(a Actor, in TokenText, living int, now time.Time) (*Token, error) {
	if !a.Through.IsZero() {
		return nil, ErrPeopleOnly
	}
	if !wording.Line(in.Name, 3, 60) {
		return nil, ErrTokenName
	}
	acts, err := a.actsGiven(in.Acts)
	if err != nil {
		return nil, err
	}
	last, err := tokenDay(in.LastDay, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	if living >= TokensHeld {
		return nil, ErrTokenMany.With("most", strconv.Itoa(TokensHeld))
	}
	return &Token{TokenState{ID: id.New[Token](), Person: a.Person, Name: in.Name, Acts: acts, LastDay: last, CreatedAt: now, Version: 1}}, nil
}

func (a Actor) actsGiven(texts []string) ([]Act, error) {
	mine := a.MachineActs()
	acts := make([]Act, 0, len(texts))
	for _, text := range texts {
		if !slices.Contains(mine, Act(text)) {
			return nil, ErrTokenActs.With("act", text)
		}
		acts = append(acts, Act(text))
	}
	slices.Sort(acts)
	if len(acts) == 0 || len(slices.Compact(slices.Clone(acts))) != len(acts) {
		return nil, ErrTokenActs
	}
	return acts, nil
}

func tokenDay(text string, today period.Day) (period.Day, error) {
	latest := today.Add(TokenDays)
	day, err := period.ParseDay(text)
	if err != nil || day.Before(today) || day.After(latest) {
		return period.Day{}, ErrTokenDay.With("earliest", today.String()).With("latest", latest.String())
	}
	return day, nil
}

// RestoreToken makes the token of what is known.
func RestoreToken(state TokenState) *Token { return &Token{state} }

// State is what is known of it.
func (t *Token) State() TokenState { return t.state }

// Revoke ends it at once. It fails with ErrTokenClosed when it is revoked already.
func (t *Token) Revoke(now time.Time) error {
	if !t.state.RevokedAt.IsZero() {
		return ErrTokenClosed
	}
	t.state.RevokedAt = now
	t.state.Version++
	return nil
}
