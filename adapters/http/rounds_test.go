package http_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

var roundCloses = time.Now().AddDate(0, 1, 0).UTC().Truncate(time.Second)

type object = map[string]any

func roundItem(name string) object {
	return object{"name": name, "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": "980.00"}
}

func notebookRound() object {
	return object{"title": "Notebooks und Monitore", "closesAt": roundCloses, "items": []object{roundItem("Notebook 14 Zoll"), roundItem("Monitor 27 Zoll")}}
}

// body reads an answer as a T.
func body[T any](a *answer) (v T) {
	a.t.Helper()
	a.into(&v)
	return v
}

// within is the same person in a subtest.
func (c *client) within(t testing.TB) *client {
	same := *c
	same.t = t
	return &same
}

// draftRound is a round as the officer drafted it.
func draftRound(officer *client, round object) view.Round {
	officer.t.Helper()
	unique := fmt.Sprintf("draft-%d", time.Now().UnixNano())
	return body[view.Round](officer.post("/rounds", round, key(unique)).want(http.StatusCreated))
}

func openRound(officer *client, round object) view.Round {
	officer.t.Helper()
	drafted := draftRound(officer, round)
	return body[view.Round](officer.post("/rounds/"+drafted.ID+"/open", nil, match(drafted.Version)).want(http.StatusOK))
}

func needs(round view.Round, firm, tolerance any) object {
	return object{"needs": []object{{"itemId": round.Items[0].ID, "firm": firm, "tolerance": tolerance}}}
}

func TestADemandRoundOverHTTP(t *testing.T) {
	s := serve(t)
	officer, auditor := s.as(access.ProcurementOfficer), s.as(access.Auditor)
	buyer, other := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")

	made := officer.post("/rounds", notebookRound(), key("the-first-round")).want(http.StatusCreated)
	round := body[view.Round](made)
	if made.header.Get("Location") != "/api/v1/rounds/"+round.ID || made.header.Get("ETag") != `"1"` {
		t.Errorf("created: %v", made.header)
	}
	if again := body[view.Round](officer.post("/rounds", notebookRound(), key("the-first-round")).want(http.StatusCreated)); again.ID != round.ID {
		t.Error("the same key made another round")
	}
	otherBody := changed(func(r, _ object) { r["title"] = "Other" })
	officer.post("/rounds", otherBody, key("the-first-round")).wantProblem(422, "idempotency.other-body")
	at := "/rounds/" + round.ID
	round = body[view.Round](officer.post(at+"/open", nil, match(1)).want(200))
	if waiting := body[view.List[view.ToDo]](buyer.get("/todo").want(200)); len(waiting.Items) != 1 || waiting.Items[0].Kind != "round-answer" {
		t.Errorf("what waits for the buyer: %+v", waiting)
	}

	buyer.put(at+"/needs/"+s.member("Stadt A"), needs(round, "25", "5")).want(200)
	round = body[view.Round](other.put(at+"/needs/"+s.member("Stadt B"), needs(round, "10", "0"), key("needs-of-stadt-b")).want(200))
	if len(round.Needs) != 1 || round.Items[0].Firm != "35" || round.Answered != 2 || round.Invited != 2 || round.EstimatedTotal != "39200.00" {
		t.Errorf("the other buyer sees %+v", round)
	}
	if seen := body[view.Round](auditor.get(at).want(200)); len(seen.Needs) != 0 || seen.Items[0].Firm != "35" {
		t.Errorf("the auditor sees %+v", seen)
	}
	if page := body[view.Page[view.RoundSummary]](buyer.get("/rounds?limit=1").want(200)); len(page.Items) != 1 || page.Items[0].Answered != 2 || page.Next != "" {
		t.Errorf("the list: %+v", page)
	}

	frozen := body[view.Round](officer.post(at+"/freeze", nil, match(round.Version)).want(200))
	if frozen.Status != "frozen" || len(frozen.SnapshotHash) != 64 {
		t.Errorf("frozen: %+v", frozen)
	}
	buyer.put(at+"/needs/"+s.member("Stadt A"), needs(round, "26", "5")).wantProblem(409, "demand.not-open")
	history := body[view.Page[view.Event]](auditor.get("/events?objectType=round&objectId=" + round.ID).want(200))
	if len(history.Items) != 6 || history.Items[0].Action != "need.state" || !history.Items[0].Refused || history.Items[1].Action != "round.frozen" {
		t.Errorf("history: %+v", history.Items)
	}
	cancelled := body[view.Round](officer.post(at+"/cancel", object{"reason": "no budget"}, match(frozen.Version)).want(200))
	if cancelled.Status != "cancelled" || cancelled.CancelReason != "no budget" {
		t.Errorf("cancelled: %+v", cancelled)
	}
}

func TestARoundBelongsToItsCooperativeAndNeedsToTheirMember(t *testing.T) {
	s := serve(t)
	a, b := s.member("Stadt A"), s.member("Stadt B")
	officer, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A")
	s.supplier("Nordlicht IT")
	bidder, admin := s.asBidder("Nordlicht IT"), s.as(access.Administrator)
	stranger := s.asIn("Süd", access.ProcurementOfficer, "", "")
	draft, round := draftRound(officer, notebookRound()), openRound(officer, notebookRound())
	at, one := "/rounds/"+round.ID, needs(round, "1", "0")
	notMine := object{"reason": "not mine"}

	for _, c := range []struct {
		who          *client
		method, path string
		body         any
		status       int
		code         string
	}{
		{s.visitor(), "GET", "/rounds", nil, 401, "session.required"},
		{s.visitor(), "PUT", at + "/needs/" + a, one, 401, "session.required"},
		{stranger, "GET", at, nil, 404, "object.not-found"},
		{stranger, "POST", at + "/open", nil, 404, "object.not-found"},
		{stranger, "POST", at + "/freeze", nil, 404, "object.not-found"},
		{stranger, "POST", at + "/cancel", notMine, 404, "object.not-found"},
		{stranger, "PUT", at + "/needs/" + a, one, 404, "object.not-found"},
		{bidder, "GET", "/rounds", nil, 404, "object.not-found"},
		{bidder, "GET", at, nil, 404, "object.not-found"},
		{bidder, "POST", at + "/open", nil, 404, "object.not-found"},
		{bidder, "PUT", at + "/needs/" + a, one, 404, "object.not-found"},
		{admin, "GET", at, nil, 404, "object.not-found"},
		{admin, "GET", "/events", nil, 403, "access.forbidden"},
		{buyer, "GET", "/rounds/" + draft.ID, nil, 404, "object.not-found"},
		{buyer, "PUT", "/rounds/" + draft.ID + "/needs/" + a, needs(draft, "1", "0"), 404, "object.not-found"},
		{buyer, "PUT", at + "/needs/" + b, one, 404, "object.not-found"},
		{buyer, "PUT", at + "/needs/" + s.member("Stadt C"), one, 404, "object.not-found"},
		{buyer, "PUT", at + "/needs/" + round.ID, one, 404, "object.not-found"},
		{buyer, "POST", "/rounds", notebookRound(), 403, "access.forbidden"},
		{buyer, "POST", at + "/freeze", nil, 403, "access.forbidden"},
		{s.asOf(access.Approver, "Stadt A"), "PUT", at + "/needs/" + a, one, 403, "access.forbidden"},
		{officer, "PUT", at + "/needs/" + a, one, 404, "object.not-found"},
		{officer, "POST", "/rounds/" + a + "/freeze", nil, 404, "object.not-found"},
	} {
		c.who.send(c.method, c.path, c.body, match(round.Version), key("somebody-else-1")).wantProblem(c.status, c.code)
	}
	if n := s.count(`select count(*) from demand_need`); n != 0 {
		t.Errorf("%d needs were stored", n)
	}
	for _, e := range body[view.Page[view.Event]](stranger.get("/events").want(200)).Items {
		if e.ObjectID == round.ID && !e.Refused {
			t.Errorf("the stranger sees %+v", e)
		}
	}
}

func TestAChangeWithoutTheTokenOfThePageIsRefused(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	forged := *officer
	forged.csrf = "wrong"
	forged.post("/rounds", notebookRound(), key("forged-round-1")).wantProblem(403, "session.csrf")
	officer.post("/rounds", notebookRound(), key("forged-round-2"), header{"Sec-Fetch-Site", "cross-site"}).wantProblem(403, "session.csrf")
}

// changed is a round to draft with one thing in it changed.
func changed(change func(round, first object)) object {
	round := notebookRound()
	items, _ := round["items"].([]object)
	change(round, items[0])
	return round
}

func TestBadRoundsAreRefusedAndChangeNothing(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	events := s.count(`select count(*) from event where not refused`)
	valid := string(encode(t, notebookRound()))
	many := make([]object, 201)
	for i := range many {
		many[i] = roundItem("PC")
	}
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"no body":                   {nil, 415, "request.unsupported-media-type"},
		"an empty body":             {"", 400, "request.malformed"},
		"no JSON":                   {"title=x", 400, "request.malformed"},
		"half a document":           {valid[:40], 400, "request.malformed"},
		"two documents":             {valid + valid, 400, "request.malformed"},
		"an array":                  {"[]", 400, "request.wrong-type"},
		"null":                      {"null", 400, "request.wrong-type"},
		"a field nobody knows":      {changed(func(r, _ object) { r["id"] = "x" }), 400, "request.unknown-field"},
		"a field in capitals":       {strings.Replace(valid, `"title"`, `"Title"`, 1), 400, "request.unknown-field"},
		"a field twice":             {strings.Replace(valid, `"title"`, `"title":"Twice","title"`, 1), 400, "request.malformed"},
		"invalid UTF-8":             {strings.Replace(valid, "Notebooks", "\xff\xfe", 1), 400, "request.malformed"},
		"a zero byte":               {strings.Replace(valid, "Notebooks", `\u0000`, 1), 400, "request.malformed"},
		"a number for the title":    {changed(func(r, _ object) { r["title"] = 7 }), 400, "request.wrong-type"},
		"a title too short":         {changed(func(r, _ object) { r["title"] = "ab" }), 422, "request.field-invalid"},
		"a title of blanks":         {changed(func(r, _ object) { r["title"] = "     " }), 422, "demand.title-invalid"},
		"a title of two lines":      {changed(func(r, _ object) { r["title"] = "one\ntwo" }), 422, "demand.title-invalid"},
		"a title of a megabyte":     {changed(func(r, _ object) { r["title"] = strings.Repeat("x", 1<<20) }), 422, "request.field-invalid"},
		"a body of four megabytes":  {changed(func(r, _ object) { r["title"] = strings.Repeat("x", 4<<20) }), 413, "request.too-large"},
		"a closing time in words":   {changed(func(r, _ object) { r["closesAt"] = "tomorrow" }), 400, "request.wrong-type"},
		"a closing time as number":  {changed(func(r, _ object) { r["closesAt"] = 1893456000 }), 400, "request.wrong-type"},
		"the 30th of February":      {changed(func(r, _ object) { r["closesAt"] = "2027-02-30T10:00:00Z" }), 400, "request.wrong-type"},
		"a closing time gone by":    {changed(func(r, _ object) { r["closesAt"] = "2020-01-01T00:00:00Z" }), 422, "demand.closes-too-early"},
		"a closing time in 9999":    {changed(func(r, _ object) { r["closesAt"] = "9999-12-31T23:59:59Z" }), 422, "demand.closes-too-late"},
		"no items":                  {changed(func(r, _ object) { r["items"] = []object{} }), 422, "request.field-invalid"},
		"201 items":                 {changed(func(r, _ object) { r["items"] = many }), 422, "request.field-invalid"},
		"an item without name":      {changed(func(_, i object) { delete(i, "name") }), 422, "request.field-invalid"},
		"an unknown category":       {changed(func(_, i object) { i["category"] = "food" }), 422, "demand.category-unknown"},
		"a wrong CPV code":          {changed(func(_, i object) { i["cpv"] = "3021310-66" }), 422, "demand.cpv-malformed"},
		"a unit in small letters":   {changed(func(_, i object) { i["unit"] = "h87" }), 422, "quantity.unit-malformed"},
		"a price as number":         {changed(func(_, i object) { i["estimatedPrice"] = 980.0 }), 400, "request.wrong-type"},
		"a negative price":          {changed(func(_, i object) { i["estimatedPrice"] = "-1.00" }), 422, "money.price-malformed"},
		"a price that is no number": {changed(func(_, i object) { i["estimatedPrice"] = "NaN" }), 422, "money.price-malformed"},
		"a price with an exponent":  {changed(func(_, i object) { i["estimatedPrice"] = "1e9" }), 422, "money.price-malformed"},
		"a price of seven places":   {changed(func(_, i object) { i["estimatedPrice"] = "0.0000001" }), 422, "money.price-malformed"},
		"an enormous price":         {changed(func(_, i object) { i["estimatedPrice"] = "1000000000" }), 422, "money.price-malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			officer.within(t).post("/rounds", c.body, key("a-bad-round-1")).wantProblem(c.status, c.code)
		})
	}
	officer.post("/rounds", notebookRound()).wantProblem(400, "request.key-missing")
	officer.post("/rounds", notebookRound(), key("short")).wantProblem(400, "request.key-missing")
	officer.post("/rounds", notebookRound(), key("with blanks in it")).wantProblem(400, "request.key-missing")
	officer.post("/rounds", notebookRound(), key("a-bad-round-1"), header{"Content-Type", "text/plain"}).wantProblem(415, "request.unsupported-media-type")
	officer.post("/rounds", notebookRound(), key("a-bad-round-1"), header{"Content-Encoding", "gzip"}).wantProblem(415, "request.unsupported-media-type")
	if n := s.count(`select count(*) from demand_round`) + s.count(`select count(*) from number_counter`); n != 0 {
		t.Error("a bad round left something behind")
	}
	if n := s.count(`select count(*) from event where not refused`); n != events {
		t.Errorf("%d events of what was not done", n-events)
	}
}

func TestBadNeedsAreRefusedAndChangeNothing(t *testing.T) {
	s := serve(t)
	officer, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A")
	round, other := openRound(officer, notebookRound()), openRound(officer, notebookRound())
	path := "/rounds/" + round.ID + "/needs/" + s.member("Stadt A")
	twice := object{"needs": append(needs(round, "1", "0")["needs"].([]object), needs(round, "2", "0")["needs"].([]object)...)}
	many := object{"needs": make([]object, 201)}
	for i := range 201 {
		many["needs"].([]object)[i] = object{"itemId": round.Items[0].ID, "firm": "1", "tolerance": "0"}
	}
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"a quantity as number":           {needs(round, 25, "0"), 400, "request.wrong-type"},
		"a quantity of nothing":          {needs(round, nil, "0"), 400, "request.wrong-type"},
		"an empty quantity":              {needs(round, "", "0"), 422, "request.field-invalid"},
		"a negative quantity":            {needs(round, "-1", "0"), 422, "quantity.malformed"},
		"a negative tolerance":           {needs(round, "1", "-1"), 422, "quantity.malformed"},
		"a quantity that is no number":   {needs(round, "NaN", "0"), 422, "quantity.malformed"},
		"an infinite quantity":           {needs(round, "Infinity", "0"), 422, "quantity.malformed"},
		"a quantity with an exponent":    {needs(round, "1e3", "0"), 422, "quantity.malformed"},
		"a quantity in other digits":     {needs(round, "٣", "0"), 422, "quantity.malformed"},
		"a quantity with a comma":        {needs(round, "1,5", "0"), 422, "quantity.malformed"},
		"a quantity of ten digits":       {needs(round, "1000000000", "0"), 422, "quantity.malformed"},
		"a quantity of a hundred digits": {needs(round, strings.Repeat("9", 100), "0"), 422, "request.field-invalid"},
		"half a piece":                   {needs(round, "1", "0.5"), 422, "quantity.not-whole"},
		"four places":                    {needs(round, "1.0001", "0"), 422, "quantity.malformed"},
		"more than a billion euros":      {needs(round, "999999999", "0"), 422, "demand.need-too-valuable"},
		"another round's item":           {needs(other, "1", "0"), 422, "demand.item-unknown"},
		"an item that is no id":          {object{"needs": []object{{"itemId": "1' or '1'='1", "firm": "1", "tolerance": "0"}}}, 422, "id.malformed"},
		"an item twice":                  {twice, 422, "demand.item-twice"},
		"no needs":                       {object{"needs": []object{}}, 422, "request.field-invalid"},
		"201 needs":                      {many, 422, "request.field-invalid"},
		"an unknown field":               {object{"needs": needs(round, "1", "0")["needs"], "memberId": s.member("Stadt A")}, 400, "request.unknown-field"},
	} {
		t.Run(name, func(t *testing.T) { buyer.within(t).put(path, c.body).wantProblem(c.status, c.code) })
	}
	buyer.put("/rounds/none/needs/"+s.member("Stadt A"), needs(round, "1", "0")).wantProblem(404, "object.not-found")
	buyer.put("/rounds/"+round.ID+"/needs/%27", needs(round, "1", "0")).wantProblem(404, "object.not-found")
	if n := s.count(`select count(*) from demand_need`) + s.count(`select count(*) from demand_need_change`); n != 0 {
		t.Error("bad needs left something behind")
	}
	if n := s.count(`select count(*) from event where refused and action = 'need.state' and fault_code = 'demand.item-unknown'`); n != 1 {
		t.Errorf("%d refusals on record, want 1", n)
	}
}

func TestVersionsAndPagesAreChecked(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	round := draftRound(officer, notebookRound())
	open, cancel := "/rounds/"+round.ID+"/open", "/rounds/"+round.ID+"/cancel"
	officer.post(open, nil).wantProblem(428, "request.version-missing")
	officer.post(open, nil, header{"If-Match", "*"}).wantProblem(428, "request.version-missing")
	officer.post(open, nil, header{"If-Match", `"-1"`}).wantProblem(428, "request.version-missing")
	officer.post(open, nil, header{"If-Match", `"9999999999"`}).wantProblem(428, "request.version-missing")
	officer.post(open, nil, match(2)).wantProblem(412, "object.stale")
	officer.post(cancel, object{"reason": "no"}, match(1)).wantProblem(422, "request.field-invalid")
	officer.post(cancel, object{"reason": "   "}, match(1)).wantProblem(422, "demand.reason-invalid")
	officer.post(cancel, object{"reason": "no budget", "status": "draft"}, match(1)).wantProblem(400, "request.unknown-field")
	for _, query := range []string{"limit=0", "limit=201", "limit=-1", "limit=1e2", "limit=x", "limit=99999999999999999999"} {
		officer.get("/rounds?"+query).wantProblem(422, "request.field-invalid")
		officer.get("/events?"+query).wantProblem(422, "request.field-invalid")
	}
	for _, query := range []string{"cursor=x", "cursor=bm8taWQ", "cursor=AA", "cursor=" + strings.Repeat("A", 401)} {
		officer.get("/rounds?"+query).wantProblem(400, "cursor.malformed")
		officer.get("/events?"+query).wantProblem(400, "cursor.malformed")
	}
	officer.get("/events?objectType=Round%27").wantProblem(422, "request.field-invalid")
	officer.get("/events?objectId=1").wantProblem(422, "id.malformed")
	officer.get("/events?objectType=%00").wantProblem(400, "request.malformed")
	if after := body[view.Round](officer.get("/rounds/" + round.ID).want(200)); after.Version != 1 || after.Status != "draft" {
		t.Errorf("a refused change changed %+v", after)
	}
}

func TestARoundClosesByTheDatabasesClock(t *testing.T) {
	s := serve(t)
	officer, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A")
	round := openRound(officer, changed(func(round, _ object) { round["closesAt"] = time.Now().Add(time.Hour) }))
	path := "/rounds/" + round.ID + "/needs/" + s.member("Stadt A")
	buyer.put(path, needs(round, "1", "0")).want(200)
	s.passTime(time.Hour)
	buyer.signIn()
	officer.signIn()
	buyer.put(path, needs(round, "2", "0")).wantProblem(409, "demand.closed")
	frozen := body[view.Round](officer.post("/rounds/"+round.ID+"/freeze", nil, match(round.Version)).want(200))
	if frozen.Items[0].Firm != "1" || frozen.FrozenAt.Before(round.ClosesAt) {
		t.Errorf("frozen: %+v", frozen)
	}
}
