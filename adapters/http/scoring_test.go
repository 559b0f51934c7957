package http_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

// jury is a bureau with a tender whose two bids are opened and scored by points: ada is an
// evaluator of the cooperative, bea one of Stadt A, and carl could replace either.
type jury struct {
	*bureau
	tender         view.Tender
	ada, bea, carl *client
	antons, bertas string
}

func openJury(t *testing.T) *jury {
	t.Helper()
	j := &jury{bureau: openBureau(t)}
	j.ada, j.bea, j.carl = j.as(access.Evaluator), j.asOf(access.Evaluator, "Stadt A"), j.as(access.Evaluator)
	j.tender = j.published(func(f fields) {
		f["rules"] = fields{"method": "simple-ratio", "points": "100", "criteria": []fields{{"name": "Leistung", "weight": "100", "scale": "100"}}}
	})
	j.antons, j.bertas = j.mustBid(j.tender, j.anton, "950.00", "200.00").BidID, j.mustBid(j.tender, j.berta, "949.00", "").BidID
	return j
}

// open appoints ada and bea, passes the deadline and opens the bids.
func (j *jury) open() {
	j.t.Helper()
	j.appoint(http.StatusOK)
	j.again(wait + time.Hour)
	for _, c := range []*client{j.ada, j.bea, j.carl} {
		c.signIn()
	}
	j.mustOpen(j.tender)
}

func (j *jury) path(rest string) string { return "/tenders/" + j.tender.ID + rest }

func (j *jury) appoint(status int) *answer {
	j.t.Helper()
	return j.officer.post(j.path("/panel"), fields{"evaluators": []string{j.ada.me, j.bea.me}, "spreadLimit": 20}, j.once()).want(status)
}

func (j *jury) seenBy(c *client) (s view.Scoring) {
	j.t.Helper()
	c.get(j.path("/scoring")).want(http.StatusOK).into(&s)
	return s
}

func (j *jury) declare(c *client, conflict bool, text string) *answer {
	j.t.Helper()
	body := fields{"conflict": conflict}
	if text != "" {
		body["text"] = text
	}
	return c.post(j.path("/panel/declaration"), body)
}

// scores are those of anton's notebooks and monitors and of berta's notebooks.
func (j *jury) scores(reason string, scores ...string) fields {
	places := []fields{
		{"bidId": j.antons, "lotId": j.tender.Lots[0].ID}, {"bidId": j.antons, "lotId": j.tender.Lots[1].ID}, {"bidId": j.bertas, "lotId": j.tender.Lots[0].ID},
	}
	var given []fields
	for i, score := range scores {
		places[i]["criterion"], places[i]["score"], places[i]["reason"] = "Leistung", score, reason
		given = append(given, places[i])
	}
	return fields{"scores": given}
}

// hand writes all scores and hands in.
func (j *jury) hand(c *client, reason string, scores ...string) (s view.Scoring) {
	j.t.Helper()
	c.put(j.path("/sheet"), j.scores(reason, scores...), match(j.seenBy(c).Sheet.Version)).want(http.StatusOK).into(&s)
	c.post(j.path("/sheet/hand-in"), nil, match(s.Sheet.Version)).want(http.StatusOK).into(&s)
	return s
}

func (j *jury) examine(bid, aspect string, passed bool) *answer {
	j.t.Helper()
	return j.officer.post(j.path("/examinations"), fields{"bidId": bid, "aspect": aspect, "passed": passed, "reason": "Unterlagen geprüft"})
}

func TestAPanelScoresBlindAgreesAndIsLocked(t *testing.T) {
	j := openJury(t)
	if s := j.seenBy(j.officer); s.Phase != "no-panel" || len(s.Candidates) != 3 || !slices.ContainsFunc(s.Candidates, func(c view.Candidate) bool { return c.Person.ID == j.bea.me && c.Of == "Stadt A" }) {
		t.Errorf("before: %+v", s)
	}
	j.ada.get(j.path("/scoring")).wantProblem(http.StatusForbidden, "access.forbidden")
	j.ada.post(j.path("/panel"), fields{"evaluators": []string{j.ada.me, j.bea.me}, "spreadLimit": 20}, j.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	j.officer.post(j.path("/panel"), fields{"evaluators": []string{j.ada.me}, "spreadLimit": 20}, j.once()).wantProblem(http.StatusUnprocessableEntity, "scoring.evaluator-count")
	j.officer.post(j.path("/panel"), fields{"evaluators": []string{j.ada.me, j.anton.me}, "spreadLimit": 20}, j.once()).wantProblem(http.StatusUnprocessableEntity, "scoring.evaluator-bids")
	j.officer.post(j.path("/panel"), fields{"evaluators": []string{j.ada.me, j.officer.me}, "spreadLimit": 20}, j.once()).wantProblem(http.StatusUnprocessableEntity, "scoring.evaluator-role")
	j.open()
	j.appoint(http.StatusConflict).wantProblem(http.StatusConflict, "scoring.panel-exists")
	for _, c := range []*client{j.carl, j.anton, j.buyerA, j.first} {
		c.get(j.path("/scoring")).wantProblem(http.StatusForbidden, "access.forbidden")
	}
	j.carl.post(j.path("/panel/declaration"), fields{"conflict": false}).wantProblem(http.StatusForbidden, "scoring.not-evaluator")
	if s := j.seenBy(j.ada); s.Phase != "declaring" || s.Sheet != nil || len(s.Bids) != 2 || s.Bids[0].Lots[0].Answer != "" {
		t.Errorf("before declaring: %+v", s)
	}
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "1"), match(1)).wantProblem(http.StatusConflict, "scoring.undeclared")
	j.declare(j.ada, false, "").want(http.StatusOK)
	j.declare(j.bea, false, "").want(http.StatusOK)

	var s view.Scoring
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "80.5", "71"), match(j.seenBy(j.ada).Sheet.Version)).want(http.StatusOK).into(&s)
	if s.Phase != "scoring" || s.Sheet.Given != 2 || s.Sheet.Places != 3 || s.Sheet.Scores[0].Score != "80.5" || s.Bids[0].Lots[0].Answer == "" {
		t.Errorf("written: %+v", s.Sheet)
	}
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "100.01"), match(s.Sheet.Version)).wantProblem(http.StatusUnprocessableEntity, "scoring.score-out-of-scale")
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "1"), match(s.Sheet.Version-1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	j.ada.post(j.path("/sheet/hand-in"), nil, match(s.Sheet.Version)).wantProblem(http.StatusConflict, "scoring.sheet-incomplete")
	s = j.hand(j.ada, "Bemerkung von Ada", "80.5", "71", "60")
	if s.Phase != "scoring" || len(s.Judgements) != 0 {
		t.Errorf("one of two: %+v", s)
	}
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "1"), match(s.Sheet.Version)).wantProblem(http.StatusConflict, "scoring.handed-in")
	j.officer.post(j.path("/scoring/lock"), nil, match(s.Version)).wantProblem(http.StatusConflict, "scoring.not-revealed")

	s = j.hand(j.bea, "Bemerkung von Bea", "80", "71", "90")
	if s.Phase != "comparing" || len(s.Judgements) != 3 {
		t.Fatalf("both: %+v", s)
	}
	finals := []string{"80.25", "71", "75"}
	for i, judged := range s.Judgements {
		if judged.Final != finals[i] || judged.Wide != (i == 2) || len(judged.Scores) != 2 {
			t.Errorf("%d: %+v", i, judged)
		}
	}
	propose := func(c *client, score string) *answer {
		return c.post(j.path("/consensus"), fields{"bidId": j.bertas, "lotId": j.tender.Lots[0].ID, "criterion": "Leistung", "score": score, "minute": "Das Muster wurde gemeinsam angesehen."})
	}
	propose(j.officer, "70").wantProblem(http.StatusForbidden, "access.forbidden")
	propose(j.ada, "70").want(http.StatusOK).into(&s)
	former := s.Judgements[2].Consensus
	if former == nil || !former.Mine || former.Agreed || len(former.AgreedBy) != 1 {
		t.Fatalf("proposed: %+v", former)
	}
	propose(j.bea, "72.25").want(http.StatusOK)
	j.bea.post(j.path("/consensus/"+former.ID+"/confirm"), nil).wantProblem(http.StatusConflict, "scoring.consensus-replaced")
	latest := j.seenBy(j.ada).Judgements[2].Consensus
	j.ada.post(j.path("/consensus/"+latest.ID+"/confirm"), nil).want(http.StatusOK).into(&s)
	j.ada.post(j.path("/consensus/"+latest.ID+"/confirm"), nil).wantProblem(http.StatusConflict, "scoring.consensus-confirmed")
	if got := s.Judgements[2]; got.Final != "72.25" || !got.Consensus.Agreed {
		t.Errorf("agreed: %+v", got)
	}

	j.officer.post(j.path("/scoring/lock"), nil, match(s.Version)).wantProblem(http.StatusConflict, "scoring.unexamined")
	j.examine(j.antons, "form", true).wantProblem(http.StatusConflict, "scoring.undeclared")
	j.mustExamine(j.tender)
	j.examine(j.antons, "form", true).wantProblem(http.StatusConflict, "scoring.examined")
	if s = j.seenBy(j.officer); len(s.Missing) != 0 {
		t.Errorf("missing: %+v", s.Missing)
	}
	j.officer.post(j.path("/scoring/lock"), nil, match(s.Version)).want(http.StatusOK).into(&s)
	if s.Phase != "locked" || s.LockedBy == "" || j.count(`select count(*) from scoring_final`) != 3 {
		t.Errorf("locked: %+v", s)
	}
	propose(j.ada, "70").wantProblem(http.StatusConflict, "scoring.locked")
	j.officer.post(j.path("/scoring/lock"), nil, match(s.Version)).wantProblem(http.StatusConflict, "scoring.locked")
	j.declare(j.ada, true, "zu spät gemerkt").wantProblem(http.StatusConflict, "scoring.locked")
	if !body[view.Verification](j.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)).OK {
		t.Error("the log does not verify")
	}
}

// Whatever an evaluator or anybody else asks for, another's numbers and reasons are in no
// answer before all have handed in: marks that are easily found are given, and searched for.
func TestNobodySeesAnothersScoresBeforeAllHaveHandedIn(t *testing.T) {
	j := openJury(t)
	j.open()
	j.declare(j.ada, false, "").want(http.StatusOK)
	j.declare(j.bea, false, "").want(http.StatusOK)
	const reason = "Kennwort Beas Begründung"
	marks := []string{reason, "83.17", "67.43", "72.91"} // no seconds of an instant
	asked := func(c *client) (text string) {
		for _, path := range []string{"/scoring", "", "/bids", "/opening", "/evaluation"} {
			text += string(c.get(j.path(path)).body)
		}
		for _, path := range []string{"/tenders", "/todo", "/events?limit=200", "/events?objectType=tender&objectId=" + j.tender.ID} {
			text += string(c.get(path).body)
		}
		return text
	}
	everybody := map[string]*client{"ada": j.ada, "carl": j.carl, "the officer": j.officer, "the second officer": j.second, "an opening officer": j.first,
		"anton": j.anton, "berta": j.berta, "a buyer": j.buyerA, "an auditor": j.as(access.Auditor), "the administrator": j.as(access.Administrator)}
	blind := func(when string) {
		t.Helper()
		for who, c := range everybody {
			text := asked(c)
			for _, mark := range marks {
				if strings.Contains(text, mark) {
					t.Errorf("%s: %s finds %q", when, who, mark)
				}
			}
		}
		if !strings.Contains(asked(j.bea), reason) {
			t.Errorf("%s: the search finds nothing where it should", when)
		}
	}
	var s view.Scoring
	j.bea.put(j.path("/sheet"), j.scores(reason, marks[1:]...), match(j.seenBy(j.bea).Sheet.Version)).want(http.StatusOK).into(&s)
	blind("written")
	j.bea.post(j.path("/sheet/hand-in"), nil, match(s.Sheet.Version)).want(http.StatusOK)
	blind("handed in")
	written := string(j.ada.put(j.path("/sheet"), j.scores("gut genug", "80", "70", "60"), match(j.seenBy(j.ada).Sheet.Version)).want(http.StatusOK).body)
	if strings.Contains(written, reason) || strings.Contains(written, marks[1]) {
		t.Errorf("ada's own answer shows bea's scores: %s", written)
	}
	blind("both written")
	j.hand(j.ada, "gut genug", "80", "70", "60")
	for _, c := range []*client{j.ada, j.officer} {
		if text := asked(c); !strings.Contains(text, reason) || !strings.Contains(text, marks[1]) {
			t.Error("all have handed in, and the scores do not show")
		}
	}
	for _, c := range []*client{j.anton, j.buyerA, j.carl} {
		if text := asked(c); strings.Contains(text, reason) || strings.Contains(text, marks[1]) {
			t.Error("scores show to somebody who is not concerned")
		}
	}
}

func TestAConflictIsDeclaredAndThePersonReplaced(t *testing.T) {
	j := openJury(t)
	j.open()
	j.declare(j.ada, true, "").wantProblem(http.StatusUnprocessableEntity, "scoring.text-invalid")
	j.declare(j.ada, true, "Mein Bruder arbeitet bei Anton.").want(http.StatusOK)
	j.declare(j.bea, false, "").want(http.StatusOK)
	if seen := j.seenBy(j.bea); seen.Evaluators[0].Declaration != "conflict" || seen.Evaluators[0].Conflict != "" {
		t.Errorf("bea sees %+v", seen.Evaluators[0])
	}
	s := j.seenBy(j.officer)
	if s.Evaluators[0].Conflict == "" || s.Missing[0].Kind != "conflicts" {
		t.Errorf("the officer sees %+v", s)
	}
	replace := func(version int) *answer {
		return j.officer.post(j.path("/panel/replacements"), fields{"evaluatorId": j.ada.me, "replacementId": j.carl.me, "reason": "Interessenkonflikt"}, match(version))
	}
	replace(s.Version-1).wantProblem(http.StatusPreconditionFailed, "object.stale")
	replace(s.Version).want(http.StatusOK)
	j.ada.get(j.path("/scoring")).wantProblem(http.StatusForbidden, "access.forbidden")
	j.declare(j.carl, false, "").want(http.StatusOK)
	j.hand(j.bea, "wie beschrieben", "80", "70", "60")
	s = j.hand(j.carl, "wie beschrieben", "80", "70", "61")
	if s.Phase != "comparing" || len(s.Evaluators) != 3 || s.Judgements[2].Final != "60.5" {
		t.Errorf("replaced: %+v", s)
	}
}

func TestABidThatDoesNotPassIsExcludedAndNotScored(t *testing.T) {
	j := openJury(t)
	j.open()
	j.ada.post(j.path("/examinations"), fields{"bidId": j.bertas, "aspect": "form", "passed": true, "reason": "vollständig"}).wantProblem(http.StatusForbidden, "access.forbidden")
	j.officer.post(j.path("/examinations/declaration"), fields{"conflict": false}).want(http.StatusOK)
	j.examine(j.bertas, "taste", false).wantProblem(http.StatusUnprocessableEntity, "scoring.aspect-unknown")
	j.examine(j.bertas, "suitability", true).want(http.StatusOK)
	j.examine(j.bertas, "suitability", false).want(http.StatusOK)
	j.examine(j.bertas, "form", true).wantProblem(http.StatusConflict, "scoring.bid-not-admitted")
	j.declare(j.ada, false, "").want(http.StatusOK)
	s := j.seenBy(j.ada)
	if s.Sheet.Places != 2 || s.Bids[1].Admitted || s.Bids[1].Excluded != "Unterlagen geprüft" || len(s.Bids[1].Examinations) != 2 {
		t.Errorf("%+v", s.Bids[1])
	}
	j.ada.put(j.path("/sheet"), j.scores("gut genug", "1", "1", "1"), match(s.Sheet.Version)).wantProblem(http.StatusUnprocessableEntity, "scoring.place-unknown")
}

// Where the price alone decides there is no panel, but bids are examined all the same.
func TestBidsAreExaminedWhereThePriceAloneDecides(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	b.mustBid(published, b.anton, "950", "210")
	bertas := b.mustBid(published, b.berta, "940", "200").BidID
	at := "/tenders/" + published.ID
	b.officer.post(at+"/panel", fields{"evaluators": []string{b.officer.me, b.second.me}, "spreadLimit": 20}, b.once()).wantProblem(http.StatusConflict, "scoring.no-criteria")
	b.again(wait + time.Hour)
	b.mustOpen(published)

	var s view.Scoring
	b.officer.get(at + "/scoring").want(http.StatusOK).into(&s)
	if s.Phase != "examining" || s.Declaration != "pending" || len(s.Examiners) != 0 || len(s.Missing) != 1 || s.Missing[0] != (view.ScoringGap{Kind: "examinations", Count: 6}) {
		t.Errorf("before: %+v", s)
	}
	declaration := at + "/examinations/declaration"
	fails := fields{"bidId": bertas, "aspect": "suitability", "passed": false, "reason": "Eigenerklärung fehlt trotz Nachforderung"}
	b.officer.post(at+"/examinations", fails).wantProblem(http.StatusConflict, "scoring.undeclared")
	b.first.post(declaration, fields{"conflict": false}).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(declaration, fields{"conflict": true}).wantProblem(http.StatusUnprocessableEntity, "scoring.text-invalid")
	b.officer.post(declaration, fields{"conflict": true, "text": "Mein Bruder arbeitet bei Anton."}).want(http.StatusOK).into(&s)
	if len(s.Examiners) != 1 || s.Declaration != "conflict" || s.Examiners[0].Conflict == "" {
		t.Errorf("declared: %+v", s.Examiners)
	}
	b.officer.post(declaration, fields{"conflict": false}).wantProblem(http.StatusConflict, "scoring.declared")
	b.officer.post(at+"/examinations", fails).wantProblem(http.StatusForbidden, "scoring.conflict")
	var compared view.Evaluation
	b.second.get(at + "/evaluation").want(http.StatusOK).into(&compared)
	b.officer.post(at+"/exclusions", fields{"bidId": bertas, "reason": "unvollständig"}, match(compared.Version)).wantProblem(http.StatusForbidden, "scoring.conflict")
	b.officer.post(at+"/proposal", fields{"reason": "Preis"}, match(compared.Version)).wantProblem(http.StatusForbidden, "scoring.conflict")

	b.officer, b.second = b.second, b.officer
	if compared.Lots[0].Unexamined != 6 || compared.Lots[0].Bids[0].BidID != bertas {
		t.Errorf("compared: %+v", compared.Lots[0])
	}
	b.officer.post(declaration, fields{"conflict": false}).want(http.StatusOK)
	b.officer.post(at+"/examinations", fails).want(http.StatusOK).into(&s)
	compared = view.Evaluation{}
	b.officer.get(at + "/evaluation").want(http.StatusOK).into(&compared)
	if out := compared.Lots[0].Bids[1]; out.BidID != bertas || out.Rank != 0 || out.ExcludedReason != "Eigenerklärung fehlt trotz Nachforderung" || compared.Lots[0].Unexamined != 3 {
		t.Errorf("excluded: %+v", compared.Lots[0])
	}
	propose := fields{"reason": "Niedrigster Preis"}
	b.officer.post(at+"/proposal", propose, match(compared.Version)).wantProblem(http.StatusConflict, "scoring.unexamined")
	for _, aspect := range []string{"form", "suitability", "requirements"} {
		b.officer.post(at+"/examinations", fields{"bidId": s.Bids[0].BidID, "aspect": aspect, "passed": true, "reason": "Unterlagen geprüft"}).want(http.StatusOK).into(&s)
	}
	if s.Phase != "examined" || len(s.Missing) != 0 {
		t.Errorf("examined: %+v", s)
	}
	var proposed view.Tender
	b.officer.post(at+"/proposal", propose, match(compared.Version)).want(http.StatusOK).into(&proposed)
	b.second.post(at+"/proposal/approve", nil, match(proposed.Version)).wantProblem(http.StatusForbidden, "scoring.conflict")
	var letters view.Letters
	b.officer.get(at + "/letters").want(http.StatusOK).into(&letters)
	for _, l := range letters.Items {
		if l.Bidder.Name == "Berta Systeme AG" && l.Lots[0].Text != "Eigenerklärung fehlt trotz Nachforderung" {
			t.Errorf("the letter: %+v", l)
		}
	}
}
