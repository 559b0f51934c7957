package postgres_test

import (
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// Each step of a panel waits for those who can take it, until it is taken.
func TestAPanelIsLedFromItsAppointmentToTheLock(t *testing.T) {
	j := &jury{office: openOffice(t)}
	j.scoring, j.ada = usecase.NewScoring(j.db), j.appoint("Ada Auswahl", access.Grant{Role: access.Evaluator})
	j.bea = j.appoint("Bea Bewertung", access.Grant{Role: access.Evaluator, Member: j.admit("Städtetag", "association", "admitted")})
	carl := j.appoint("Carl Ersatz", access.Grant{Role: access.Evaluator})
	steps := []string{"panel-appoint", "panel-replace", "panel-declare", "bid-examine", "bid-score", "score-agree", "scores-lock"}
	expect := func(when string, want map[*access.Actor][]string) {
		t.Helper()
		for name, who := range map[string]*access.Actor{"the officer": &j.officer, "ada": &j.ada, "bea": &j.bea, "carl": &carl, "anton": &j.anton} {
			var got []string
			for _, item := range j.waiting(*who) {
				if slices.Contains(steps, item.Kind) {
					got = append(got, item.Kind)
				}
			}
			if !slices.Equal(got, want[who]) {
				t.Errorf("%s: %v wait for %s, want %v", when, got, name, want[who])
			}
		}
	}
	type waits = map[*access.Actor][]string
	j.tender = j.published(func(d *driving.TenderDraft) { d.Rules = pointsRules("simple-ratio") })
	expect("published", waits{&j.officer: {"panel-appoint"}})
	j.bid = j.mustBid(j.tender, j.anton, "950", "").BidID
	j.must(j.scoring.Appoint(t.Context(), j.officer, access.Key{}, j.which(), driving.Appointment{
		Evaluators: []string{j.ada.Person.String(), carl.Person.String()}, SpreadLimit: 20,
	}))
	expect("appointed", waits{&j.ada: {"panel-declare"}, &carl: {"panel-declare"}})
	j.must(j.scoring.Declare(t.Context(), j.ada, j.which(), false, ""))
	s := j.must(j.scoring.Declare(t.Context(), carl, j.which(), true, "Aktien des Bieters"))
	expect("declared", waits{&j.officer: {"panel-replace"}})
	j.must(j.scoring.Replace(t.Context(), j.officer, j.which(), s.Version, driving.Replacement{Evaluator: carl.Person.String(), Replacement: j.bea.Person.String(), Reason: "befangen"}))
	j.must(j.scoring.Declare(t.Context(), j.bea, j.which(), false, ""))
	expect("before the opening", nil)
	j.mustOpen(j.tender)
	expect("opened", waits{&j.officer: {"bid-examine"}, &j.ada: {"bid-score"}, &j.bea: {"bid-score"}})
	j.mustExamine(j.tender)
	j.hand(j.ada, "300")
	expect("one sheet is in", waits{&j.bea: {"bid-score"}})
	j.hand(j.bea, "200")
	expect("far apart", waits{&j.ada: {"score-agree"}, &j.bea: {"score-agree"}})
	s = j.must(j.scoring.Propose(t.Context(), j.ada, j.which(), j.scored("250")))
	expect("proposed", waits{&j.bea: {"score-agree"}})
	s = j.must(j.scoring.Confirm(t.Context(), j.bea, j.which(), s.Judgements[0].Consensus.ID))
	expect("agreed", waits{&j.officer: {"scores-lock"}})
	j.must(j.scoring.Lock(t.Context(), j.officer, j.which(), s.Version))
	expect("locked", nil)
}
