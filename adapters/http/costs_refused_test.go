package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/view"
)

// refusal is a body that is refused, how, and at which field.
type refusal struct {
	body        any
	status      int
	code, field string
}

func TestBadCostsAreRefusedAndChangeNothing(t *testing.T) {
	o := openOffice(t)
	pool, _ := o.collected("10.00")
	nobody := id.New[member.Supplier]().String()
	var foreign string
	if made, err := o.register.AddSupplier(t.Context(), "Süd", "Süd Systeme"); err != nil {
		t.Fatal(err)
	} else {
		foreign = made.ID
	}
	in := func(field string, value any) fields { return with(costOf(january, "10.00"), fields{field: value}) }
	taxed := func(net, category, rate string, vat any) fields {
		return with(costOf(january, net), fields{"vatCategory": category, "vatRate": rate, "vat": vat})
	}
	o.refuses("/cost-pools/"+pool.ID+"/costs", map[string]refusal{
		"an amount as number":           {in("net", 10.5), 400, "request.wrong-type", "net"},
		"no amount":                     {in("net", nil), 422, "request.field-invalid", "net"},
		"an amount that is none":        {in("net", "NaN"), 422, "money.malformed", "net"},
		"an infinite amount":            {in("net", "-Infinity"), 422, "money.malformed", "net"},
		"a tenth of a cent":             {in("net", "0.001"), 422, "money.finer-than-cent", "net"},
		"a German amount":               {in("net", "10,00"), 422, "money.malformed", "net"},
		"an exponent":                   {in("net", "1e3"), 422, "money.malformed", "net"},
		"an enormous exponent":          {in("net", "1e999999999"), 422, "money.malformed", "net"},
		"a quintillion":                 {in("net", "1000000000000000000"), 422, "request.field-invalid", "net"},
		"ten trillion":                  {in("net", "10000000000000"), 422, "money.malformed", "net"},
		"nothing to share":              {in("net", "0.00"), 422, "costing.nothing-to-share", "net"},
		"a negative nothing":            {in("net", "-0"), 422, "costing.nothing-to-share", "net"},
		"more than columns hold":        {taxed("9999999999999.99", "S", "19", nil), 422, "costing.total-too-large", ""},
		"no days":                       {with(costOf(january, "1.00"), fields{"from": nil}), 422, "request.field-invalid", "from"},
		"an empty day":                  {in("to", ""), 422, "request.field-invalid", "to"},
		"a day that does not exist":     {in("from", "2025-02-29"), 422, "period.day-malformed", "from"},
		"a day with its time":           {in("from", "2025-01-01T00:00:00Z"), 422, "request.field-invalid", "from"},
		"days that end before they are": {in("to", "2024-12-31"), 422, "period.reversed", "to"},
		"an unknown category":           {taxed("10.00", "X", "19", nil), 422, "vat.category-unknown", "vatCategory"},
		"a standard rate of nothing":    {taxed("10.00", "S", "0", nil), 422, "vat.rate-invalid", "vatRate"},
		"a rate without VAT":            {taxed("10.00", "E", "19", nil), 422, "vat.rate-not-zero", "vatRate"},
		"a negative rate":               {taxed("10.00", "S", "-19", nil), 422, "costing.percent-malformed", "vatRate"},
		"a VAT far from its rate":       {taxed("10.00", "S", "19", "2.91"), 422, "costing.vat-implausible", "vat"},
		"a VAT where there is none":     {taxed("10.00", "E", "0", "0.01"), 422, "costing.vat-implausible", "vat"},
		"a VAT finer than a cent":       {taxed("10.00", "S", "19", "1.905"), 422, "money.finer-than-cent", "vat"},
		"an unknown source":             {in("source", "gift"), 422, "request.field-invalid", "source"},
		"call-offs typed in":            {in("source", "call-offs"), 422, "request.field-invalid", "source"},
		"a text of blanks":              {in("text", "    "), 422, "costing.text-invalid", "text"},
		"a text of two lines":           {in("text", "one\ntwo"), 422, "costing.text-invalid", "text"},
		"a reference of two lines":      {in("reference", "a\tb"), 422, "costing.reference-invalid", "reference"},
		"a supplier that is no id":      {in("supplierId", "Anton"), 422, "id.malformed", "supplierId"},
		"a supplier that is none":       {in("supplierId", nobody), 404, "object.not-found", "supplierId"},
		"another's supplier":            {in("supplierId", foreign), 404, "object.not-found", "supplierId"},
		"an invoice of no day":          {in("dated", "gestern"), 422, "period.day-malformed", "dated"},
		"a field nobody knows":          {in("gross", "11.90"), 400, "request.unknown-field", "gross"},
	})
	o.refuses("/cost-pools/"+pool.ID+"/costs/from-call-offs", map[string]refusal{
		"a pool without a framework": {with(january, fields{"vatRate": "19"}), 409, "costing.no-call-offs", "from"},
		"no rate":                    {january, 422, "request.field-invalid", "vatRate"},
	})
	o.refuses("/cost-pools/"+pool.ID+"/members", map[string]refusal{
		"nobody":             {fields{"memberIds": []string{}}, 422, "request.field-invalid", "memberIds"},
		"a member twice":     {fields{"memberIds": []string{o.a, o.a}}, 422, "costing.member-twice", "memberIds.1"},
		"one who is in it":   {fields{"memberIds": []string{o.b}}, 409, "costing.member-joined", "memberIds.0"},
		"another's member":   {fields{"memberIds": []string{o.member("Stadt C")}}, 404, "object.not-found", "memberIds"},
		"somebody by a name": {fields{"memberIds": []string{"Celle"}}, 422, "id.malformed", "memberIds.0"},
	})
	o.fay.post("/cost-pools/"+pool.ID+"/costs", costOf(january, "1.00")).wantProblem(http.StatusBadRequest, "request.key-missing")
}

// refuses posts each body, which leaves nothing behind.
func (o *office) refuses(path string, refusals map[string]refusal) {
	o.t.Helper()
	before := o.rows()
	for name, r := range refusals {
		o.t.(*testing.T).Run(name, func(t *testing.T) {
			o.within(t).fay.post(path, r.body, key("a-bad-request-1")).wantAt(r.status, r.code, r.field)
		})
	}
	if after := o.rows(); after != before {
		o.t.Errorf("%s: %d rows, want %d", path, after, before)
	}
}

func TestBadGrantsAreRefusedAndChangeNothing(t *testing.T) {
	o := openOffice(t)
	pool, _ := o.collected("10.00")
	good := fields{"funder": "NBank", "reference": "ZW 3", "method": "off-top", "amount": "5.00"}
	in := func(more fields) fields { return with(good, more) }
	earmarked := func(members ...fields) fields {
		return in(fields{"method": "earmarked", "members": append([]fields{}, members...)})
	}
	o.refuses("/cost-pools/"+pool.ID+"/grants", map[string]refusal{
		"nobody grants":              {in(fields{"funder": ""}), 422, "request.field-invalid", "funder"},
		"a funder of blanks":         {in(fields{"funder": "    "}), 422, "costing.funder-invalid", "funder"},
		"no reference":               {in(fields{"reference": " "}), 422, "costing.reference-invalid", "reference"},
		"an unknown method":          {in(fields{"method": "gift"}), 422, "request.field-invalid", "method"},
		"nothing":                    {in(fields{"amount": "0.00"}), 422, "costing.grant-amount", "amount"},
		"less than nothing":          {in(fields{"amount": "-5.00"}), 422, "costing.grant-amount", "amount"},
		"a tenth of a cent":          {in(fields{"amount": "0.001"}), 422, "money.finer-than-cent", "amount"},
		"a rate off the top":         {in(fields{"rate": "10"}), 422, "costing.grant-rate", "rate"},
		"no rate":                    {in(fields{"method": "rate"}), 422, "costing.grant-rate", "rate"},
		"a rate of nothing":          {in(fields{"method": "rate", "rate": "0"}), 422, "costing.grant-rate", "rate"},
		"more than all":              {in(fields{"method": "rate", "rate": "100.01"}), 422, "costing.grant-rate", "rate"},
		"a rate as a word":           {in(fields{"method": "rate", "rate": "half"}), 422, "costing.percent-malformed", "rate"},
		"members off the top":        {in(fields{"members": []fields{{"memberId": o.a, "weight": "1"}}}), 422, "costing.grant-members", "members"},
		"earmarked for nobody":       {earmarked(), 422, "costing.grant-members", "members"},
		"earmarked with no weight":   {earmarked(fields{"memberId": o.a, "weight": "0"}), 422, "costing.grant-members", "members.0.weight"},
		"earmarked with a debt":      {earmarked(fields{"memberId": o.a, "weight": "-1"}), 422, "costing.weight-malformed", "members.0.weight"},
		"earmarked twice":            {earmarked(fields{"memberId": o.a, "weight": "1"}, fields{"memberId": o.a, "weight": "2"}), 422, "costing.member-twice", "members.1.memberId"},
		"earmarked for a stranger":   {earmarked(fields{"memberId": o.member("Stadt C"), "weight": "1"}), 422, "costing.member-outside", "members.0.memberId"},
		"earmarked for what is none": {earmarked(fields{"memberId": "x", "weight": "1"}), 422, "id.malformed", "members.0.memberId"},
	})
	running := o.pool(fields{"mode": "cumulative"})
	o.refuses("/cost-pools/"+running.ID+"/grants", map[string]refusal{
		"off the top of a running total": {good, 422, "costing.scheme-combination", "method"},
	})
}

// TestAGrantThatIsClosedReturnsWhatIsLeft and gives no more.
func TestAGrantThatIsClosedReturnsWhatIsLeft(t *testing.T) {
	o := openOffice(t)
	pool, _ := o.collected("10.00")
	granted := body[view.CostPool](o.fay.post("/cost-pools/"+pool.ID+"/grants", fields{"funder": "NBank", "reference": "ZW 3", "method": "earmarked",
		"amount": "25.00", "members": []fields{{"memberId": o.b, "weight": "2"}}}, o.once()).want(http.StatusCreated))
	run := o.post(o.draft(pool.ID, keyed(january, "equal")))
	if b := share(t, run.Shares, "Stadt B"); b.Share != "5.00" || b.Granted != "5.00" || b.Bears != "0.00" {
		t.Errorf("Stadt B bears %+v", b)
	}
	at := "/grants/" + granted.Grants[0].ID + "/close"
	o.fay.post(at, nil).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	o.fay.post(at, nil, match(7)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	o.auditor.post(at, nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	closed := body[view.CostPool](o.fay.post(at, nil, match(1)).want(http.StatusOK))
	if g := closed.Grants[0]; g.Status != "closed" || g.Granted != "5.00" || g.Left != "0.00" || g.Version != 2 {
		t.Errorf("closed: %+v", g)
	}
	refused := o.fay.post(at, nil, match(2)).wantProblem(http.StatusConflict, "costing.grant-closed")
	if !strings.Contains(refused.object()["title"].(string), "abgeschlossen") {
		t.Errorf("the sentence: %s", refused.body)
	}
	if got := o.balanced(); got["grant NBank ZW 3"] != "0.00" || got["funder NBank"] != "5.00" {
		t.Errorf("after closing: %v", got)
	}
	o.addCost(pool.ID, costOf(january, "10.00"))
	if b := share(t, o.draft(pool.ID, january).Shares, "Stadt B"); b.Granted != "5.00" || b.Bears != "5.00" {
		t.Errorf("a closed grant gives more: %+v", b)
	}
	o.fay.post("/allocations/"+run.ID+"/reverse", fields{"reason": "ein Irrtum"}, match(run.Version)).wantProblem(http.StatusConflict, "costing.grant-closed")
}
