package scoring_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/split"
	"allmende/domain/tender"
)

var (
	now     = time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	officer = id.New[member.Person]()
	ada     = scoring.Person{ID: id.New[member.Person](), Evaluator: true}
	bea     = scoring.Person{ID: id.New[member.Person](), Evaluator: true}
	carl    = scoring.Person{ID: id.New[member.Person](), Evaluator: true}
	dora    = scoring.Person{ID: id.New[member.Person](), Evaluator: true, Bidder: true}
	emil    = scoring.Person{ID: id.New[member.Person]()}

	lot   = id.New[tender.Lot]()
	first = scoring.Bid{ID: id.New[tender.Bid](), Lots: []tender.LotID{lot}}
	other = scoring.Bid{ID: id.New[tender.Bid](), Lots: []tender.LotID{lot}}
)

// subject has two bids for one lot, scored from 0 to 10 for service and from 0 to 100 for quality.
var subject = scoring.Subject{Criteria: []scoring.Criterion{{Name: "Service", Scale: ratio("10")}, {Name: "Güte", Scale: ratio("100")}}, Bids: []scoring.Bid{first, other}}

func ratio(text string) split.Ratio {
	r, err := split.ParseRatio(text)
	if err != nil {
		panic(err)
	}
	return r
}

func score(text string) scoring.Score {
	s, err := scoring.ParseScore(text)
	if err != nil {
		panic(err)
	}
	return s
}

// published is a tender that is scored, at a stage.
func published(status tender.Status) *tender.Tender {
	return tender.Restore(tender.State{ID: id.New[tender.Tender](), Status: status, Published: tender.Stamp{By: officer, At: now},
		Terms: tender.Terms{Rules: evaluation.Rules{Criteria: []evaluation.Criterion{{Name: "Service", Scale: ratio("10")}}}}})
}

func panel(t *testing.T, people ...scoring.Person) *scoring.Panel {
	t.Helper()
	p, err := scoring.Appoint(published(tender.Published), people, 20, officer, now)
	ok(t, err)
	return p
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, want *fault.Fault) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// blank is the empty sheet of a person on the panel.
func blank(t testing.TB, p *scoring.Panel, who scoring.Person) *scoring.Sheet {
	t.Helper()
	e, err := p.Evaluator(who.ID)
	ok(t, err)
	return scoring.RestoreSheet(scoring.SheetState{Evaluator: e.ID, Person: who.ID, Version: 1})
}

// all gives the scores to the places of the subject, in their order.
func all(scores ...string) []scoring.Given {
	given := make([]scoring.Given, len(scores))
	for i, place := range subject.Places()[:len(scores)] {
		given[i] = scoring.Given{Place: place, Score: score(scores[i]), Reason: "wie beschrieben"}
	}
	return given
}

// handedIn declares, writes all scores and hands in.
func handedIn(t testing.TB, p *scoring.Panel, who scoring.Person, scores ...string) *scoring.Sheet {
	t.Helper()
	ok(t, p.Declare(who.ID, false, "", now))
	s := blank(t, p, who)
	ok(t, p.Write(s, subject, all(scores...), now))
	ok(t, p.HandIn(s, subject, now))
	return s
}

// examined has every admitted bid passed in every aspect.
func examined() []scoring.Examination { return examinedOf(subject) }

func examinedOf(subject scoring.Subject) []scoring.Examination {
	found := scoring.Unexamined(subject, nil)
	for i := range found {
		found[i].Passed = true
	}
	return found
}

func TestAPanelIsTwoEvaluatorsWhoDoNotBid(t *testing.T) {
	open := published(tender.Published)
	for name, c := range map[string]struct {
		of     *tender.Tender
		people []scoring.Person
		limit  int
		want   *fault.Fault
	}{
		"one alone":            {open, []scoring.Person{ada}, 20, scoring.ErrEvaluatorCount},
		"the same twice":       {open, []scoring.Person{ada, ada}, 20, scoring.ErrEvaluatorTwice},
		"a bidder":             {open, []scoring.Person{ada, dora}, 20, scoring.ErrEvaluatorBids},
		"somebody else":        {open, []scoring.Person{ada, emil}, 20, scoring.ErrEvaluatorRole},
		"no limit":             {open, []scoring.Person{ada, bea}, 0, scoring.ErrSpreadLimit},
		"above the scale":      {open, []scoring.Person{ada, bea}, 101, scoring.ErrSpreadLimit},
		"before publication":   {tender.Restore(tender.State{Status: tender.InReview}), []scoring.Person{ada, bea}, 20, scoring.ErrNotOpen},
		"an award is proposed": {published(tender.Standstill), []scoring.Person{ada, bea}, 20, scoring.ErrNotOpen},
		"the price decides":    {tender.Restore(tender.State{Status: tender.Published, Published: tender.Stamp{By: officer, At: now}}), []scoring.Person{ada, bea}, 20, scoring.ErrNoCriteria},
	} {
		if _, err := scoring.Appoint(c.of, c.people, c.limit, officer, now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if p := panel(t, ada, bea); len(p.Active()) != 2 || p.Revealed() || p.Phase(subject) != scoring.Declaring {
		t.Errorf("%+v", p.State())
	}
}

func TestNobodyScoresBeforeDeclaringNorWithAConflict(t *testing.T) {
	p := panel(t, ada, bea)
	sheet := blank(t, p, ada)
	refused(t, p.MaySee(ada.ID), scoring.ErrUndeclared)
	refused(t, p.Write(sheet, subject, all("1"), now), scoring.ErrUndeclared)
	refused(t, p.Declare(carl.ID, false, "", now), scoring.ErrNotEvaluator)
	refused(t, p.Declare(ada.ID, true, " ", now), scoring.ErrText)
	ok(t, p.Declare(ada.ID, false, "", now))
	refused(t, p.Declare(ada.ID, false, "", now), scoring.ErrDeclared)
	ok(t, p.MaySee(ada.ID))
	ok(t, p.Write(sheet, subject, all("1"), now))

	ok(t, p.Declare(ada.ID, true, "Mein Bruder arbeitet dort.", now))
	refused(t, p.Declare(ada.ID, false, "", now), scoring.ErrDeclared)
	refused(t, p.MaySee(ada.ID), scoring.ErrConflict)
	refused(t, p.Write(sheet, subject, all("1"), now), scoring.ErrConflict)
	refused(t, p.HandIn(sheet, subject, now), scoring.ErrConflict)
}

func TestAnEvaluatorIsReplacedWithAReason(t *testing.T) {
	p := panel(t, ada, bea)
	refused(t, p.Replace(carl.ID, carl, "krank", officer, now), scoring.ErrNotEvaluator)
	refused(t, p.Replace(ada.ID, carl, "", officer, now), scoring.ErrText)
	refused(t, p.Replace(ada.ID, bea, "krank", officer, now), scoring.ErrEvaluatorTwice)
	refused(t, p.Replace(ada.ID, dora, "krank", officer, now), scoring.ErrEvaluatorBids)
	if len(p.Active()) != 2 || len(p.State().Evaluators) != 2 {
		t.Fatalf("a refused replacement changed the panel: %+v", p.State())
	}
	ok(t, p.Replace(ada.ID, carl, "krank", officer, now))
	refused(t, p.Declare(ada.ID, false, "", now), scoring.ErrNotEvaluator)
	refused(t, p.Replace(bea.ID, ada, "tauscht zurück", officer, now), scoring.ErrEvaluatorTwice)

	handedIn(t, p, carl, "1", "2", "3", "4")
	refused(t, p.Replace(carl.ID, scoring.Person{ID: officer, Evaluator: true}, "zu streng", officer, now), scoring.ErrNotReplaceable)
	ok(t, p.Declare(carl.ID, true, "Aktien des Bieters geerbt", now))
	ok(t, p.Replace(carl.ID, scoring.Person{ID: officer, Evaluator: true}, "befangen", officer, now))
}

func TestASheetTakesScoresWithinTheScaleAndIsClosedForGood(t *testing.T) {
	p := panel(t, ada, bea)
	ok(t, p.Declare(ada.ID, false, "", now))
	sheet := blank(t, p, ada)
	service, quality := subject.Places()[0], subject.Places()[1]
	stranger := scoring.Place{Bid: id.New[tender.Bid](), Lot: lot, Criterion: "Service"}
	elsewhere := scoring.Place{Bid: first.ID, Lot: id.New[tender.Lot](), Criterion: "Service"}
	for name, c := range map[string]struct {
		given []scoring.Given
		want  *fault.Fault
	}{
		"a hundredth too much": {[]scoring.Given{{service, score("10.01"), "gut genug"}}, scoring.ErrOutOfScale},
		"without a reason":     {[]scoring.Given{{service, score("10"), " "}}, scoring.ErrText},
		"no such bid":          {[]scoring.Given{{stranger, 1, "gut genug"}}, scoring.ErrPlaceUnknown},
		"not for that lot":     {[]scoring.Given{{elsewhere, 1, "gut genug"}}, scoring.ErrPlaceUnknown},
		"no such criterion":    {[]scoring.Given{{scoring.Place{Bid: first.ID, Lot: lot, Criterion: "Preis"}, 1, "gut genug"}}, scoring.ErrPlaceUnknown},
		"twice":                {[]scoring.Given{{service, 1, "gut genug"}, {service, 2, "gut genug"}}, scoring.ErrPlaceTwice},
		"one of two":           {[]scoring.Given{{quality, 1, "gut genug"}, {service, score("11"), "gut genug"}}, scoring.ErrOutOfScale},
	} {
		if err := p.Write(sheet, subject, c.given, now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if len(sheet.State().Entries) != 0 {
		t.Errorf("a refused score was taken: %+v", sheet.State())
	}
	ok(t, p.Write(sheet, subject, all("10", "0"), now))
	refused(t, p.HandIn(sheet, subject, now), scoring.ErrSheetIncomplete)
	refused(t, p.HandIn(sheet, scoring.Subject{Criteria: subject.Criteria}, now), scoring.ErrNotOpen)
	ok(t, p.Write(sheet, subject, all("10", "99.5", "1", "1"), now))
	if fresh := sheet.Fresh(); len(fresh) != 5 || sheet.State().Entries[quality].Revision != 2 || sheet.State().Entries[service].Revision != 1 {
		t.Errorf("fresh: %+v of %+v", fresh, sheet.State())
	}
	ok(t, p.HandIn(sheet, subject, now))
	refused(t, p.Write(sheet, subject, all("9"), now), scoring.ErrHandedIn)
	refused(t, p.HandIn(sheet, subject, now), scoring.ErrHandedIn)
}

func TestScoresAreComparedWhenAllAreHandedInAndWideSpreadsNeedAConsensus(t *testing.T) {
	p := panel(t, ada, bea)
	adas := handedIn(t, p, ada, "8", "70", "5", "0")
	_, err := p.Judge(subject, []*scoring.Sheet{adas}, nil)
	refused(t, err, scoring.ErrNotRevealed)
	_, err = p.Propose(ada.ID, subject, all("7")[0], nil, now)
	refused(t, err, scoring.ErrNotRevealed)
	sheets := []*scoring.Sheet{handedIn(t, p, bea, "6", "91", "5", "0.25"), adas}

	judged, err := p.Judge(subject, sheets, nil)
	ok(t, err)
	for i, want := range []struct {
		spread, final string
		wide          bool
	}{{"2", "7", false}, {"21", "80.5", true}, {"0", "5", false}, {"0.25", "0.125", false}} { // 2 of 10 are 20 %: not above it
		if j := judged[i]; j.Spread.String() != want.spread || evaluation.Text(j.Final) != want.final || j.Wide != want.wide || j.Open() != want.wide {
			t.Errorf("%d: %+v, want %+v", i, j, want)
		}
	}
	_, err = p.Lock(officer, subject, sheets, nil, nil, now)
	refused(t, err, scoring.ErrUnexamined)
	_, err = p.Lock(officer, subject, sheets, nil, examined(), now)
	refused(t, err, scoring.ErrConsensusMissing)
	_, err = p.Lock(ada.ID, subject, sheets, nil, examined(), now)
	refused(t, err, access.ErrSamePerson)

	quality := all("0", "85")[1]
	proposed, err := p.Propose(ada.ID, subject, quality, nil, now)
	ok(t, err)
	_, err = p.Confirm(ada.ID, proposed, now)
	refused(t, err, scoring.ErrConfirmed)
	_, err = p.Lock(officer, subject, sheets, []scoring.Consensus{proposed}, examined(), now)
	refused(t, err, scoring.ErrConsensusMissing)
	again, err := p.Propose(bea.ID, subject, quality, &proposed, now)
	ok(t, err)
	agreed, err := p.Confirm(ada.ID, again, now)
	ok(t, err)
	finals, err := p.Lock(officer, subject, sheets, []scoring.Consensus{agreed}, examined(), now)
	ok(t, err)
	if again.Revision != 2 || evaluation.Text(finals[1].Final) != "85" || !finals[1].Agreed || p.Phase(subject) != scoring.Locked {
		t.Errorf("%+v", finals[1])
	}

	_, err = p.Lock(officer, subject, sheets, nil, nil, now)
	refused(t, err, scoring.ErrLocked)
	_, err = p.Propose(ada.ID, subject, quality, nil, now)
	refused(t, err, scoring.ErrLocked)
	refused(t, p.Declare(ada.ID, true, "zu spät gemerkt", now), scoring.ErrLocked)
	refused(t, p.Replace(ada.ID, carl, "krank", officer, now), scoring.ErrLocked)
}

func TestALateConflictHidesTheScoresUntilTheReplacementHasHandedIn(t *testing.T) {
	p := panel(t, ada, bea)
	adas, beas := handedIn(t, p, ada, "8", "70", "5", "0"), handedIn(t, p, bea, "8", "70", "5", "0")
	agreed, err := p.Propose(ada.ID, subject, all("7")[0], nil, now)
	ok(t, err)
	agreed, err = p.Confirm(bea.ID, agreed, now)
	ok(t, err)
	ok(t, p.Declare(bea.ID, true, "Nebentätigkeit beim Bieter", now))
	if p.Revealed() {
		t.Error("scores of somebody with a conflict are compared")
	}
	ok(t, p.Replace(bea.ID, carl, "befangen", officer, now))
	_, err = p.Judge(subject, []*scoring.Sheet{adas, beas}, nil)
	refused(t, err, scoring.ErrNotRevealed)
	carls := handedIn(t, p, carl, "9", "70", "5", "0")
	judged, err := p.Judge(subject, []*scoring.Sheet{adas, beas, carls}, []scoring.Consensus{agreed})
	ok(t, err)
	if judged[0].Agreed || evaluation.Text(judged[0].Final) != "8.5" {
		t.Errorf("the replacement never agreed: %+v", judged[0])
	}
}

func TestAScoreIsReadWithTwoDecimals(t *testing.T) {
	for text, want := range map[string]string{"7": "7", "7.5": "7.5", "7.05": "7.05", "0": "0", "0.10": "0.1", "010.00": "10", "99999.99": "99999.99"} {
		if got, err := scoring.ParseScore(text); err != nil || got.String() != want {
			t.Errorf("%s is %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-1", "+1", "7,5", "7.", ".5", "7.555", "1e3", "100000", " 7", "NaN", "७"} {
		if _, err := scoring.ParseScore(text); !errors.Is(err, scoring.ErrScoreMalformed) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
