// Package notice says of what people are told, how, and when it is tried again.
package notice

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/period"
)

// Faults of settings.
var (
	// ErrKind: "kind" is nothing that people are told of.
	ErrKind = fault.New(fault.Invalid, "notice.kind-unknown", fault.Field("ways"))
	// ErrWay: news come at once, daily or never.
	ErrWay = fault.New(fault.Invalid, "notice.way-unknown", fault.Field("ways"))
	// ErrLanguage: mails are written in German (de) or English (en).
	ErrLanguage = fault.New(fault.Invalid, "notice.language-unknown", fault.Field("language"))
)

// Kind is what a person is told of.
type Kind string

// The kinds of news.
const (
	ApprovalWaits   Kind = "approval-waits"   // a call-off waits for my approval
	JointAsked      Kind = "joint-asked"      // my member is asked to agree to its share of a joint call-off
	JointDecided    Kind = "joint-decided"    // a joint call-off of my member was placed, rejected or cancelled
	Decided         Kind = "decided"          // my call-off was approved, rejected or cancelled by another
	OrderAnswered   Kind = "order-answered"   // a supplier confirmed or declined my order
	AnswerLate      Kind = "answer-late"      // a supplier did not answer my order in time
	StandingFailed  Kind = "standing-failed"  // a standing order of mine could not be placed
	SheetWaits      Kind = "sheet-waits"      // a time sheet waits to be accepted by my member
	SheetDecided    Kind = "sheet-decided"    // a time sheet that I handed in was accepted or sent back
	BudgetWarning   Kind = "budget-warning"   // the budget of a service is nearly, or wholly, used up
	ContractWarning Kind = "contract-warning" // a contract or a quota is nearly used up
	ContractEnds    Kind = "contract-ends"    // a contract ends soon
	LicenceRenews   Kind = "licence-renews"   // a licence must be cancelled, or ends, soon
	StandingSoon    Kind = "standing-soon"    // a standing order of mine is about to be placed

	ReservationWaits   Kind = "reservation-waits"   // a reservation, or a change of one, waits for the cooperative
	ReservationDecided Kind = "reservation-decided" // a reservation of my member was approved, refused, handed over, or has lapsed
	PlaceOffered       Kind = "place-offered"       // what my member waits for is offered to it
	ReservationEnds    Kind = "reservation-ends"    // a reservation of my member ends soon
	CapacityShort      Kind = "capacity-short"      // a resource of a data center runs out soon

	RoundCloses        Kind = "round-closes"        // a demand round closes soon, and my member has not answered
	NeedsUnconfirmed   Kind = "needs-unconfirmed"   // a demand round closes soon, and my member's needs wait for me to confirm them
	CertificateExpires Kind = "certificate-expires" // a certificate of my enterprise expires soon
	RequestDecided     Kind = "request-decided"     // a request of my enterprise to take part in a tender was decided
	BidsCalled         Kind = "bids-called"         // another bid of my enterprise is asked for, after a negotiation
)

// Kinds are all of them, in the order that people read them.
var Kinds = []Kind{
	ApprovalWaits, JointAsked, JointDecided, Decided, OrderAnswered, AnswerLate, StandingSoon, StandingFailed, SheetWaits, SheetDecided, BudgetWarning,
	ContractWarning, ContractEnds, LicenceRenews, ReservationWaits, ReservationDecided, PlaceOffered, ReservationEnds, CapacityShort, RoundCloses, NeedsUnconfirmed, CertificateExpires, RequestDecided, BidsCalled,
}

// Way is how a person is told.
type Way string

// The ways.
const (
	AtOnce Way = "at-once"
	Daily  Way = "daily" // gathered, in the morning
	Never  Way = "never"
)

// Language is what mails are written in.
type Language string

// The languages.
const (
	German  Language = "de"
	English Language = "en"
)

// ParseLanguage fails with ErrLanguage.
func ParseLanguage(text string) (Language, error) {
	switch l := Language(text); l {
	case German, English:
		return l, nil
	}
	return "", ErrLanguage
}

// Settings are how a person wants to be told.
type Settings struct {
	Language Language
	ways     map[Kind]Way
}

// Suggested are the settings of whoever has set nothing: at once what waits for somebody,
// in the morning what is good to know.
func Suggested() Settings {
	return Settings{German, map[Kind]Way{
		ApprovalWaits: AtOnce, JointAsked: AtOnce, JointDecided: AtOnce, Decided: AtOnce, OrderAnswered: AtOnce, AnswerLate: AtOnce, StandingFailed: AtOnce,
		SheetWaits: AtOnce, SheetDecided: AtOnce, BudgetWarning: Daily, ContractWarning: Daily, ContractEnds: Daily, LicenceRenews: Daily,
		StandingSoon: Daily, ReservationWaits: AtOnce, ReservationDecided: AtOnce, PlaceOffered: AtOnce, ReservationEnds: Daily, CapacityShort: Daily,
		RoundCloses: Daily, NeedsUnconfirmed: Daily, CertificateExpires: AtOnce, RequestDecided: AtOnce, BidsCalled: AtOnce,
	}}
}

// NewSettings takes a way for each kind; without one a kind stays as it is suggested. It
// fails with ErrLanguage, ErrKind and ErrWay.
func NewSettings(language string, ways map[Kind]Way) (Settings, error) {
	s := Suggested()
	var err error
	if s.Language, err = ParseLanguage(language); err != nil {
		return Settings{}, err
	}
	for kind, way := range ways {
		if !slices.Contains(Kinds, kind) {
			return Settings{}, ErrKind.With("kind", string(kind))
		}
		switch way {
		case AtOnce, Daily, Never:
		default:
			return Settings{}, ErrWay
		}
		s.ways[kind] = way
	}
	return s, nil
}

// Way is how a person is told of a kind.
func (s Settings) Way(k Kind) Way {
	if way, set := s.ways[k]; set {
		return way
	}
	return Never
}

// Of are the kinds that a person is told of in that way.
func (s Settings) Of(w Way) []Kind {
	kinds := []Kind{}
	for _, kind := range Kinds {
		if s.Way(kind) == w {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// When the daily mail goes out, in Berlin.
const (
	digestHour   = 6
	digestMinute = 30
)

// Due is when what happens now is to be told in that way: a daily mail the next morning.
func (w Way) Due(now time.Time) time.Time {
	if w != Daily {
		return now
	}
	local := now.In(period.Berlin)
	morning := time.Date(local.Year(), local.Month(), local.Day(), digestHour, digestMinute, 0, 0, period.Berlin)
	if !morning.After(now) {
		morning = time.Date(local.Year(), local.Month(), local.Day()+1, digestHour, digestMinute, 0, 0, period.Berlin)
	}
	return morning.UTC()
}
