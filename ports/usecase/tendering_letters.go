package usecase

import (
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/award"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Informing carries out driving.Informing.
type Informing struct{ work driven.Work }

var _ driving.Informing = (*Informing)(nil)

// NewInforming makes the use cases of letters and reviews.
func NewInforming(work driven.Work) *Informing { return &Informing{work} }

// correspondence is the letters of the present proposal, as far as they went out and
// as they stand.
type correspondence struct {
	state  tender.State
	drafts []award.Letter
	sent   []award.Sent // of all proposals
}

func readCorrespondence(ctx context.Context, s driven.Stores, t *tender.Tender) (c correspondence, err error) {
	c.state = t.State()
	if c.sent, err = s.Awards.Sent(ctx, c.state.ID); err != nil || c.state.Proposed.IsZero() {
		return c, err
	}
	bids, err := s.Bids.Ever(ctx, c.state.ID, "")
	if err != nil {
		return c, err
	}
	names, err := s.TenderReports.Bidders(ctx, c.state.ID)
	if err != nil {
		return c, err
	}
	from, err := s.Awards.Authority(ctx)
	c.drafts = award.Letters(t, bids, tender.ScoresOf(bids), names, from)
	return c, err
}

// to are the letters that a bidder was sent under the present proposal.
func (c correspondence) to(supplier member.SupplierID) []award.Sent {
	var sent []award.Sent
	for _, l := range c.sent {
		if l.Supplier == supplier && l.Proposal == c.state.Proposal {
			sent = append(sent, l)
		}
	}
	return sent
}

// last is a bidder's letter as it was sent last, or its draft.
func (c correspondence) last(supplier member.SupplierID, drafts bool) (award.Letter, bool) {
	if sent := c.to(supplier); len(sent) > 0 {
		return sent[len(sent)-1].Letter, true
	}
	at := slices.IndexFunc(c.drafts, func(l award.Letter) bool { return l.Supplier == supplier })
	if at < 0 || !drafts {
		return award.Letter{}, false
	}
	return c.drafts[at], true
}

func (c correspondence) dispatches() []tender.Dispatch {
	all := make([]tender.Dispatch, len(c.sent))
	for i, l := range c.sent {
		all[i] = l.Dispatch
	}
	return all
}

// Letters are those of the proposal, or a bidder's own.
func (uc *Informing) Letters(ctx context.Context, actor access.Actor, which tender.ID) (view.Letters, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Letters, error) {
		shown := view.Letters{Items: []view.Letter{}}
		sight, c, err := uc.letters(ctx, s, actor, which)
		if err != nil {
			return shown, err
		}
		names, err := s.Awards.People(ctx, recorders(c.sent))
		if err != nil {
			return shown, err
		}
		for _, draft := range c.drafts {
			if letter, found := c.last(draft.Supplier, sight.Everything); found && seesLetter(sight, draft.Supplier) {
				shown.Items = append(shown.Items, letterShown(letter, c.to(draft.Supplier), names, sight.Everything))
			}
		}
		if sight.Everything && !c.state.Proposed.IsZero() {
			err = earliest(&shown, c, s)
		}
		return shown, err
	})
}

// earliest adds what letters that go today would tell.
func earliest(shown *view.Letters, c correspondence, s driven.Stores) error {
	t, today := tender.Restore(c.state), period.DayOf(s.Now)
	for means, into := range map[tender.Means]*string{tender.Electronic: &shown.EarliestElectronic, tender.ByPost: &shown.EarliestByPost} {
		next := tender.Dispatch{Sending: tender.Sending{Means: means, SentOn: today}, Proposal: c.state.Proposal}
		day, err := t.EarliestAward(append(c.dispatches(), next), s.Law, today)
		if err != nil {
			return err
		}
		*into = day.String()
	}
	return nil
}

// Letter is the last letter to a bidder, or its draft.
func (uc *Informing) Letter(ctx context.Context, actor access.Actor, which tender.ID, to member.SupplierID) (award.Letter, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (award.Letter, error) {
		sight, c, err := uc.letters(ctx, s, actor, which)
		if err != nil {
			return award.Letter{}, err
		}
		letter, found := c.last(to, sight.Everything)
		if !found || !seesLetter(sight, to) {
			return award.Letter{}, access.ErrNotFound
		}
		if letter.SentOn.IsZero() {
			letter.Earliest, err = tender.Restore(c.state).EarliestAward(c.dispatches(), s.Law, period.DayOf(s.Now))
		}
		return letter, err
	})
}

// letters are for those who oversee the tender, and for its bidders.
func (uc *Informing) letters(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (driven.TenderSight, correspondence, error) {
	sight, err := tenderSight(actor)
	if err != nil {
		return sight, correspondence{}, err
	}
	if err := s.TenderReports.InSight(ctx, which, sight); err != nil {
		return sight, correspondence{}, err
	}
	if !sight.Everything && len(sight.Suppliers) == 0 {
		return sight, correspondence{}, access.ErrForbidden.With("act", string(access.TenderOversee))
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return sight, correspondence{}, err
	}
	c, err := readCorrespondence(ctx, s, t)
	return sight, c, err
}

func seesLetter(sight driven.TenderSight, to member.SupplierID) bool {
	return sight.Everything || slices.Contains(sight.Suppliers, to)
}

// Send records that letters went out.
func (uc *Informing) Send(ctx context.Context, actor access.Actor, which tender.ID, version int, letters []driving.Sending) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderInform, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		sendings, err := sendingsOf(letters)
		if err != nil {
			return audit.Event{}, err
		}
		c, err := readCorrespondence(ctx, s, t)
		if err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Ever(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		dispatches, err := t.Send(actor.Person, sendings, c.dispatches(), bids, s.Law, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		sent := make([]award.Sent, len(dispatches))
		for i, d := range dispatches {
			at := slices.IndexFunc(c.drafts, func(l award.Letter) bool { return l.Supplier == d.Supplier })
			sent[i] = award.Sent{Dispatch: d, Letter: c.drafts[at].Dispatched(d)}
		}
		return lettersEvent(dispatches, t.State()), s.Awards.AddSent(ctx, which, sent)
	})
}

// lettersEvent names to whom letters went: "electronic 1" is the id of a supplier.
func lettersEvent(sent []tender.Dispatch, s tender.State) audit.Event {
	details := map[string]string{}
	for i, d := range sent {
		details[string(d.Means)+" "+strconv.Itoa(i+1)] = d.Supplier.String()
	}
	if !s.EarliestAward.IsZero() {
		details["earliestAward"] = s.EarliestAward.String()
	}
	return audit.Event{Action: "tender.letters-sent", Details: details}
}

func sendingsOf(in []driving.Sending) ([]tender.Sending, error) {
	sendings := make([]tender.Sending, len(in))
	for i, l := range in {
		field := "letters." + strconv.Itoa(i)
		to, err := id.Parse[member.Supplier](l.Supplier)
		if err != nil {
			return nil, pointed(err, field+".supplierId")
		}
		sendings[i] = tender.Sending{Supplier: to, Means: tender.Means(l.Means)}
		if l.SentOn == "" {
			continue
		}
		if sendings[i].SentOn, err = period.ParseDay(l.SentOn); err != nil {
			return nil, pointed(err, field+".sentOn")
		}
	}
	return sendings, nil
}

func recorders(sent []award.Sent) []member.PersonID {
	var people []member.PersonID
	for _, l := range sent {
		people = append(people, l.Recorded.By)
	}
	return people
}

func letterShown(l award.Letter, sent []award.Sent, names map[member.PersonID]string, everything bool) view.Letter {
	shown := view.Letter{
		Bidder: view.Ref{ID: l.Supplier.String(), Name: l.Bidder}, Wins: l.Wins(),
		Lots: make([]view.LetterLot, len(l.Lots)), Dispatches: make([]view.Dispatch, len(sent)),
	}
	for i, n := range l.Lots {
		shown.Lots[i] = view.LetterLot{
			Position: n.Position, Title: n.Title, Winner: n.Winner, Reason: string(n.Reason.Kind), Rank: n.Reason.Rank, Of: n.Reason.Of,
			Points: n.Reason.Points, BestPoints: n.Reason.BestPoints, Code: n.Reason.Code, Text: n.Reason.Text,
		}
	}
	for i, d := range sent {
		shown.Dispatches[i] = view.Dispatch{
			Means: string(d.Means), SentOn: d.SentOn.String(), EarliestAward: d.Earliest.String(), RecordedAt: d.Recorded.At,
		}
		if everything {
			shown.Dispatches[i].RecordedBy = names[d.Recorded.By]
		}
	}
	return shown
}
