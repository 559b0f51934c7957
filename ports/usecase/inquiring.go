package usecase

import (
	"context"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Inquiring carries out driving.Inquiring.
type Inquiring struct{ work driven.Work }

var _ driving.Inquiring = (*Inquiring)(nil)

// NewInquiring makes the use cases of questions and answers.
func NewInquiring(work driven.Work) *Inquiring { return &Inquiring{work} }

// Questions lists what the actor may read.
func (uc *Inquiring) Questions(ctx context.Context, actor access.Actor, which tender.ID) (view.TenderQuestions, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.TenderQuestions, error) {
		return questionsInSight(ctx, s, actor, which)
	})
}

// AskQuestion shares the tender with bidders: nobody waits for somebody who asks.
func (uc *Inquiring) AskQuestion(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, text string) (view.TenderQuestions, error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidHandIn, which), key, func(ctx context.Context, s driven.Stores) (view.TenderQuestions, error) {
		none := view.TenderQuestions{}
		supplier, err := bidderIn(ctx, s, actor, access.BidHandIn, which)
		if err != nil {
			return none, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return none, err
		}
		there, err := s.Questions.Of(ctx, which)
		if err != nil {
			return none, err
		}
		asked, err := t.AskQuestion(supplier, actor.Person, text, there, s.Law, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Questions.Add(ctx, asked); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "tender.question-asked", Supplier: supplier, Details: map[string]string{"question": asked.ID.String()}}); err != nil {
			return none, err
		}
		return questionsInSight(ctx, s, actor, which)
	})
}

// AnswerQuestion holds the tender, so that answers are numbered one after the other.
func (uc *Inquiring) AnswerQuestion(
	ctx context.Context, actor access.Actor, which tender.ID, question tender.QuestionID, version int, words, answer string,
) (view.TenderQuestions, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderAnswer, which), func(ctx context.Context, s driven.Stores) (view.TenderQuestions, error) {
		none := view.TenderQuestions{}
		t, err := tenderInSight(ctx, s, actor, access.TenderAnswer, which)
		if err != nil {
			return none, err
		}
		there, err := s.Questions.Of(ctx, which)
		if err != nil {
			return none, err
		}
		at := slices.IndexFunc(there, func(q tender.Question) bool { return q.ID == question })
		if at < 0 {
			return none, access.ErrNotFound
		}
		if err := access.CheckVersion(version, there[at].Version); err != nil {
			return none, err
		}
		names, err := s.Questions.Names(ctx, there[at])
		if err != nil {
			return none, err
		}
		answered, err := t.AnswerQuestion(there[at], words, answer, names, there, actor.Person, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Questions.Answer(ctx, answered); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "tender.question-answered", Details: map[string]string{
			"question": answered.ID.String(), "number": strconv.Itoa(answered.Number), "words": answered.Words, "answer": answered.Answer,
		}}); err != nil {
			return none, err
		}
		return questionsInSight(ctx, s, actor, which)
	})
}

// questionsInSight are all for those who answer or oversee, else one's own and what is answered,
// in the order of the answers: that of asking would tell something of who asked.
func questionsInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.TenderQuestions, error) {
	shown := view.TenderQuestions{Items: []view.TenderQuestion{}}
	if err := seesTender(ctx, s, actor, which); err != nil {
		return shown, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return shown, err
	}
	there, err := s.Questions.Of(ctx, which)
	if err != nil {
		return shown, err
	}
	officer, bidder := actor.May(access.TenderOversee) == nil, actor.Sight(access.BidHandIn)
	for _, q := range there {
		mine := bidder.SeesSupplier(q.Supplier)
		item := view.TenderQuestion{Number: q.Number, Mine: mine, Question: q.Words, Answer: q.Answer, AnsweredAt: shownAt(q.Answered.At)}
		switch {
		case officer || mine:
			item.ID, item.Version, item.Asked, item.AskedAt = q.ID.String(), q.Version, q.Text, shownAt(q.Asked.At)
		case q.Number == 0:
			continue
		}
		if officer {
			if item.Asker, err = askerOf(ctx, s, q); err != nil {
				return shown, err
			}
		}
		shown.Items = append(shown.Items, item)
	}
	slices.SortStableFunc(shown.Items, func(a, b view.TenderQuestion) int { return a.Number - b.Number }) // what waits comes first
	open := t.Phase(s.Now) == tender.Published
	shown.MayAnswer = open && actor.May(access.TenderAnswer) == nil
	if !t.State().Published.IsZero() {
		until, err := t.AskUntil(s.Law)
		if err != nil {
			return shown, err
		}
		shown.AskUntil = shownAt(until.UTC())
		shown.MayAsk = open && len(bidder.Suppliers) == 1 && t.State().Admits(bidder.Suppliers[0]) && !s.Now.After(until)
	}
	return shown, nil
}

func askerOf(ctx context.Context, s driven.Stores, q tender.Question) (string, error) {
	names, err := s.Questions.Names(ctx, q)
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// shownAt is a time where there is one.
func shownAt(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
