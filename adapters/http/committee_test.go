package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

func TestTheCommitteeOfAPublishedTenderIsChangedByTwoOfficers(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	path := "/tenders/" + published.ID
	stale := b.sealedFor(published, b.anton, "900", "200")
	b.mustBid(published, b.anton, "950", "200")
	fourth := b.as(access.OpeningOfficer)
	change := fields{"openingOfficers": []string{b.first.me, b.other.me, fourth.me}, "reason": "Frau Kern ist erkrankt"}

	b.officer.post(path+"/committee", change, match(published.Version)).wantProblem(http.StatusConflict, "tender.officer-without-key")
	b.registered(fourth)
	b.first.post(path+"/committee", change, match(published.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.second.post(path+"/committee/confirm", nil, match(published.Version)).wantProblem(http.StatusConflict, "tender.committee-not-proposed")
	var proposed, changed view.Tender
	b.officer.post(path+"/committee", change, match(published.Version)).want(http.StatusOK).into(&proposed)
	b.officer.post(path+"/committee/confirm", nil, match(proposed.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	b.second.post(path+"/committee/confirm", nil, match(published.Version)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	b.second.post(path+"/committee/confirm", nil, match(proposed.Version)).want(http.StatusOK).into(&changed)
	b.officer.post(path+"/committee", change, match(changed.Version)).wantProblem(http.StatusConflict, "tender.committee-same")

	b.anton.post(path+"/bids", stale, b.once()).wantProblem(http.StatusConflict, "bid.committee-other")
	var bids view.List[view.BidSummary]
	b.anton.get(path + "/bids").want(http.StatusOK).into(&bids)
	if len(bids.Items) != 1 || bids.Items[0].Status != "needs-reconfirmation" {
		t.Errorf("bids: %+v", bids)
	}
	b.mustBid(changed, b.anton, "900", "200")
	b.clockAt(changed.Deadline.Add(time.Second))
	b.officer.signIn()
	b.officer.post(path+"/committee", change, match(changed.Version)).wantProblem(http.StatusConflict, "tender.committee-over")
}
