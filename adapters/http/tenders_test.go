package http_test

import (
	"cmp"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/adapters/notary"
	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// fields is a JSON object to send.
// bureau is a server with all who take part in a tender, and two frozen needs:
// Stadt A 60 + 10 notebooks and 20 monitors, Stadt B 40 notebooks.
// once is a fresh Idempotency-Key.
// again signs everybody in anew after time has passed.
// wait is how far ahead the deadline lies: more than the 30 days of an EU-wide procedure.
// sealedFor is the body of a bid with a price for each lot's item; an empty price is none.
func TestATenderOverHTTPFromTheRoundToTheContract(t *testing.T) {
	b := openBureau(t)
	var keys view.List[view.OpeningKey]
	b.officer.get("/opening-keys").want(http.StatusOK).into(&keys)
	if len(keys.Items) != 3 || keys.Items[0].Recipient == "" || keys.Items[0].Mine || keys.Items[0].ConfirmedBy == nil {
		t.Errorf("keys: %+v", keys)
	}
	published := b.published()
	if published.Procedure != "open-eu" || published.EstimatedValue != "260000.00" || len(published.Entitled) != 2 || published.EntitledHash == "" {
		t.Errorf("published: %+v", published)
	}
	antons, bertas := b.mustBid(published, b.anton, "950.00", "200.505"), b.mustBid(published, b.berta, "949.99", "")
	if antons.Late || antons.Version != 1 || antons.Bidder != "Anton Technik GmbH" {
		t.Errorf("receipt: %+v", antons)
	}
	if said, err := notary.OpenReceipt([]byte(antons.Note), antons.VerifierKey); err != nil || !strings.Contains(said, antons.ManifestHash) {
		t.Errorf("the key of the receipt does not open it: %v\n%s", err, said)
	}
	var bids view.List[view.BidSummary]
	b.berta.get("/tenders/" + published.ID + "/bids").want(http.StatusOK).into(&bids)
	if len(bids.Items) != 1 || bids.Items[0].ID != bertas.BidID || bids.Items[0].Status != "sealed" {
		t.Errorf("the bidder sees %+v", bids)
	}
	b.first.post("/tenders/"+published.ID+"/opening/shares", fields{"kind": "price", "releases": []fields{}}).wantProblem(http.StatusConflict, "opening.before-deadline")

	b.again(wait + time.Hour)
	opened := b.mustOpen(published)
	if opened.Phase != "done" || len(opened.Records) != 1 || len(opened.Records[0].Bids) != 2 || opened.Records[0].Bids[0].Totals[0].Total != "95000.00" {
		t.Fatalf("opened: %+v", opened)
	}
	var compared view.Evaluation
	b.officer.get("/tenders/" + published.ID + "/evaluation").want(http.StatusOK).into(&compared)
	if first := compared.Lots[0].Bids[0]; first.BidID != bertas.BidID || first.Rank != 1 || first.Formula != "P = 100 × 949.99 = 94999.00" {
		t.Errorf("compared: %+v", compared.Lots[0])
	}
	var proposed view.Tender
	b.officer.post("/tenders/"+published.ID+"/proposal", fields{"reason": "Niedrigster Preis je Los"}, match(compared.Version)).wantProblem(http.StatusConflict, "scoring.unexamined")
	b.mustExamine(published)
	b.officer.post("/tenders/"+published.ID+"/proposal", fields{"reason": "Niedrigster Preis je Los"}, match(compared.Version)).want(http.StatusOK).into(&proposed)
	if proposed.Status != "award-proposed" || proposed.Lots[0].Winner.Name != "Berta Systeme AG" {
		t.Errorf("proposed: %+v", proposed)
	}
	b.officer.post("/tenders/"+published.ID+"/award", nil, match(proposed.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	proposed = b.mustTell(proposed)
	b.second.post("/tenders/"+published.ID+"/award", nil, match(proposed.Version)).wantProblem(http.StatusConflict, "award.standstill")

	b.again(wait + 12*24*time.Hour)
	var awarded view.Tender
	b.second.post("/tenders/"+published.ID+"/award", nil, match(proposed.Version)).want(http.StatusOK).into(&awarded)
	var contract view.Framework
	b.officer.get("/frameworks/" + awarded.Lots[0].FrameworkID).want(http.StatusOK).into(&contract)
	if awarded.Status != "awarded" || contract.Supplier.Name != "Berta Systeme AG" || contract.MaximumValue != "250000.00" || contract.Items[0].Price != "949.99" ||
		contract.EntitledCount != 2 || len(contract.Quotas) != 2 || contract.Tender.ID != published.ID {
		t.Errorf("contract: %+v", contract)
	}
	var list view.Page[view.TenderSummary]
	b.buyerA.get("/tenders?limit=1").want(http.StatusOK).into(&list)
	if len(list.Items) != 1 || list.Items[0].Status != "awarded" || list.Items[0].LotCount != 2 {
		t.Errorf("list: %+v", list)
	}
}

// clockAt stops the database's clock.
func TestLateIsLateByAMillisecondOverHTTP(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	b.again(wait - time.Hour)
	b.clockAt(published.Deadline)
	if receipt := b.mustBid(published, b.anton, "900", "200"); receipt.Late {
		t.Errorf("at the deadline: %+v", receipt)
	}
	b.clockAt(published.Deadline.Add(time.Millisecond))
	if receipt := b.mustBid(published, b.berta, "800", "100"); !receipt.Late || !receipt.ReceivedAt.Equal(published.Deadline.Add(time.Millisecond)) {
		t.Errorf("a millisecond later: %+v", receipt)
	}
	b.anton.post("/tenders/"+published.ID+"/bids/withdraw", nil, b.once()).wantProblem(http.StatusConflict, "bid.withdraw-late")
	record := b.mustOpen(published).Records[0]
	if len(record.Bids) != 2 || record.Bids[0].State != "opened" || record.Bids[1].State != "late" || len(record.Bids[1].Totals) != 0 {
		t.Errorf("record: %+v", record.Bids)
	}
	var compared view.Evaluation
	b.officer.get("/tenders/" + published.ID + "/evaluation").want(http.StatusOK).into(&compared)
	if len(compared.Lots[0].Bids) != 1 {
		t.Errorf("the late bid takes part: %+v", compared.Lots[0].Bids)
	}
}

func TestTheSameKeyGivesTheSameReceiptAndAnotherBodyIsRefused(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	path, body, once := "/tenders/"+published.ID+"/bids", b.sealedFor(published, b.anton, "900", "200"), b.once()
	first := b.anton.post(path, body, once).want(http.StatusCreated)
	again := b.anton.post(path, body, once).want(http.StatusCreated)
	if string(first.body) != string(again.body) {
		t.Errorf("got %s, then %s", first.body, again.body)
	}
	b.anton.post(path, b.sealedFor(published, b.anton, "1", "1"), once).wantProblem(http.StatusUnprocessableEntity, "idempotency.other-body")
	if n := b.count(`select count(*) from bid`); n != 1 {
		t.Errorf("%d bids", n)
	}
	b.anton.post("/tenders/"+published.ID+"/bids/withdraw", nil, b.once()).want(http.StatusOK)
	b.anton.post("/tenders/"+published.ID+"/bids/withdraw", nil, b.once()).wantProblem(http.StatusConflict, "bid.nothing-to-withdraw")
}

func TestTheOpeningTakesOnlyWhatTheBiddersSealed(t *testing.T) {
	b := openBureau(t)
	published, elsewhere := b.published(), b.published()
	b.mustBid(published, b.anton, "900", "200")
	b.mustBid(published, b.berta, "800", "100")
	foreign := b.mustBid(elsewhere, b.anton, "1", "1")
	b.again(wait + time.Hour)
	path := "/tenders/" + published.ID + "/opening/shares"
	full := b.sharesOf(published, b.first)
	send := func(change func([]fields) []fields) fields {
		copied := []fields{}
		for _, r := range full["releases"].([]fields) {
			copied = append(copied, fields{"bidId": r["bidId"], "share": r["share"]})
		}
		return fields{"kind": "price", "releases": change(copied)}
	}
	same := func(r []fields) []fields { return r }
	swapped := func(r []fields) []fields { r[0]["share"], r[1]["share"] = r[1]["share"], r[0]["share"]; return r }
	for _, c := range []struct {
		body   any
		status int
		code   string
	}{
		{send(swapped), 409, "opening.share-mismatch"},
		{send(func(r []fields) []fields { r[0]["share"] = "00" + r[0]["share"].(string)[2:]; return r }), 409, "opening.share-mismatch"},
		{send(func(r []fields) []fields { r[0]["share"] = "0x"; return r }), 422, "opening.share-malformed"},
		{send(func(r []fields) []fields { return r[:1] }), 422, "opening.bid-missing"},
		{send(func(r []fields) []fields { r[1]["bidId"] = r[0]["bidId"]; return r }), 422, "opening.bid-twice"},
		{send(func(r []fields) []fields { r[1]["bidId"] = foreign.BidID; return r }), 422, "opening.bid-unknown"},
		{send(func(r []fields) []fields { r[1]["bidId"] = "x"; return r }), 422, "id.malformed"},
		{send(func(r []fields) []fields { delete(r[1], "share"); return r }), 422, "opening.share-or-unreadable"},
		{send(func(r []fields) []fields { r[1]["unreadable"] = true; return r }), 422, "opening.share-or-unreadable"},
		{fields{"kind": "quality", "releases": []fields{}}, 409, "opening.other-kind"},
		{fields{"kind": "price"}, 422, "request.field-invalid"},
		{`{}`, 422, "request.field-invalid"},
	} {
		b.first.post(path, c.body).wantProblem(c.status, c.code)
	}
	b.other.post(path, send(same)).wantProblem(http.StatusConflict, "opening.share-mismatch")
	b.officer.post(path, send(same)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.anton.post(path, send(same)).wantProblem(http.StatusForbidden, "access.forbidden")
	if n := b.count(`select count(*) from opening_share`); n != 0 {
		t.Errorf("a refused release left %d shares behind", n)
	}
	b.first.post(path, send(same)).want(http.StatusOK)
	b.first.post(path, send(same)).wantProblem(http.StatusConflict, "opening.same-officer")
	if n := b.count(`select count(*) from bid_price`); n != 0 {
		t.Errorf("%d prices before two have released", n)
	}
	b.third.post(path, b.sharesOf(published, b.third)).want(http.StatusOK)
	b.other.post(path, send(same)).wantProblem(http.StatusConflict, "opening.not-open")
	if n := b.count(`select count(*) from opening_record`); n != 1 {
		t.Errorf("%d opening records", n)
	}
}

func TestNoRouteTellsAPriceBeforeTheOpening(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	const marker = "731.847291"
	b.mustBid(published, b.anton, marker, "200")
	auditor := b.as(access.Auditor)
	paths := []string{"", "/bids", "/opening", "/evaluation"}
	find := func(when string) (found int) {
		for _, c := range []*client{b.officer, b.second, b.first, b.other, b.buyerA, b.anton, b.berta, auditor} {
			for _, path := range paths {
				if strings.Contains(string(c.get("/tenders/"+published.ID+path).body), marker) {
					found++
				}
			}
			for _, path := range []string{"/tenders", "/todo", "/events?objectType=tender&objectId=" + published.ID} {
				if strings.Contains(string(c.get(path).body), marker) {
					t.Errorf("%s: %s tells a price", when, path)
				}
			}
		}
		return found
	}
	if n := find("before the deadline"); n != 0 {
		t.Errorf("%d answers tell the price", n)
	}
	b.again(wait + time.Hour)
	auditor.signIn()
	b.first.post("/tenders/"+published.ID+"/opening/shares", b.sharesOf(published, b.first)).want(http.StatusOK)
	if n := find("after one officer"); n != 0 {
		t.Errorf("%d answers tell the price after one officer", n)
	}
	b.other.post("/tenders/"+published.ID+"/opening/shares", b.sharesOf(published, b.other)).want(http.StatusOK)
	if n := find("after both"); n != 5 { // the evaluation, for two officers, two opening officers and the auditor
		t.Errorf("%d answers tell the price after both, want 5", n)
	}
	if strings.Contains(b.log.String(), marker) {
		t.Error("the log tells a price")
	}
}

func TestATenderOfAnotherCooperativeDoesNotExist(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	stranger := b.asIn("Süd", access.ProcurementOfficer, "", "")
	admin := b.as(access.Administrator)
	body := b.sealedFor(published, b.anton, "1", "1")
	for _, c := range []*client{stranger, admin} {
		for _, path := range []string{"", "/bids", "/opening", "/evaluation"} {
			c.get("/tenders/"+published.ID+path).wantProblem(http.StatusNotFound, "object.not-found")
		}
		for _, act := range []string{"submit", "publish", "award"} {
			c.post("/tenders/"+published.ID+"/"+act, nil, match(published.Version)).wantProblem(http.StatusNotFound, "object.not-found")
		}
		c.post("/tenders/"+published.ID+"/bids", body, b.once()).wantProblem(http.StatusNotFound, "object.not-found")
		c.post("/tenders/"+published.ID+"/opening/shares", fields{"kind": "price", "releases": []fields{}}).wantProblem(http.StatusNotFound, "object.not-found")
	}
	b.officer.get("/tenders/01900000-0000-7000-8000-000000000000").wantProblem(http.StatusNotFound, "object.not-found")
	b.officer.get("/tenders/x").wantProblem(http.StatusNotFound, "object.not-found")
	b.visitor().get("/tenders").wantProblem(http.StatusUnauthorized, "session.required")
}

func TestEveryTenderRouteRefusesBadInput(t *testing.T) {
	b := openBureau(t)
	round := b.frozenRound()
	with := func(change func(fields)) fields {
		in := b.draftFields(round)
		change(in)
		return in
	}
	lot := func(in fields) fields { return in["lots"].([]fields)[0] }
	item := func(in fields) fields { return lot(in)["items"].([]fields)[0] }
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"no JSON":               {`{`, 400, "request.malformed"},
		"an unknown field":      {with(func(in fields) { in["estimatedValue"] = "1.00" }), 400, "request.unknown-field"},
		"a wrong type":          {with(func(in fields) { in["termMonths"] = "48" }), 400, "request.wrong-type"},
		"a term with places":    {with(func(in fields) { in["termMonths"] = 1.5 }), 400, "request.wrong-type"},
		"no term":               {with(func(in fields) { in["termMonths"] = 0 }), 422, "request.field-invalid"},
		"another method":        {with(func(in fields) { in["rules"] = fields{"method": "beauty"} }), 422, "request.field-invalid"},
		"no round id":           {with(func(in fields) { in["roundId"] = "x" }), 422, "id.malformed"},
		"a foreign round":       {with(func(in fields) { in["roundId"] = "01900000-0000-7000-8000-000000000000" }), 404, "object.not-found"},
		"one officer":           {with(func(in fields) { in["openingOfficers"] = []string{b.first.me} }), 422, "request.field-invalid"},
		"one officer twice":     {with(func(in fields) { in["openingOfficers"] = []string{b.first.me, b.first.me, b.other.me} }), 422, "tender.same-officer"},
		"a buyer as officer":    {with(func(in fields) { in["openingOfficers"] = []string{b.first.me, b.other.me, b.buyerA.me} }), 409, "tender.officer-without-role"},
		"a past deadline":       {with(func(in fields) { in["deadline"] = "2020-01-01T00:00:00Z" }), 422, "tender.deadline-past"},
		"no deadline":           {with(func(in fields) { in["deadline"] = "tomorrow" }), 400, "request.wrong-type"},
		"no lots":               {with(func(in fields) { in["lots"] = []fields{} }), 422, "request.field-invalid"},
		"a negative maximum":    {with(func(in fields) { lot(in)["maximumValue"] = "-1" }), 422, "tender.lot-maximum-invalid"},
		"NaN as maximum":        {with(func(in fields) { lot(in)["maximumValue"] = "NaN" }), 422, "money.malformed"},
		"a tenth of a cent":     {with(func(in fields) { lot(in)["maximumValue"] = "1.001" }), 422, "money.finer-than-cent"},
		"a huge maximum":        {with(func(in fields) { lot(in)["maximumValue"] = "9999999999999.99" }), 422, "tender.value-too-large"},
		"an exponent":           {with(func(in fields) { lot(in)["maximumValue"] = "1e999999999" }), 422, "money.malformed"},
		"a negative quantity":   {with(func(in fields) { item(in)["maximumQuantity"] = "-1" }), 422, "quantity.malformed"},
		"half a notebook":       {with(func(in fields) { item(in)["maximumQuantity"] = "100.5" }), 422, "quantity.not-whole"},
		"a foreign item":        {with(func(in fields) { item(in)["roundItemId"] = "01900000-0000-7000-8000-000000000000" }), 422, "tender.item-unknown"},
		"an item in two lots":   {with(func(in fields) { item(in)["roundItemId"] = round.Items[1].ID }), 422, "tender.item-twice"},
		"a line break in title": {with(func(in fields) { in["title"] = "a\nbc" }), 422, "tender.title-invalid"},
		"NUL":                   {`{"title":"a\u0000b"}`, 400, "request.malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			b.officer.post("/tenders", c.body, b.once()).wantProblem(c.status, c.code)
		})
	}
	b.officer.post("/tenders", b.draftFields(round)).wantProblem(http.StatusBadRequest, "request.key-missing")
	b.buyerA.post("/tenders", b.draftFields(round), b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	if n := b.count(`select count(*) from tender`); n != 0 {
		t.Errorf("%d tenders", n)
	}

	var draft view.Tender
	b.officer.post("/tenders", b.draftFields(round), b.once()).want(http.StatusCreated).into(&draft)
	at := "/tenders/" + draft.ID
	b.officer.put(at, b.draftFields(round)).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	b.officer.put(at, b.draftFields(round), match(draft.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	b.officer.post(at+"/publish", nil, match(draft.Version)).wantProblem(http.StatusConflict, "tender.not-in-review")
	b.officer.post(at+"/return", fields{"reason": "Noch nicht"}, match(draft.Version)).wantProblem(http.StatusConflict, "tender.not-in-review")
	b.officer.post(at+"/cancel", fields{"reason": ""}, match(draft.Version)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.officer.post(at+"/exclusions", fields{"bidId": draft.ID, "reason": "Eignung"}, match(draft.Version)).wantProblem(http.StatusConflict, "evaluation.not-open")
	b.officer.post(at+"/proposal", fields{"reason": "Preis"}, match(draft.Version)).wantProblem(http.StatusConflict, "evaluation.not-open")
	b.officer.post(at+"/proposal", fields{"reason": "Preis", "lotDecisions": []fields{{"lotId": "x", "bidId": "y", "drawnBy": "Karla Kern", "presence": "Ole Ott", "drawnAt": time.Now().UTC()}}}, match(draft.Version)).
		wantProblem(http.StatusUnprocessableEntity, "id.malformed")
	b.second.post(at+"/award", nil, match(draft.Version)).wantProblem(http.StatusConflict, "award.not-proposed")
	b.first.put("/opening-keys/mine", fields{"recipient": strings.Repeat("x", 62)}).wantProblem(http.StatusUnprocessableEntity, "key.recipient-malformed")
	b.first.put("/opening-keys/mine", fields{"recipient": b.secrets[b.first].Secret}).wantProblem(http.StatusUnprocessableEntity, "key.recipient-malformed")
	b.buyerA.get("/opening-keys").wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.get("/tenders?limit=0").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.officer.get("/tenders?cursor=x").wantProblem(http.StatusBadRequest, "cursor.malformed")

	b.officer.post(at+"/submit", nil, match(draft.Version)).want(http.StatusOK).into(&draft)
	b.second.post(at+"/publish", nil, match(draft.Version)).want(http.StatusOK).into(&draft)
	bid := b.sealedFor(draft, b.anton, "900", "200")
	price := func(f fields) fields { return f["containers"].([]fields)[0] }
	for name, c := range map[string]struct {
		change func(fields)
		status int
		code   string
	}{
		"no containers":      {func(f fields) { delete(f, "containers") }, 422, "request.field-invalid"},
		"no container":       {func(f fields) { delete(price(f), "container") }, 422, "request.field-invalid"},
		"no base64":          {func(f fields) { price(f)["container"] = "a*b" }, 400, "request.wrong-type"},
		"no age file":        {func(f fields) { price(f)["container"] = []byte(strings.Repeat("x", 200)) }, 422, "bid.container-malformed"},
		"over 2 MiB":         {func(f fields) { price(f)["container"] = make([]byte, tender.MaxContainer+1) }, 422, "bid.container-size"},
		"over the body":      {func(f fields) { price(f)["container"] = make([]byte, 5<<20) }, 413, "request.too-large"},
		"a short hash":       {func(f fields) { price(f)["contentHash"] = "abc" }, 422, "bid.hash-malformed"},
		"another kind":       {func(f fields) { price(f)["kind"] = "beauty" }, 422, "request.field-invalid"},
		"the first format":   {func(f fields) { f["innerHash"] = "abc" }, 400, "request.unknown-field"},
		"another committee":  {func(f fields) { f["committeeHash"] = strings.Repeat("0", 64) }, 409, "bid.committee-other"},
		"a missing envelope": {func(f fields) { price(f)["envelopes"] = price(f)["envelopes"].([]fields)[:2] }, 422, "bid.envelopes"},
		"no bid id":          {func(f fields) { f["bidId"] = "x" }, 422, "id.malformed"},
		"a price in the way": {func(f fields) { f["price"] = "1.00" }, 400, "request.unknown-field"},
	} {
		t.Run(name, func(t *testing.T) {
			body := b.sealedFor(draft, b.anton, "900", "200")
			c.change(body)
			b.anton.post(at+"/bids", body, b.once()).wantProblem(c.status, c.code)
		})
	}
	b.anton.post(at+"/bids", strings.Repeat(`{"bidId":`, 3), b.once()).wantProblem(http.StatusBadRequest, "request.malformed")
	b.anton.post(at+"/bids", bid).wantProblem(http.StatusBadRequest, "request.key-missing")
	b.buyerA.post(at+"/bids", bid, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	if n := b.count(`select count(*) from bid`); n != 0 {
		t.Errorf("%d bids", n)
	}
}

func TestPointsAndATieOverHTTP(t *testing.T) {
	b := openBureau(t)
	published := b.published(func(in fields) { in["rules"] = pointsRules("simple-ratio") })
	antons, bertas := b.mustBid(published, b.anton, "950", "200"), b.mustBid(published, b.berta, "840", "200")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	var compared view.Evaluation
	b.officer.get("/tenders/" + published.ID + "/evaluation").want(http.StatusOK).into(&compared)
	if compared.Lots[0].Complete {
		t.Error("complete without points")
	}
	points := map[string]string{antons.BidID + published.Lots[0].ID: "380", bertas.BidID + published.Lots[0].ID: "350"}
	b.mustScore(published, func(bid, lot, _ string) string { return cmp.Or(points[bid+lot], "0") })
	compared = b.mustOpenPrices(published)
	if first := compared.Lots[0].Bids[0]; first.BidID != bertas.BidID || first.Points != "350" || !compared.Lots[1].Tied || compared.Lots[1].Bids[0].Formula != "Z = 0 / 4000.00 = 0" {
		t.Errorf("compared: %+v", compared.Lots)
	}
	var opening view.Opening
	b.officer.get("/tenders/" + published.ID + "/opening").want(http.StatusOK).into(&opening)
	drawnAt := opening.Records[len(opening.Records)-1].OpenedAt
	decision := fields{"reason": "Los gezogen", "lotDecisions": []fields{{"lotId": published.Lots[1].ID, "bidId": antons.BidID, "drawnBy": "Karla Kern", "presence": "Ole Ott", "drawnAt": drawnAt}}}
	b.officer.post("/tenders/"+published.ID+"/proposal", fields{"reason": "Ohne Los"}, match(compared.Version)).wantProblem(http.StatusConflict, "award.tied")
	b.officer.post("/tenders/"+published.ID+"/proposal", decision, match(compared.Version)).want(http.StatusOK)
}
