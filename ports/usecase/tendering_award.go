package usecase

import (
	"context"
	"maps"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/award"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Awarding carries out driving.Awarding.
type Awarding struct{ work driven.Work }

var _ driving.Awarding = (*Awarding)(nil)

// NewAwarding makes the use cases from the opened bids to the contracts.
func NewAwarding(work driven.Work) *Awarding { return &Awarding{work} }

// Exclude takes a bid out of the competition.
func (uc *Awarding) Exclude(ctx context.Context, actor access.Actor, which tender.ID, version int, bid, reason string) (view.Evaluation, error) {
	return uc.evaluate(ctx, actor, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid) (audit.Event, error) {
		which, err := id.Parse[tender.Bid](bid)
		if err != nil {
			return audit.Event{}, pointed(err, "bidId")
		}
		excluded, err := t.Exclude(which, reason, bids)
		if err != nil {
			return audit.Event{}, err
		}
		state := excluded.State()
		return audit.Event{Action: "bid.excluded", Supplier: state.Supplier, Details: map[string]string{
			"bid": which.String(), "reason": state.Excluded,
		}}, s.Bids.Save(ctx, excluded)
	})
}

// AskAboutPrice records that a bidder is asked about a strikingly low price.
func (uc *Awarding) AskAboutPrice(ctx context.Context, actor access.Actor, which tender.ID, version int, lot, bid string) (view.Evaluation, error) {
	return uc.evaluate(ctx, actor, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid) (audit.Event, error) {
		lotID, bidID, err := placeOf(lot, bid)
		if err != nil {
			return audit.Event{}, err
		}
		asked, err := t.Ask(actor.Person, bidID, lotID, bids, tender.ScoresOf(bids), s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return clarified("bid.low-price-asked", asked, bids), s.Tenders.SaveClarification(ctx, which, asked)
	})
}

// DecideAboutPrice records the answer and what follows from it.
func (uc *Awarding) DecideAboutPrice(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.PriceVerdict) (view.Evaluation, error) {
	return uc.evaluate(ctx, actor, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid) (audit.Event, error) {
		lot, bid, err := placeOf(in.Lot, in.Bid)
		if err != nil {
			return audit.Event{}, err
		}
		decided, err := t.Clarify(actor.Person, tender.Clarifying{Bid: bid, Lot: lot, Answer: in.Answer, Verdict: tender.Verdict(in.Verdict), Reason: in.Reason}, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return clarified("bid.low-price-decided", decided, bids), s.Tenders.SaveClarification(ctx, which, decided)
	})
}

// clarified is the event about a low price.
func clarified(action string, c tender.Clarification, bids []*tender.Bid) audit.Event {
	event := audit.Event{Action: action, Details: map[string]string{"bid": c.Bid.String(), "lot": c.Lot.String()}}
	if c.Verdict != "" {
		event.Details["verdict"], event.Details["reason"] = string(c.Verdict), c.Reason
	}
	for _, b := range bids {
		if b.State().ID == c.Bid {
			event.Supplier = b.State().Supplier
		}
	}
	return event
}

// placeOf reads the ids of a lot and a bid in it.
func placeOf(lot, bid string) (tender.LotID, tender.BidID, error) {
	lotID, err := id.Parse[tender.Lot](lot)
	if err != nil {
		return "", "", pointed(err, "lotId")
	}
	bidID, err := id.Parse[tender.Bid](bid)
	if err != nil {
		return "", "", pointed(err, "bidId")
	}
	return lotID, bidID, nil
}

// evaluate runs the five beats around one change of the evaluation; decide stores what it does to the bids.
func (uc *Awarding) evaluate(
	ctx context.Context, actor access.Actor, which tender.ID, version int,
	decide func(context.Context, driven.Stores, *tender.Tender, []*tender.Bid) (audit.Event, error),
) (view.Evaluation, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderEvaluate, which), func(ctx context.Context, s driven.Stores) (view.Evaluation, error) {
		t, err := tenderInSight(ctx, s, actor, access.TenderEvaluate, which)
		if err != nil {
			return view.Evaluation{}, err
		}
		if err := access.CheckVersion(version, t.State().Version); err != nil {
			return view.Evaluation{}, err
		}
		if err := impartial(ctx, s, actor, which); err != nil {
			return view.Evaluation{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return view.Evaluation{}, err
		}
		event, err := decide(ctx, s, t, bids)
		if err != nil {
			return view.Evaluation{}, err
		}
		if err := s.Tenders.Save(ctx, t); err != nil {
			return view.Evaluation{}, err
		}
		if err := recordTender(ctx, s, t, event); err != nil {
			return view.Evaluation{}, err
		}
		return showEvaluation(ctx, s, actor, which)
	})
}

// Propose names the winners.
func (uc *Awarding) Propose(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.Proposal) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderPropose, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		proposal, err := proposalOf(in)
		if err != nil {
			return audit.Event{}, err
		}
		if err := impartial(ctx, s, actor, which); err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		if err := t.Propose(actor.Person, proposal, bids, tender.ScoresOf(bids), s.Now); err != nil {
			return audit.Event{}, err
		}
		examined, err := standing(ctx, s, which)
		if err != nil {
			return audit.Event{}, err
		}
		if err := scoring.CheckProposal(t, bids, examined); err != nil {
			return audit.Event{}, err
		}
		state := t.State()
		details := state.Summary()
		details["reason"] = state.ProposalReason
		return audit.Event{Action: "tender.award-proposed", Details: details}, nil
	})
}

// Approve lets the bidders be told.
func (uc *Awarding) Approve(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderApprove, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		if err := impartial(ctx, s, actor, which); err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Ever(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.proposal-approved", Details: t.State().Summary()}, t.Approve(actor.Person, bids, s.Now)
	})
}

// ReturnProposal takes the tender back to its evaluation.
func (uc *Awarding) ReturnProposal(ctx context.Context, actor access.Actor, which tender.ID, version int, reason string) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderApprove, which, version, func(_ context.Context, _ driven.Stores, t *tender.Tender) (audit.Event, error) {
		err := t.ReturnProposal(reason)
		return audit.Event{Action: "tender.proposal-returned", Details: map[string]string{"reason": t.State().Reason}}, err
	})
}

// Award makes the contracts, all in the transaction of the award.
func (uc *Awarding) Award(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderAward, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		round, err := bundled(ctx, s, t)
		if err != nil {
			return audit.Event{}, err
		}
		reviews, err := s.Awards.Reviews(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		awards, err := award.Conclude(t, reviews, actor.Person, bids, round, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		for _, a := range awards {
			if err := mayBid(ctx, s, a.Supplier); err != nil {
				return audit.Event{}, err
			}
		}
		if err := s.Bids.Save(ctx, decided(bids)...); err != nil {
			return audit.Event{}, err
		}
		if len(awards) == 0 {
			return untender(ctx, s, t)
		}
		concluding := conclude
		if t.State().Competes() {
			concluding = callOff
		}
		ended, err := concluding(ctx, s, t, awards)
		if err != nil {
			return audit.Event{}, err
		}
		details := t.State().Summary()
		maps.Copy(details, ended.Details)
		return audit.Event{Action: "tender.awarded", Member: ended.Member, Details: details}, nil
	})
}

// bundled is the frozen round of a tender; a mini-competition is for an order and has none.
func bundled(ctx context.Context, s driven.Stores, t *tender.Tender) (demand.Snapshot, error) {
	if t.State().Competes() {
		return demand.Snapshot{}, nil
	}
	return s.Rounds.Snapshot(ctx, t.State().Round)
}

// callOff stores what a mini-competition ends in: the order at the best bid's prices. Its part
// of the event says so.
func callOff(ctx context.Context, s driven.Stores, t *tender.Tender, awards []tender.Award) (audit.Event, error) {
	c, err := s.Competitions.Of(ctx, t.State().ID)
	if err != nil {
		return audit.Event{}, err
	}
	at, err := s.Competitions.Counter(ctx, c.State().Framework, c.State().Member, itemsOf(c.State().Order.Wishes))
	if err != nil {
		return audit.Event{}, err
	}
	placed, err := c.Conclude(at.Contract, at.Customer, awards[0], s.Now)
	if err != nil {
		return audit.Event{}, err
	}
	state := placed.State()
	details := map[string]string{"callOff": state.ID.String(), "number": state.Number, "total": state.Total.String(), "status": string(state.Status)}
	if err := s.Competitions.Conclude(ctx, c, placed); err != nil {
		return audit.Event{}, err
	}
	if follows := c.State().Follows; !follows.Licence.IsZero() {
		followed, err := followAwarded(ctx, s, follows, state)
		if err != nil {
			return audit.Event{}, err
		}
		if followed {
			details["licence"], details["follows"] = follows.Licence.String(), string(follows.Why)
		}
	}
	return audit.Event{Member: state.Member, Details: details}, nil
}

// conclude stores the framework contract of each award: "framework.1" is that of the first lot.
func conclude(ctx context.Context, s driven.Stores, t *tender.Tender, awards []tender.Award) (audit.Event, error) {
	contracts := map[string]string{}
	for _, a := range awards {
		number, err := s.Numbers.Next(ctx, "RV")
		if err != nil {
			return audit.Event{}, err
		}
		contract, err := framework.New(agreement(number, t.State(), a))
		if err != nil {
			return audit.Event{}, err
		}
		if err := s.Frameworks.Add(ctx, contract); err != nil {
			return audit.Event{}, err
		}
		contracts["framework."+strconv.Itoa(a.Lot.Position)] = contract.State().ID.String()
	}
	return audit.Event{Details: contracts}, nil
}

// agreement carries an award over into what a framework contract is made of.
func agreement(number string, s tender.State, a tender.Award) framework.Agreement {
	agreed := framework.Agreement{
		Number: number, Title: titleOf(s, a.Lot), Supplier: a.Supplier, Tender: s.ID, Lot: a.Lot.ID, LotTitle: a.Lot.Title,
		InForce: a.Term, Maximum: a.Lot.MaximumValue, QuotaMode: s.Terms.QuotaMode, FlowsBack: a.FlowsBack,
		Options: s.Terms.OptionMonths, Bid: a.Bid, TermJustification: s.Terms.TermJustification, Route: a.Lot.Route,
	}
	for _, l := range a.Lines {
		agreed.Items = append(agreed.Items, framework.Item{
			TenderItem: l.Item.ID, Name: l.Item.Name, Description: l.Item.Description, Category: l.Item.Category, CPV: l.Item.CPV,
			Unit: l.Item.Unit, Price: l.Price, Maximum: l.Item.MaximumQuantity,
		})
	}
	for _, q := range a.Quotas {
		agreed.Entitled = append(agreed.Entitled, framework.Entitlement{Member: q.Member, Quota: q.Amount})
	}
	return agreed
}

// titleOf tells the contracts of several lots apart.
func titleOf(s tender.State, lot tender.Lot) string {
	if len(s.Lots) == 1 {
		return s.Terms.Title
	}
	return s.Terms.Title + ": " + lot.Title
}

// decided are the bids that won or lost.
func decided(bids []*tender.Bid) []*tender.Bid {
	var changed []*tender.Bid
	for _, b := range bids {
		if status := b.State().Status; status == tender.Won || status == tender.Lost {
			changed = append(changed, b)
		}
	}
	return changed
}

func proposalOf(in driving.Proposal) (tender.Proposal, error) {
	p := tender.Proposal{Reason: in.Reason}
	for i, d := range in.LotDecisions {
		field := "lotDecisions." + strconv.Itoa(i)
		lot, err := id.Parse[tender.Lot](d.Lot)
		if err != nil {
			return p, pointed(err, field+".lotId")
		}
		bid, err := id.Parse[tender.Bid](d.Bid)
		if err != nil {
			return p, pointed(err, field+".bidId")
		}
		draw := tender.Draw{By: d.DrawnBy, Presence: d.Presence, At: d.DrawnAt}
		p.Decisions = append(p.Decisions, tender.Decision{Lot: lot, Bid: bid, Draw: draw})
	}
	for i, w := range in.NotAwarded {
		lot, err := id.Parse[tender.Lot](w.Lot)
		if err != nil {
			return p, pointed(err, "notAwarded."+strconv.Itoa(i)+".lotId")
		}
		p.Waivers = append(p.Waivers, tender.Waiver{Lot: lot, Ground: tender.Ground(w.Ground), Reason: w.Reason})
	}
	return p, nil
}
