package usecase

import (
	"context"
	"errors"
	"slices"

	"allmende/domain/access"
	"allmende/domain/evaluation"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// showing is what the scoring is shown from, and to whom.
type showing struct {
	actor    access.Actor
	tender   *tender.Tender
	bids     []*tender.Bid
	subject  scoring.Subject
	panel    *scoring.Panel // nil before there is one
	names    map[member.PersonID]string
	bidders  map[member.SupplierID]string
	found    []scoring.Examination
	declared scoring.Declarations
	answers  map[tender.BidID]map[tender.LotID]string // only for those who may read them
}

// showScoring is the scoring as those see it who oversee tenders, or who are on the panel.
func showScoring(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Scoring, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return view.Scoring{}, err
	}
	v, err := lookAtScoring(ctx, s, actor, which)
	if err != nil {
		return view.Scoring{}, err
	}
	if err := v.permitted(); err != nil {
		return view.Scoring{}, err
	}
	if v.readsAnswers() {
		if v.answers, err = s.Bids.Answers(ctx, which); err != nil {
			return view.Scoring{}, err
		}
	}
	shown := v.frame()
	if v.panel == nil {
		shown.Missing = v.gapsWithoutPanel()
		return shown, v.addCandidates(ctx, s, &shown)
	}
	if err := v.addSheet(ctx, s, &shown); err != nil {
		return view.Scoring{}, err
	}
	open, err := v.addJudgements(ctx, s, &shown)
	if err != nil {
		return view.Scoring{}, err
	}
	shown.Missing = v.gaps(open)
	return shown, v.addCandidates(ctx, s, &shown)
}

func lookAtScoring(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (showing, error) {
	v := showing{actor: actor}
	var err error
	if v.tender, err = s.Tenders.Look(ctx, which); err != nil {
		return v, err
	}
	if v.bids, err = s.Bids.Of(ctx, which, ""); err != nil {
		return v, err
	}
	v.subject = scoring.SubjectOf(v.tender, v.bids)
	if v.panel, err = s.Panels.Look(ctx, which); err != nil && !errors.Is(err, scoring.ErrNoPanel) {
		return v, err
	}
	if v.names, err = s.ScoringReports.Names(ctx); err != nil {
		return v, err
	}
	if v.bidders, err = s.TenderReports.Bidders(ctx, which); err != nil {
		return v, err
	}
	if v.found, err = s.Sheets.Examined(ctx, which); err != nil {
		return v, err
	}
	v.declared, err = s.Declarations.Of(ctx, which)
	return v, err
}

// permitted fails with access.ErrForbidden.
func (v showing) permitted() error {
	if err := v.actor.May(access.TenderOversee); err == nil {
		return nil
	}
	if v.panel != nil && !v.actor.Sight(access.BidScore).Nothing() {
		if _, err := v.panel.Evaluator(v.actor.Person); err == nil {
			return nil
		}
	}
	return access.ErrForbidden.With("act", string(access.BidScore))
}

func (v showing) person(p member.PersonID) view.Ref {
	return view.Ref{ID: p.String(), Name: v.names[p]}
}

// frame is everything but scores.
func (v showing) frame() view.Scoring {
	shown := view.Scoring{
		TenderID: v.tender.State().ID.String(), Phase: "no-panel", Evaluators: []view.Evaluator{}, Criteria: []view.ScoringCriterion{},
		Bids: []view.ScoringBid{}, Judgements: []view.Judgement{}, Missing: []view.ScoringGap{}, Examiners: v.examiners(),
	}
	if v.actor.May(access.BidExamine) == nil && scoring.Declarable(v.tender) {
		shown.Declaration = string(v.declared.Of(v.actor.Person))
	}
	if !v.tender.State().Terms.Scored() {
		shown.Phase = string(scoring.ExaminationPhase(v.tender.State().Status, v.subject, v.standing()))
	}
	for _, c := range v.subject.Criteria {
		shown.Criteria = append(shown.Criteria, view.ScoringCriterion{Name: c.Name, Scale: evaluation.Text(c.Scale)})
	}
	for _, b := range v.bids {
		if !b.State().OpenedAt.IsZero() {
			shown.Bids = append(shown.Bids, v.bid(b))
		}
	}
	if v.panel == nil {
		return shown
	}
	state := v.panel.State()
	shown.Phase, shown.SpreadLimit, shown.Version = string(v.panel.Phase(v.subject)), state.SpreadLimit, state.Version
	shown.LockedAt = state.Locked.At
	if !state.Locked.IsZero() {
		shown.LockedBy = v.names[state.Locked.By]
	}
	for _, e := range state.Evaluators {
		shown.Evaluators = append(shown.Evaluators, v.evaluator(e))
	}
	return shown
}

func (v showing) bid(b *tender.Bid) view.ScoringBid {
	state := b.State()
	shown := view.ScoringBid{
		BidID: state.ID.String(), Bidder: view.Ref{ID: state.Supplier.String(), Name: v.bidders[state.Supplier]}, Excluded: state.Excluded,
		Admitted: slices.ContainsFunc(v.subject.Bids, func(s scoring.Bid) bool { return s.ID == state.ID }),
		Lots:     []view.ScoringLot{}, Examinations: []view.Examination{},
	}
	lots := v.tender.LotsOf(b)
	for _, l := range v.tender.State().Lots {
		if slices.Contains(lots, l.ID) {
			shown.Lots = append(shown.Lots, view.ScoringLot{LotID: l.ID.String(), Title: l.Title, Answer: v.answers[state.ID][l.ID]})
		}
	}
	for _, e := range v.found {
		if e.Bid == state.ID {
			shown.Examinations = append(shown.Examinations, view.Examination{
				Aspect: string(e.Aspect), Passed: e.Passed, Reason: e.Reason, By: v.names[e.Done.By], At: e.Done.At,
				Stands: v.declared.Impartial(e.Done.By) == nil,
			})
		}
	}
	return shown
}

// readsAnswers holds for evaluators without a conflict, and for those who oversee the
// tender and are not on its panel.
func (v showing) readsAnswers() bool {
	if v.panel == nil {
		return true
	}
	err := v.panel.MaySee(v.actor.Person)
	return err == nil || errors.Is(err, scoring.ErrNotEvaluator)
}

// evaluator shows what a conflict is about only to the person and to those who appoint.
func (v showing) evaluator(e scoring.Evaluator) view.Evaluator {
	shown := view.Evaluator{
		Person: v.person(e.Person), Me: e.Person == v.actor.Person, Declaration: string(e.Declaration()), DeclaredAt: e.DeclaredAt,
		HandedInAt: e.HandedInAt, ReplacedAt: e.Replaced.At, Reason: e.Reason,
	}
	if shown.Me || v.actor.May(access.PanelAppoint) == nil {
		shown.Conflict = e.Conflict
	}
	return shown
}

// examiners shows what those declared who are not, and never were, on the panel.
func (v showing) examiners() []view.Examiner {
	shown := []view.Examiner{}
	for _, d := range v.declared {
		if v.onPanel(d.Person) {
			continue
		}
		e := view.Examiner{Person: v.person(d.Person), Me: d.Person == v.actor.Person, Declaration: string(v.declared.Of(d.Person)), DeclaredAt: d.At}
		if e.Me || v.actor.May(access.PanelAppoint) == nil {
			e.Conflict = d.Conflict
		}
		shown = slices.DeleteFunc(shown, func(before view.Examiner) bool { return before.Person.ID == e.Person.ID })
		shown = append(shown, e)
	}
	return shown
}

func (v showing) onPanel(person member.PersonID) bool {
	return v.panel != nil && slices.ContainsFunc(v.panel.State().Evaluators, func(e scoring.Evaluator) bool { return e.Person == person })
}

// addSheet adds the reader's own sheet, if the reader may score.
func (v showing) addSheet(ctx context.Context, s driven.Stores, shown *view.Scoring) error {
	if v.panel.MaySee(v.actor.Person) != nil || v.actor.Sight(access.BidScore).Nothing() {
		return nil
	}
	own, err := v.panel.Evaluator(v.actor.Person)
	if err != nil {
		return err
	}
	sheet, err := s.Sheets.Sheet(ctx, own)
	if err != nil {
		return err
	}
	places := v.subject.Places()
	shown.Sheet = &view.ScoringSheet{
		Version: sheet.State().Version, HandedInAt: own.HandedInAt, Places: len(places),
		Given: len(places) - len(sheet.Missing(v.subject)), Scores: []view.OwnScore{},
	}
	entries := sheet.State().Entries
	for _, p := range places {
		if e, given := entries[p]; given {
			shown.Sheet.Scores = append(shown.Sheet.Scores, view.OwnScore{
				BidID: p.Bid.String(), LotID: p.Lot.String(), Criterion: p.Criterion, Score: e.Score.String(), Reason: e.Reason,
			})
		}
	}
	return nil
}

// addJudgements adds everybody's scores when all are handed in; before, they are not even
// read. It counts the places that still need a consensus.
func (v showing) addJudgements(ctx context.Context, s driven.Stores, shown *view.Scoring) (open int, err error) {
	if !v.panel.Revealed() {
		return 0, nil
	}
	sheets, err := s.Sheets.Sheets(ctx, v.panel.Active())
	if err != nil {
		return 0, err
	}
	agreed, err := s.Sheets.Agreed(ctx, v.tender.State().ID)
	if err != nil {
		return 0, err
	}
	judged, err := v.panel.Judge(v.subject, sheets, agreed)
	if err != nil {
		return 0, err
	}
	for _, j := range judged {
		if j.Open() {
			open++
		}
		shown.Judgements = append(shown.Judgements, v.judgement(j))
	}
	return open, nil
}

func (v showing) judgement(j scoring.Judgement) view.Judgement {
	shown := view.Judgement{
		BidID: j.Place.Bid.String(), LotID: j.Place.Lot.String(), Criterion: j.Place.Criterion, Scores: []view.EvaluatorScore{},
		Spread: j.Spread.String(), Wide: j.Wide, Final: evaluation.Text(j.Final),
	}
	for _, e := range v.panel.Active() {
		shown.Scores = append(shown.Scores, view.EvaluatorScore{
			Person: v.person(e.Person), Score: j.Scores[e.Person].Score.String(), Reason: j.Scores[e.Person].Reason,
		})
	}
	if c := j.Consensus; c != nil {
		shown.Consensus = &view.Consensus{
			ID: c.ID.String(), Score: c.Score.String(), Minute: c.Minute, ProposedBy: v.names[c.Proposed.By], ProposedAt: c.Proposed.At,
			AgreedBy: []view.Ref{}, Agreed: j.Agreed,
		}
		for _, a := range c.Agreed {
			shown.Consensus.AgreedBy = append(shown.Consensus.AgreedBy, v.person(a.By))
			shown.Consensus.Mine = shown.Consensus.Mine || a.By == v.actor.Person
		}
	}
	return shown
}

// gaps are what keeps the scores from being locked, the first to do first.
func (v showing) gaps(consensus int) []view.ScoringGap {
	if !v.panel.State().Locked.IsZero() {
		return []view.ScoringGap{}
	}
	count := func(which func(scoring.Evaluator) bool) (n int) {
		for _, e := range v.panel.Active() {
			if which(e) {
				n++
			}
		}
		return n
	}
	all := []view.ScoringGap{
		{Kind: "declarations", Count: count(func(e scoring.Evaluator) bool { return e.DeclaredAt.IsZero() })},
		{Kind: "conflicts", Count: count(func(e scoring.Evaluator) bool { return e.Conflict != "" })},
		v.unopened(),
		v.unexamined(),
		{Kind: "sheets", Count: count(func(e scoring.Evaluator) bool { return e.HandedInAt.IsZero() })},
		{Kind: "consensus", Count: consensus},
	}
	return slices.DeleteFunc(all, isNone)
}

func isNone(g view.ScoringGap) bool { return g.Count == 0 }

// gapsWithoutPanel are what keeps an award from being proposed where the price alone
// decides; else the panel is missing.
func (v showing) gapsWithoutPanel() []view.ScoringGap {
	if v.tender.State().Terms.Scored() {
		return []view.ScoringGap{{Kind: "panel", Count: 1}}
	}
	if scoring.ExaminationPhase(v.tender.State().Status, v.subject, v.standing()) == scoring.Examined {
		return []view.ScoringGap{}
	}
	return slices.DeleteFunc([]view.ScoringGap{v.unopened(), v.unexamined()}, isNone)
}

func (v showing) unopened() view.ScoringGap {
	if len(v.subject.Bids) == 0 {
		return view.ScoringGap{Kind: "bids", Count: 1}
	}
	return view.ScoringGap{Kind: "bids"}
}

func (v showing) unexamined() view.ScoringGap {
	return view.ScoringGap{Kind: "examinations", Count: len(scoring.Unexamined(v.subject, v.standing()))}
}

// standing are the examinations that count.
func (v showing) standing() []scoring.Examination { return v.declared.Standing(v.found) }

func (v showing) addCandidates(ctx context.Context, s driven.Stores, shown *view.Scoring) (err error) {
	if v.actor.May(access.PanelAppoint) == nil && shown.LockedAt.IsZero() {
		shown.Candidates, err = s.ScoringReports.Candidates(ctx)
	}
	return err
}
