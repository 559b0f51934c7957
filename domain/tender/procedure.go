package tender

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of how a tender shall be run.
var (
	// ErrWay: there is no such way to run a tender.
	ErrWay = fault.New(fault.Invalid, "tender.way-unknown", fault.Rule("G-TEN 2"), fault.Field("choice.way"))
	// ErrWayReason: the text is longer than 2000 characters, or has control characters.
	ErrWayReason = fault.New(fault.Invalid, "tender.text-invalid", fault.Field("choice.reason"))
	// ErrUrgency: the same for why time presses, which has 10 characters at least where it stands.
	ErrUrgency = fault.New(fault.Invalid, "tender.urgency-invalid", fault.Rule("G-TEN 7"), fault.Field("choice.urgency"))
	// ErrNoNegotiation: only negotiated procedures have a ground for it, and an award on first bids that is reserved.
	ErrNoNegotiation = fault.New(fault.Invalid, "tender.no-negotiation", fault.Rule("G-TEN 2"), fault.Field("choice.way"))
	// ErrNegotiationGround: the law knows no such ground to negotiate.
	ErrNegotiationGround = fault.New(fault.Invalid, "tender.negotiation-ground-unknown", fault.Rule("G-TEN 2"), fault.Field("choice.ground"))
	// ErrNegotiationUnjustified: the ground to negotiate, or what it consists in here, is not given.
	ErrNegotiationUnjustified = fault.New(fault.Conflict, "tender.negotiation-unjustified", fault.Rule("G-TEN 2"), fault.Field("choice.ground"))
	// ErrInvitedCount: a direct award asks 1 to 20 suppliers; elsewhere nobody is chosen beforehand.
	ErrInvitedCount = fault.New(fault.Invalid, "tender.invited-count", fault.Rule("G-TEN 2"), fault.Field("choice.invited"))
	// ErrInvitedTwice: a supplier is named twice.
	ErrInvitedTwice = fault.New(fault.Invalid, "tender.invited-twice", fault.Rule("G-TEN 2"), fault.Field("choice.invited"))
	// ErrInvitedUnknown: one of the invited is no supplier of the cooperative.
	ErrInvitedUnknown = fault.New(fault.Invalid, "tender.invited-unknown", fault.Rule("G-TEN 2"), fault.Field("choice.invited"))
	// ErrAboveDirectLimit: the value is above what may be awarded directly.
	ErrAboveDirectLimit = fault.New(fault.Conflict, "tender.above-direct-limit", fault.Rule("G-TEN 2"), fault.Field("choice.way"))
	// ErrDirectUnjustified: nothing says why these suppliers are asked, and no others.
	ErrDirectUnjustified = fault.New(fault.Conflict, "tender.direct-unjustified", fault.Rule("G-TEN 2"), fault.Field("choice.reason"))
	// ErrInvitedBanned: one of the invited is excluded from awards now.
	ErrInvitedBanned = fault.New(fault.Conflict, "tender.invited-banned", fault.Rule("GWB 123"), fault.Field("choice.invited"))
)

// Way is how an officer wants a tender to be run; with its value it makes the Procedure.
type Way string

// The ways.
const (
	ToAll    Way = "open"         // everybody may bid
	Directly Way = "direct-award" // the suppliers that are asked, up to a limit
	Chosen   Way = "restricted"   // those that are chosen out of all who ask to take part
	// Negotiated is the same, and the bids of those who are chosen are talked about.
	Negotiated Way = "negotiated"
)

// NegotiationGround is what allows to negotiate (VgV 14(3), UVgO 8(4)).
type NegotiationGround string

// The grounds.
const (
	Adaptation    NegotiationGround = "adaptation"      // what there is has to be adapted (no. 1; UVgO no. 5)
	Innovative    NegotiationGround = "innovative"      // conceptual or innovative solutions (no. 2; UVgO no. 1)
	Complex       NegotiationGround = "complexity"      // nature, complexity, legal or financial make-up, or risks (no. 3; UVgO no. 2)
	Indescribable NegotiationGround = "indescribable"   // what is bought cannot be described precisely enough (no. 4; UVgO no. 3)
	NoRegularBids NegotiationGround = "no-regular-bids" // an earlier procedure brought no bids in order, or none that were acceptable (no. 5; UVgO no. 4)
)

// NegotiationGrounds lists every one, in the order of VgV 14(3).
var NegotiationGrounds = []NegotiationGround{Adaptation, Innovative, Complex, Indescribable, NoRegularBids}

// mostInvited bounds whom a direct award asks: with more, it is a competition.
const mostInvited = 20

// leastUrgency is how much a reason for less time says at least.
const leastUrgency = 10

// Choice is how a tender is run, with the reasons that the law asks for.
type Choice struct {
	Way     Way
	Reason  string // of a direct award: why these suppliers; of a negotiation: what its ground consists in
	Urgency string // why bidders have less time than usual; empty where they have not

	RequestsUntil time.Time // until when suppliers ask to take part; zero unless they are chosen
	Least         int       // how many of them are invited at least
	Criteria      []string  // of suitability, by which they are chosen

	Ground    NegotiationGround // what allows to negotiate; empty elsewhere
	FirstBids bool              // the award on first bids, without talking about them, is reserved (VgV 17(11), UVgO 12(4))
}

// checked is the choice as it is kept; nothing said means open to all.
func (c Choice) checked() (Choice, error) {
	if c.Way == "" {
		c.Way = ToAll
	}
	c.Reason, c.Urgency = strings.TrimSpace(c.Reason), strings.TrimSpace(c.Urgency)
	switch {
	case c.Way != ToAll && c.Way != Directly && !c.Way.TwoStage():
		return c, ErrWay
	case c.Way != Negotiated && (c.Ground != "" || c.FirstBids):
		return c, ErrNoNegotiation
	case c.Ground != "" && !slices.Contains(NegotiationGrounds, c.Ground):
		return c, ErrNegotiationGround
	case !wording.Prose(c.Reason, 0, 2000):
		return c, ErrWayReason
	case c.Urgency != "" && !wording.Prose(c.Urgency, leastUrgency, 2000):
		return c, ErrUrgency
	}
	return c.participation()
}

// inviteesOf are whom a draft names, by id.
func inviteesOf(way Way, suppliers []member.SupplierID) ([]Invitee, error) {
	if way != Directly {
		if len(suppliers) > 0 {
			return nil, ErrInvitedCount.With("least", "0").With("most", "0")
		}
		return nil, nil
	}
	if len(suppliers) == 0 || len(suppliers) > mostInvited {
		return nil, ErrInvitedCount.With("least", "1").With("most", "20")
	}
	sorted := slices.Sorted(slices.Values(suppliers))
	if len(slices.Compact(slices.Clone(sorted))) < len(sorted) {
		return nil, ErrInvitedTwice
	}
	invited := make([]Invitee, len(sorted))
	for i, supplier := range sorted {
		invited[i] = Invitee{Supplier: supplier}
	}
	return invited, nil
}

// InvitedFacts are about a supplier that a draft invites, now.
type InvitedFacts struct {
	Known  bool // a supplier of the cooperative
	Banned bool // excluded from awards today
}

// InvitedKnown fails with ErrInvitedUnknown unless all are suppliers of the cooperative.
func (f Facts) InvitedKnown() error {
	if slices.ContainsFunc(f.Invited, func(i InvitedFacts) bool { return !i.Known }) {
		return ErrInvitedUnknown
	}
	return nil
}

// procedureChecks ask for what the way that was chosen needs.
func (t *Tender) procedureChecks(ruling Ruling, facts Facts, now time.Time) []Check {
	if ruling.TwoStage() {
		return t.stageChecks(ruling, now)
	}
	if ruling.Procedure != DirectAward {
		return nil
	}
	within := ruling.EstimatedValue.Cmp(ruling.Limit) <= 0
	banned := slices.ContainsFunc(facts.Invited, func(i InvitedFacts) bool { return i.Banned })
	return []Check{
		check("direct-limit", ruling.LimitSource, within, ErrAboveDirectLimit, "value", ruling.EstimatedValue.String(), "most", ruling.Limit.String()),
		check("direct-reason", "UVgO § 6 Abs. 1", t.s.Terms.Choice.Reason != "", ErrDirectUnjustified),
		check("invited-standing", "GWB §§ 123, 124; UVgO § 31", !banned, ErrInvitedBanned),
	}
}

// EUWide reports whether the law of the EU's thresholds rules the tender.
func (r Ruling) EUWide() bool {
	return r.Procedure == OpenEU || r.Procedure == RestrictedEU || r.Procedure == NegotiatedEU
}

// period is how long bidders have at least, of the law of a day.
func (r Ruling) period(law legal.Params, on period.Day) (legal.Figure[int], error) {
	return law.Number(r.minimumPeriod(), on)
}
