package http_test

import (
	"bytes"
	"net/http"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

// missing are the codes of what the file still lacks.
func missing(file view.ProcurementFile) []string {
	codes := []string{}
	for _, c := range file.Checks {
		if !c.Met {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

func TestTheProcurementFileFollowsTheTender(t *testing.T) {
	b := openBureau(t)
	auditor := b.as(access.Auditor)
	proposed := b.proposed()
	at := "/tenders/" + proposed.ID + "/procurement-file"
	var file view.ProcurementFile
	b.officer.get(at).want(http.StatusOK).into(&file)
	if got := missing(file); file.Complete || !slices.Equal(got, []string{"authority", "approval", "letters", "award"}) {
		t.Errorf("after the proposal, missing %v", got)
	}
	told := b.mustTell(proposed)
	b.again(wait + 12*24*time.Hour)
	b.second.post("/tenders/"+told.ID+"/award", nil, match(told.Version)).want(http.StatusOK)
	auditor.signIn()
	auditor.get(at).want(http.StatusOK).into(&file)
	if got := missing(file); !slices.Equal(got, []string{"authority"}) {
		t.Errorf("after the award, missing %v", got)
	}
	answer := auditor.get(at + ".pdf").want(http.StatusOK)
	if !bytes.HasPrefix(answer.body, []byte("%PDF-")) || answer.header.Get("Content-Disposition") != `attachment; filename="`+told.Number+`-Vergabevermerk.pdf"` {
		t.Errorf("got %.20q, %v", answer.body, answer.header)
	}
}

func TestOnlyOverseersReadTheProcurementFile(t *testing.T) {
	b := openBureau(t)
	var draft view.Tender
	b.officer.post("/tenders", b.draftFields(b.frozenRound()), b.once()).want(http.StatusCreated).into(&draft)
	for _, path := range []string{"/procurement-file", "/procurement-file.pdf"} {
		at := "/tenders/" + draft.ID + path
		b.officer.get(at).want(http.StatusOK)
		b.anton.get(at).wantProblem(http.StatusNotFound, "object.not-found")
		b.buyerA.get(at).wantProblem(http.StatusNotFound, "object.not-found")
		b.first.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
		b.officer.get("/tenders/x"+path).wantProblem(http.StatusNotFound, "object.not-found")
	}
	b.officer.post("/tenders/"+draft.ID+"/submit", nil, match(draft.Version)).want(http.StatusOK).into(&draft)
	b.second.post("/tenders/"+draft.ID+"/publish", nil, match(draft.Version)).want(http.StatusOK)
	for _, path := range []string{"/procurement-file", "/procurement-file.pdf"} {
		at := "/tenders/" + draft.ID + path
		b.anton.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
		b.buyerA.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
	}
}
