package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/ports/view"
)

func TestAQuestionAndItsAnswerReachAllBiddersWithoutTheAsker(t *testing.T) {
	b := openBureau(t)
	tend := b.published()
	at := "/tenders/" + tend.ID + "/questions"
	asked := fields{"question": "Wir von der Anton Technik GmbH fragen: Ist eine Tastatur dabei?"}
	repeated := b.once()
	var mine, theirs, officers view.TenderQuestions
	b.anton.post(at, asked, repeated).want(http.StatusCreated)
	b.anton.post(at, asked, repeated).want(http.StatusCreated).into(&mine)
	if len(mine.Items) != 1 || !mine.Items[0].Mine || mine.Items[0].Asker != "" || !mine.MayAsk || mine.MayAnswer {
		t.Fatalf("the asker reads %+v", mine)
	}
	if got := b.berta.get(at).want(http.StatusOK); strings.Contains(string(got.body), "Anton") || strings.Contains(string(got.body), "Tastatur") {
		t.Errorf("before the answer another bidder reads %s", got.body)
	}
	b.officer.get(at).want(http.StatusOK).into(&officers)
	if officers.Items[0].Asker != "Anton Technik GmbH" || !officers.MayAnswer {
		t.Errorf("the officer reads %+v", officers)
	}
	answer := at + "/" + officers.Items[0].ID + "/answer"
	said := func(question, answer string) fields { return fields{"question": question, "answer": answer} }
	neutral := "Ist eine Tastatur dabei?"
	b.anton.post(answer, said(neutral, "Ja."), match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(answer, said(neutral, "Ja."), match(2)).want(http.StatusPreconditionFailed)
	b.officer.post(answer, said(neutral, "Ja."), header{"X-None", "1"}).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	b.officer.post(answer, said("Anton Technik fragt: Ist eine Tastatur dabei?", "Ja."), match(1)).wantProblem(http.StatusUnprocessableEntity, "question.names-asker")
	b.officer.post(answer, said(neutral, "Wie wir (Anton Technik GmbH) schon gesagt haben: Ja."), match(1)).wantProblem(http.StatusUnprocessableEntity, "question.names-asker")
	b.officer.post(answer, said("kurz", "Ja."), match(1)).want(http.StatusUnprocessableEntity)
	b.officer.post(at+"/"+tend.ID+"/answer", said(neutral, "Ja."), match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	b.officer.post(answer, said(neutral, "Ja, eine je Gerät."), match(1)).want(http.StatusOK)
	b.second.post(answer, said(neutral, "Nein."), match(2)).wantProblem(http.StatusConflict, "question.answered")
	got := b.berta.get(at).want(http.StatusOK).into(&theirs)
	if len(theirs.Items) != 1 || theirs.Items[0].Number != 1 || theirs.Items[0].Question != neutral || theirs.Items[0].ID != "" || theirs.Items[0].AskedAt != nil {
		t.Errorf("another bidder reads %+v", theirs)
	}
	if strings.Contains(string(got.body), "Anton") {
		t.Errorf("another bidder reads who asked: %s", got.body)
	}
	for _, path := range []string{"/events", "/tenders/" + tend.ID} { // the history tells them nothing either
		if got := b.berta.get(path); strings.Contains(string(got.body), "question-asked") || strings.Contains(string(got.body), "Anton Technik") {
			t.Errorf("%s tells another bidder who asked: %s", path, got.body)
		}
	}
	b.officer.post(at, asked, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	b.buyerA.post(at, asked, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	for name, body := range map[string]any{"short": fields{"question": "Wieso?"}, "long": fields{"question": strings.Repeat("a", 4001)}, "other": fields{"question": "Ist eine Tastatur dabei?", "supplierId": tend.ID}, "nothing": fields{}} {
		if got := b.anton.post(at, body, b.once()); got.status < 400 || got.status > 499 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	b.clockAt(tend.Deadline.AddDate(0, 0, -5))
	for _, c := range []*client{b.anton, b.officer} {
		c.signIn()
	}
	b.anton.post(at, asked, b.once()).wantProblem(http.StatusConflict, "question.over")
}
