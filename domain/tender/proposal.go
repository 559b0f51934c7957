package tender

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of proposing.
var (
	// ErrUnranked: an admitted bid has no rank yet.
	ErrUnranked = fault.New(fault.Conflict, "award.bids-unranked", fault.Rule("G-EVA"))
	// ErrTied: the first place of a lot is shared, and no drawn lot is recorded.
	ErrTied = fault.New(fault.Conflict, "award.tied", fault.Rule("G-EVA"), fault.Field("lotDecisions"))
	// ErrNotTied: a drawn lot decides only between bids on a shared first place.
	ErrNotTied = fault.New(fault.Invalid, "award.decision-unfounded", fault.Rule("G-EVA"))
	// ErrDecisionTwice: two decisions for one lot.
	ErrDecisionTwice = fault.New(fault.Invalid, "award.decision-twice", fault.Rule("G-EVA"))
	// ErrUndecided: no bid can win the lot, and no ground is given for not awarding it.
	ErrUndecided = fault.New(fault.Conflict, "award.lot-undecided", fault.Rule("G-AWA"), fault.Field("notAwarded"))
	// ErrGroundUnknown: the law knows no such ground for not awarding (VgV 63(1), UVgO 48(1)).
	ErrGroundUnknown = fault.New(fault.Invalid, "award.ground-unknown", fault.Rule("G-AWA"), fault.Field("ground"))
	// ErrLotUnknown: the tender has no such lot.
	ErrLotUnknown = fault.New(fault.Invalid, "award.lot-unknown", fault.Rule("G-AWA"), fault.Field("lotId"))
	// ErrLowOpen: a strikingly low price in the lot "lot" is not yet clarified.
	ErrLowOpen = fault.New(fault.Conflict, "award.low-price-open", fault.Rule("G-EVA"))
	// ErrDraw: the record of a drawn lot lacks who drew it, in whose presence, or when:
	// after the prices were opened and not later than now.
	ErrDraw = fault.New(fault.Invalid, "award.draw-incomplete", fault.Rule("G-EVA"))
	// ErrApproved: the proposal is approved already.
	ErrApproved = fault.New(fault.Conflict, "award.already-approved", fault.Rule("G-AWA"))
)

// Ground is why a lot is not awarded.
type Ground string

// The grounds of VgV 63(1) and UVgO 48(1), in their order.
const (
	NoSuitableBid Ground = "no-suitable-bid"
	BasisChanged  Ground = "basis-changed"
	NotEconomical Ground = "not-economical"
	GraveReason   Ground = "other-grave"
)

// Grounds lists every ground.
var Grounds = []Ground{NoSuitableBid, BasisChanged, NotEconomical, GraveReason}

// Decision records the lot that was drawn among bids on a shared first place.
type Decision struct {
	Lot LotID
	Bid BidID
	Draw
}

// Draw says how a lot was drawn.
type Draw struct {
	By       string // who drew
	Presence string // in whose presence
	At       time.Time
}

// checked is the record as it is kept. Whoever writes down when a lot was drawn writes the
// minute: the one in which the bids were opened is not before. It fails with ErrDraw.
func (d Draw) checked(opened, now time.Time) (Draw, error) {
	d.By, d.Presence, d.At = strings.TrimSpace(d.By), strings.TrimSpace(d.Presence), d.At.UTC()
	switch {
	case !wording.Line(d.By, 3, 200):
		return d, ErrDraw.At("drawnBy")
	case !wording.Prose(d.Presence, 3, 500):
		return d, ErrDraw.At("presence")
	case d.At.Before(opened.Truncate(time.Minute)), d.At.After(now):
		return d, ErrDraw.At("drawnAt")
	}
	return d, nil
}

// Waiver leaves a lot without an award.
type Waiver struct {
	Lot    LotID
	Ground Ground
	Reason string
}

// Proposal is what is decided about the lots: each goes to the bid on its first
// place unless it is waived.
type Proposal struct {
	Reason    string
	Decisions []Decision
	Waivers   []Waiver
}

// Propose names the winner of each lot, or why it has none. Nobody outside is told
// before another person approves. Bids are all of the tender's. It fails with
// ErrNotEvaluating, ErrPricesSealed, ErrLateSealed, ErrNegotiationOwed, ErrReason, ErrLotUnknown, ErrDecisionTwice, ErrGroundUnknown,
// ErrUnranked, the fault of LotResult.Refused, ErrLowOpen, ErrTied, ErrNotTied, ErrDraw or ErrUndecided.
func (t *Tender) Propose(by member.PersonID, p Proposal, bids []*Bid, scores Scores, now time.Time) error {
	if err := t.evaluable(); err != nil {
		return err
	}
	if t.s.PricesOpened.IsZero() {
		return ErrPricesSealed
	}
	if t.supplements(bids) {
		return ErrLateSealed
	}
	if err := t.negotiated(); err != nil {
		return err
	}
	reason, err := reasonOf(p.Reason)
	if err != nil {
		return err
	}
	lots, err := t.decide(t.Evaluate(bids, scores), p, now)
	if err != nil {
		return err
	}
	t.s.Lots, t.s.ProposalReason, t.s.Reason = lots, reason, ""
	t.s.Proposed, t.s.Proposal, t.s.Status = Stamp{by, now}, t.s.Proposal+1, AwardProposed
	return nil
}

// Approve lets the bidders be told (D-1). Where there is none to tell, the award
// may follow at once. It fails with ErrNotProposed, ErrApproved, or
// access.ErrSamePerson for the one who proposed.
func (t *Tender) Approve(by member.PersonID, bids []*Bid, now time.Time) error {
	switch {
	case !t.proposed():
		return ErrNotProposed.With("status", string(t.s.Status))
	case !t.s.Approved.IsZero():
		return ErrApproved
	case by == t.s.Proposed.By:
		return access.ErrSamePerson
	}
	t.s.Approved, t.s.Status, t.s.EarliestAward = Stamp{by, now}, AwardProposed, period.Day{}
	t.s.Proposal = max(t.s.Proposal, 1) // proposals made before they were counted
	if len(Recipients(bids)) == 0 {
		t.s.EarliestAward = period.DayOf(now)
	}
	return nil
}

// ReturnProposal takes the tender back to its evaluation: a proposal that nobody
// approves, or one that a review upset. Letters that were sent stay on file. It
// fails with ErrNotProposed or ErrReason.
func (t *Tender) ReturnProposal(reason string) error {
	if !t.proposed() {
		return ErrNotProposed.With("status", string(t.s.Status))
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	for i, l := range t.s.Lots {
		t.s.Lots[i] = Lot{ID: l.ID, Position: l.Position, Title: l.Title, MaximumValue: l.MaximumValue, Items: l.Items}
	}
	t.s.Status, t.s.Reason, t.s.ProposalReason = Evaluating, reason, ""
	t.s.Proposed, t.s.Approved, t.s.EarliestAward = Stamp{}, Stamp{}, period.Day{}
	return nil
}

func (t *Tender) proposed() bool { return t.s.Status == AwardProposed || t.s.Status == Standstill }

// decide puts the winners, or the grounds for having none, into the lots.
func (t *Tender) decide(results []LotResult, p Proposal, now time.Time) ([]Lot, error) {
	drawn, err := placed(p.Decisions, "lotDecisions", results, func(d Decision) LotID { return d.Lot })
	if err != nil {
		return nil, err
	}
	waived, err := placed(p.Waivers, "notAwarded", results, func(w Waiver) LotID { return w.Lot })
	if err != nil {
		return nil, err
	}
	lots := make([]Lot, 0, len(results))
	for _, r := range results {
		i, isWaived := waived[r.Lot.ID]
		var lot Lot
		if isWaived {
			lot, err = waive(r, p.Waivers[i], i, drawn)
		} else {
			lot, err = t.win(r, p.Decisions, drawn, now)
		}
		if err != nil {
			return nil, err
		}
		lots = append(lots, lot)
	}
	return lots, nil
}

// placed finds the entry of each lot; no lot has two, and each is of the tender.
func placed[E any](entries []E, list string, results []LotResult, lotOf func(E) LotID) (map[LotID]int, error) {
	at := map[LotID]int{}
	for i, e := range entries {
		lot := lotOf(e)
		if _, twice := at[lot]; twice {
			return nil, ErrDecisionTwice.At(field(list, i, "lotId"))
		}
		if !slices.ContainsFunc(results, func(r LotResult) bool { return r.Lot.ID == lot }) {
			return nil, ErrLotUnknown.At(field(list, i, "lotId"))
		}
		at[lot] = i
	}
	return at, nil
}

func waive(r LotResult, w Waiver, n int, drawn map[LotID]int) (Lot, error) {
	if i, decided := drawn[r.Lot.ID]; decided {
		return Lot{}, ErrNotTied.At(field("lotDecisions", i, "lotId"))
	}
	if !slices.Contains(Grounds, w.Ground) {
		return Lot{}, ErrGroundUnknown.At(field("notAwarded", n, "ground"))
	}
	reason, err := reasonOf(w.Reason)
	if err != nil {
		return Lot{}, under(err, "notAwarded."+strconv.Itoa(n))
	}
	lot := r.Lot
	lot.NotAwarded, lot.NotAwardedReason = w.Ground, reason
	return lot, nil
}

func (t *Tender) win(r LotResult, decisions []Decision, drawn map[LotID]int, now time.Time) (Lot, error) {
	if r.Refused != nil {
		return Lot{}, r.Refused.With("lot", r.Lot.Title)
	}
	if !r.Complete {
		return Lot{}, ErrUnranked.With("lot", r.Lot.Title)
	}
	if t.AsksAboutPrices(r) {
		return Lot{}, ErrLowOpen.With("lot", r.Lot.Title)
	}
	winner, err := winnerOf(r, decisions, drawn)
	if err != nil {
		return Lot{}, err
	}
	lot := r.Lot
	lot.Winner, lot.Supplier, lot.WinningTotal = winner.Bid, winner.Supplier, winner.Total
	if i, decided := drawn[lot.ID]; decided {
		draw, err := decisions[i].checked(t.s.PricesOpened.At, now)
		if err != nil {
			return Lot{}, under(err, "lotDecisions."+strconv.Itoa(i))
		}
		lot.Draw = &draw
	}
	return lot, nil
}

// winnerOf is the offer on the first place, or on a shared one the drawn one.
func winnerOf(r LotResult, decisions []Decision, drawn map[LotID]int) (Offer, error) {
	firsts := r.Firsts()
	i, decided := drawn[r.Lot.ID]
	switch {
	case !decided && r.Tied:
		return Offer{}, ErrTied.With("lot", r.Lot.Title)
	case decided && !r.Tied:
		return Offer{}, ErrNotTied.At(field("lotDecisions", i, "lotId"))
	case decided:
		at := slices.IndexFunc(firsts, func(o Offer) bool { return o.Bid == decisions[i].Bid })
		if at < 0 {
			return Offer{}, ErrNotTied.At(field("lotDecisions", i, "bidId"))
		}
		return firsts[at], nil
	case len(firsts) == 0:
		return Offer{}, ErrUndecided.With("lot", r.Lot.Title)
	}
	return firsts[0], nil
}

// Summary lists what is decided for the events of proposal and award: "lot.1" is
// the id of the bid that wins the first lot, "waived.2" the ground for the second.
func (s State) Summary() map[string]string {
	details := map[string]string{}
	for _, l := range s.Lots {
		n := strconv.Itoa(l.Position)
		if !l.Winner.IsZero() {
			details["lot."+n], details["total."+n] = l.Winner.String(), l.WinningTotal.String()
		}
		if l.NotAwarded != "" {
			details["waived."+n] = string(l.NotAwarded)
		}
	}
	return details
}
