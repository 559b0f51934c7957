package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/ports/view"
)

func confirmingRound(officer *client) view.Round {
	in := notebookRound()
	in["confirms"] = true
	return openRound(officer, in)
}

func TestABudgetHolderConfirmsNeedsOverHTTP(t *testing.T) {
	s := serve(t)
	officer, buyer, holder, other := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Approver, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	both := s.asOf(access.Buyer, "Stadt A")
	s.alsoAs(both, access.Approver, "Stadt A", "")
	round := confirmingRound(officer)
	at, a := "/rounds/"+round.ID, s.member("Stadt A")
	confirm := at + "/needs/" + a + "/confirm"
	seen := func(n any) object { return object{"statements": n} }

	holder.post(confirm, seen(1)).wantProblem(409, "demand.nothing-to-confirm")
	buyer.put(at+"/needs/"+a, needs(round, "25", "5")).want(200)
	round = body[view.Round](both.put(at+"/needs/"+a, needs(round, "26", "5")).want(200))
	if len(round.Answers) != 1 || !round.Answers[0].Own || !round.Answers[0].Waits || round.Answers[0].Statements != 2 || round.Unconfirmed != 1 {
		t.Errorf("who stated sees %+v", round.Answers)
	}
	for _, c := range []struct {
		who    *client
		body   any
		status int
		code   string
	}{
		{s.visitor(), seen(2), 401, "session.required"},
		{buyer, seen(2), 403, "access.forbidden"},
		{officer, seen(2), 404, "object.not-found"},
		{other, seen(2), 404, "object.not-found"},
		{both, seen(2), 403, "access.same-person"},
		{holder, seen(1), 412, "object.stale"},
		{holder, seen(3), 412, "object.stale"},
		{holder, seen(0), 422, "request.field-invalid"},
		{holder, seen("2"), 400, "request.wrong-type"},
		{holder, object{}, 422, "request.field-invalid"},
	} {
		t.Run(c.code, func(t *testing.T) { c.who.within(t).post(confirm, c.body).wantProblem(c.status, c.code) })
	}
	officer.post(at+"/freeze", nil, match(round.Version)).wantProblem(409, "demand.unconfirmed")
	officer.post(at+"/freeze?leaveOut=perhaps", nil, match(round.Version)).wantProblem(422, "request.field-invalid")
	officer.post(at+"/freeze?leaveOut=true", nil, match(round.Version)).wantProblem(409, "demand.empty")

	round = body[view.Round](holder.post(confirm, seen(2)).want(200))
	if len(round.Answers) != 1 || round.Answers[0].Own || round.Answers[0].Waits || round.Answers[0].ConfirmedBy == "" || round.Answers[0].ConfirmedAt.IsZero() || round.Unconfirmed != 0 {
		t.Errorf("the budget holder sees %+v", round.Answers)
	}
	holder.post(confirm, seen(2)).wantProblem(409, "demand.confirmed")
	if rows := body[view.Page[view.RoundMember]](officer.get(at + "/members?answered=true").want(200)).Items; len(rows) != 1 || rows[0].Waits || rows[0].ConfirmedBy == "" {
		t.Errorf("the officer sees %+v", rows)
	}
	if history := body[view.Page[view.Event]](officer.get("/events?objectType=round&objectId=" + round.ID + "&limit=1").want(200)); history.Items[0].Action != "need.confirm" || !history.Items[0].Refused {
		t.Errorf("the refusal is not on record: %+v", history.Items)
	}
	officer.post(at+"/freeze", nil, match(round.Version)).want(200)
	holder.post(confirm, seen(2)).wantProblem(409, "demand.not-open")

	unasked := openRound(officer, object{"title": "Drucker", "closesAt": roundCloses, "items": []object{roundItem("Drucker")}})
	buyer.put("/rounds/"+unasked.ID+"/needs/"+a, needs(unasked, "1", "0")).want(200)
	holder.post("/rounds/"+unasked.ID+"/needs/"+a+"/confirm", seen(1)).wantProblem(409, "demand.confirmation-unasked")
}

func TestWhoSeesARoundCommentsOnIt(t *testing.T) {
	s := serve(t)
	officer, buyer, auditor := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.as(access.Auditor)
	s.supplier("Nordlicht IT")
	bidder := s.asBidder("Nordlicht IT")
	draft, round := draftRound(officer, cables()), openRound(officer, notebookRound())
	a, b := s.member("Stadt A"), s.member("Stadt B")
	at := "/rounds/" + round.ID + "/comments"
	say := func(change ...object) object {
		in := object{"text": "Bitte mit deutscher Tastatur", "memberId": a, "itemId": round.Items[0].ID}
		for _, c := range change {
			for k, v := range c {
				in[k] = v
			}
		}
		return in
	}
	for name, c := range map[string]struct {
		who    *client
		at     string
		body   any
		status int
		code   string
	}{
		"a visitor":          {s.visitor(), at, say(), 401, "session.required"},
		"a supplier":         {bidder, at, say(), 404, "object.not-found"},
		"for another member": {buyer, at, say(object{"memberId": b}), 404, "object.not-found"},
		"for all":            {buyer, at, object{"text": "Für alle"}, 403, "access.forbidden"},
		"an auditor":         {auditor, at, object{"text": "Für alle"}, 403, "access.forbidden"},
		"on a draft":         {buyer, "/rounds/" + draft.ID + "/comments", object{"text": "Zu früh", "memberId": a}, 404, "object.not-found"},
		"of nothing":         {buyer, at, say(object{"text": "  "}), 422, "demand.comment-invalid"},
		"of too much":        {buyer, at, say(object{"text": strings.Repeat("a", 2001)}), 422, "request.field-invalid"},
		"of control signs":   {buyer, at, say(object{"text": "a\u0007bc"}), 422, "demand.comment-invalid"},
		"on no item":         {buyer, at, say(object{"itemId": round.ID}), 422, "demand.item-unknown"},
		"on what is no id":   {buyer, at, say(object{"itemId": "notebook"}), 422, "id.malformed"},
		"for what is no id":  {buyer, at, say(object{"memberId": "Stadt A"}), 422, "request.field-invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			c.who.within(t).post(c.at, c.body, key("comment-"+strings.ReplaceAll(name, " ", "-"))).wantProblem(c.status, c.code)
		})
	}
	if none := body[view.Page[view.RoundComment]](buyer.get(at).want(200)); len(none.Items) != 0 {
		t.Errorf("something was kept: %+v", none)
	}
	said := body[view.RoundComment](buyer.post(at, say(), key("the-first-comment")).want(http.StatusCreated))
	if again := body[view.RoundComment](buyer.post(at, say(), key("the-first-comment")).want(http.StatusCreated)); again.ID != said.ID {
		t.Error("the same key said it twice")
	}
	officer.post(at, object{"text": "Wird so ausgeschrieben"}, key("the-answer-to-it")).want(http.StatusCreated)
	all := body[view.Page[view.RoundComment]](auditor.get(at).want(200)).Items
	if len(all) != 2 || all[0].Member != "" || all[0].Item != "" || all[1].Member != "Stadt A" || all[1].Item != "Notebook 14 Zoll" {
		t.Errorf("all see %+v", all)
	}
	page := body[view.Page[view.RoundComment]](buyer.get(at + "?limit=1").want(200))
	if rest := body[view.Page[view.RoundComment]](buyer.get(at + "?limit=1&cursor=" + page.Next).want(200)); len(rest.Items) != 1 || rest.Items[0].ID != said.ID || rest.Next != "" {
		t.Errorf("the rest: %+v", rest)
	}
	bidder.get(at).wantProblem(404, "object.not-found")
	buyer.get("/rounds/"+draft.ID+"/comments").wantProblem(404, "object.not-found")
}
