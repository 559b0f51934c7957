package http_test

import (
	"net/http"
	"testing"

	"allmende/ports/view"
)

// TestBadSchemesAreRefusedAtTheirField sends each scheme for a preview and as a draft:
// both say the same, and nothing is left behind.
func TestBadSchemesAreRefusedAtTheirField(t *testing.T) {
	o := openOffice(t)
	pool := o.pool(fields{"cost": costOf(january, "10.00")})
	outside := o.admit("Stadt D")
	of := func(more ...fields) fields { return fields{"participants": more} }
	a, b := fields{"memberId": o.a}, fields{"memberId": o.b}
	metered := func(weightA, weightB any) fields {
		return fields{"parts": []fields{{"key": "metered", "percent": "100"}}, "weightSource": "Zähler", "weightAsOf": "2025-01-31",
			"participants": []fields{with(a, fields{"weight": weightA}), with(b, fields{"weight": weightB})}}
	}
	parts := func(p ...fields) fields { return fields{"parts": append([]fields{}, p...)} }
	part := func(key, percent any) fields { return fields{"key": key, "percent": percent} }
	grouped := func(more fields) fields {
		return with(fields{"groups": []fields{{"name": "Nord", "weight": "1"}, {"name": "Ost", "weight": "2"}},
			"participants": []fields{with(a, fields{"group": "Nord"}), with(b, fields{"group": "Ost"})}}, more)
	}
	service := func(name, to, percent string) fields {
		return fields{"name": name, "own": "10.00", "use": []fields{{"to": to, "percent": percent}}}
	}
	bounded := func(bound, amountA, amountB string) fields {
		return of(with(a, fields{bound: amountA}), with(b, fields{bound: amountB}))
	}
	for name, c := range map[string]struct {
		scheme      fields
		status      int
		code, field string
	}{
		"no keys":                       {parts(), 422, "request.field-invalid", "scheme.parts"},
		"percents short of a hundred":   {parts(part("equal", "30"), part("inhabitants", "60")), 422, "split.percent-not-hundred", "scheme.parts"},
		"a percent of nothing":          {parts(part("equal", "100"), part("inhabitants", "0")), 422, "split.percent-not-hundred", "scheme.parts"},
		"a negative percent":            {parts(part("equal", "-100")), 422, "costing.percent-malformed", "scheme.parts.0.percent"},
		"a percent as number":           {parts(part("equal", 100)), 400, "request.wrong-type", "scheme.parts.0.percent"},
		"an unknown key":                {parts(part("height", "100")), 422, "costing.key-unknown", "scheme.parts.0.key"},
		"a key in capitals":             {parts(part("EQUAL", "100")), 422, "costing.key-unknown", "scheme.parts.0.key"},
		"a key twice":                   {parts(part("equal", "50"), part("equal", "50")), 422, "costing.key-twice", "scheme.parts.1.key"},
		"a field nobody knows":          {fields{"weights": []int{1}}, 400, "request.unknown-field", "scheme.weights"},
		"nobody lives there":            {parts(part("inhabitants", "100")), 422, "split.no-positive-weight", "scheme"},
		"nobody lives in a mix":         {parts(part("equal", "50"), part("inhabitants", "50")), 422, "split.no-positive-weight", "scheme.parts.1"},
		"no tender":                     {parts(part("quantity", "100")), 409, "costing.key-without-source", "scheme.parts.0.key"},
		"no framework to call from":     {parts(part("calloff-value", "100")), 409, "costing.key-without-source", "scheme.parts.0.key"},
		"weights of nothing":            {metered("0", "0"), 422, "split.no-positive-weight", "scheme"},
		"a negative weight":             {metered("-1", "1"), 422, "costing.weight-malformed", "scheme.participants.0.weight"},
		"a weight of 10^18":             {metered("1", "1000000000000000000"), 422, "costing.weight-malformed", "scheme.participants.1.weight"},
		"a weight of ten places":        {metered("1", "0.0000000001"), 422, "costing.weight-malformed", "scheme.participants.1.weight"},
		"a weight that is none":         {metered("1", "NaN"), 422, "costing.weight-malformed", "scheme.participants.1.weight"},
		"a missing weight":              {metered("1", nil), 422, "costing.weight-missing", "scheme.participants.1.weight"},
		"metered by nobody":             {with(metered("1", "1"), fields{"participants": nil}), 422, "costing.weight-missing", "scheme.participants"},
		"weights from nowhere":          {with(metered("1", "1"), fields{"weightSource": nil}), 422, "costing.weight-source-missing", "scheme.weightSource"},
		"weights of no day":             {with(metered("1", "1"), fields{"weightAsOf": nil}), 422, "costing.weight-source-missing", "scheme.weightAsOf"},
		"a weight nobody uses":          {of(with(a, fields{"weight": "1"})), 422, "costing.weight-unused", "scheme.participants.0.weight"},
		"a source nobody uses":          {fields{"weightSource": "Zähler"}, 422, "costing.weight-unused", "scheme.weightSource"},
		"a member twice":                {of(a, a), 422, "costing.member-twice", "scheme.participants.1.memberId"},
		"a member outside":              {of(a, fields{"memberId": outside}), 422, "costing.member-outside", "scheme.participants.1.memberId"},
		"a member that is no id":        {of(fields{"memberId": "Celle"}), 422, "id.malformed", "scheme.participants.0.memberId"},
		"overlapping days of a member":  {with(of(with(a, fields{"to": "2025-01-20"}), with(a, fields{"from": "2025-01-10"})), fields{"days": "member-days"}), 422, "costing.member-twice", "scheme.participants.1.memberId"},
		"days without a rule":           {of(with(a, fields{"from": "2025-01-10"})), 422, "costing.days-without-rule", "scheme.participants.0.from"},
		"an unknown rule of days":       {fields{"days": "weeks"}, 422, "request.field-invalid", "scheme.days"},
		"days that end before they are": {with(of(with(a, fields{"from": "2025-01-10", "to": "2025-01-09"})), fields{"days": "member-days"}), 422, "period.reversed", "scheme.participants.0.to"},
		"days nobody takes part":        {with(of(with(a, fields{"to": "2025-01-20"}), with(b, fields{"to": "2025-01-10"})), fields{"days": "day-slices"}), 422, "split.day-without-member", "scheme.parts.0"},
		"members of other days":         {with(of(with(a, fields{"from": "2025-02-01"})), fields{"days": "member-days"}), 409, "costing.no-participants", "from"},
		"caps short of the total":       {bounded("cap", "4.99", "5.00"), 422, "split.caps-short-of-total", "scheme"},
		"floors over the total":         {bounded("floor", "5.01", "5.00"), 422, "split.floors-exceed-total", "scheme"},
		"a cap below its floor":         {of(with(a, fields{"floor": "3.00", "cap": "2.99"}), b), 422, "split.bounds-crossed", "scheme.participants.0.cap"},
		"a cap finer than a cent":       {bounded("cap", "9.999", "9.00"), 422, "money.finer-than-cent", "scheme.participants.0.cap"},
		"a negative cap":                {bounded("cap", "-1.00", "9.00"), 422, "split.base-negative", "scheme.participants.0.cap"},
		"a base over the total":         {fields{"base": "5.01"}, 422, "split.base-exceeds-total", "scheme"},
		"a negative base":               {fields{"base": "-1.00"}, 422, "split.base-negative", "scheme.base"},
		"a base finer than a cent":      {fields{"base": "0.001"}, 422, "money.finer-than-cent", "scheme.base"},
		"a group nobody knows":          {grouped(of(with(a, fields{"group": "West"}))), 422, "costing.group-invalid", "scheme.participants.0.group"},
		"groups of nobody":              {grouped(fields{"participants": nil}), 422, "costing.group-invalid", "scheme.participants"},
		"a group twice":                 {grouped(fields{"groups": []fields{{"name": "Nord", "weight": "1"}, {"name": "Nord", "weight": "1"}}}), 422, "costing.group-invalid", "scheme.groups.1.name"},
		"groups without weight":         {grouped(fields{"groups": []fields{{"name": "Nord", "weight": "0"}, {"name": "Ost", "weight": "0"}}}), 422, "split.no-positive-weight", "scheme.groups"},
		"groups with a base":            {grouped(fields{"base": "1.00"}), 422, "costing.scheme-combination", "scheme.groups"},
		"rounding without groups":       {fields{"rounding": "once"}, 422, "costing.rounding-invalid", "scheme.rounding"},
		"a method without services":     {fields{"serviceMethod": "direct"}, 422, "costing.service-method-invalid", "scheme.serviceMethod"},
		"services without groups":       {fields{"services": []fields{service("Druckerei", "Nord", "100")}}, 422, "costing.services-without-groups", "scheme.services"},
		"a service used too much":       {grouped(fields{"services": []fields{service("Druckerei", "Nord", "100.5")}}), 422, "split.use-over-one", "scheme.services"},
		"a service for what is none":    {grouped(fields{"services": []fields{service("Druckerei", "Süd", "100")}}), 422, "split.use-unknown", "scheme.services"},
		"services that serve themselves": {grouped(fields{"serviceMethod": "reciprocal", "services": []fields{service("Druckerei", "Fuhrpark", "100"), service("Fuhrpark", "Druckerei", "100")}}),
			422, "split.services-singular", "scheme.services"},
	} {
		run := schemed(january, c.scheme)
		o.refuses("/cost-pools/"+pool.ID+"/allocations", map[string]refusal{name: {run, c.status, c.code, c.field}})
		o.fay.post("/cost-pools/"+pool.ID+"/preview", run).wantAt(c.status, c.code, c.field)
	}
}

func TestBadDaysOfARunAreRefused(t *testing.T) {
	o := openOffice(t)
	pool := o.pool(fields{"cost": costOf(january, "10.00")})
	of := func(from, to any) fields { return keyed(fields{"from": from, "to": to}, "equal") }
	at := "/cost-pools/" + pool.ID + "/allocations"
	o.refuses(at, map[string]refusal{
		"no days":                       {of(nil, nil), 422, "request.field-invalid", "from"},
		"empty days":                    {of("", ""), 422, "request.field-invalid", "from"},
		"a day that does not exist":     {of("2025-01-01", "2025-01-32"), 422, "period.day-malformed", "to"},
		"days that end before they are": {of("2025-01-31", "2025-01-01"), 422, "period.reversed", "to"},
		"days without costs":            {of("2025-03-01", "2025-03-31"), 422, "costing.nothing-to-share", "from"},
		"half the days of a cost":       {of("2025-01-01", "2025-01-15"), 409, "costing.cost-straddles", "from"},
		"no scheme yet":                 {january, 409, "costing.scheme-missing", "scheme"},
	})
	o.post(o.draft(pool.ID, keyed(january, "equal")))
	o.addCost(pool.ID, costOf(february, "20.00"))
	o.refuses(at, map[string]refusal{
		"days that were shared with others": {of("2025-01-01", "2025-02-28"), 409, "costing.period-overlaps", "from"},
		"part of what was shared":           {of("2025-01-31", "2025-01-31"), 409, "costing.period-overlaps", "from"},
		"the same again":                    {of("2025-01-01", "2025-01-31"), 409, "costing.nothing-to-post", ""},
	})
	o.refuses("/cost-pools/"+pool.ID+"/costs", map[string]refusal{
		"a cost over the edge of what was shared": {costOf(fields{"from": "2025-01-20", "to": "2025-02-03"}, "1.00"), 409, "costing.cost-straddles", "from"},
	})
	o.fay.post("/allocations/drafts", fields{"from": "2025-02-01", "to": "2025-01-01"}, o.once()).wantAt(http.StatusUnprocessableEntity, "period.reversed", "to")
	o.fay.post("/allocations/drafts", fields{"from": "", "to": ""}, o.once()).wantAt(http.StatusUnprocessableEntity, "request.field-invalid", "from")
}

func TestARunningTotalGoesForwardOnly(t *testing.T) {
	o := openOffice(t)
	third := o.admit("Stadt D")
	pool := o.pool(fields{"mode": "cumulative", "memberIds": []string{o.a, o.b, third}, "cost": costOf(january, "100.00")})
	bounded := schemed(january, fields{"participants": []fields{{"memberId": o.a, "cap": "90.00"}, {"memberId": o.b}}})
	o.fay.post("/cost-pools/"+pool.ID+"/preview", bounded).wantAt(http.StatusUnprocessableEntity, "costing.scheme-combination", "scheme")
	first := o.post(o.draft(pool.ID, keyed(january, "equal")))
	o.addCost(pool.ID, costOf(february, "100.00"))
	second := o.post(o.draft(pool.ID, february))
	march := fields{"from": "2025-03-01", "to": "2025-03-31"}
	o.addCost(pool.ID, costOf(march, "100.00"))
	third2 := o.post(o.draft(pool.ID, march))
	for _, run := range []view.Allocation{first, second, third2} {
		adding(t, run.AllocationPreview)
		o.certified(run.ID)
	}
	for _, name := range []string{"member Stadt A", "member Stadt B", "member Stadt D"} {
		if got := o.balanced()[name]; got != "100.00" {
			t.Errorf("%s stands at %s after 300.00 for three, want 100.00", name, got)
		}
	}
	o.addCost(pool.ID, costOf(february, "1.00"))
	o.fay.post("/cost-pools/"+pool.ID+"/allocations", february, o.once()).wantAt(http.StatusConflict, "costing.not-latest-period", "from")
	o.fay.post("/allocations/"+second.ID+"/reverse", fields{"reason": "ein Irrtum"}, match(second.Version)).wantAt(http.StatusConflict, "costing.not-latest-period", "")
}

func TestTheLargestAmountsAndWeightsAreSharedExactly(t *testing.T) {
	o := openOffice(t)
	largest := o.pool(fields{"cost": costOf(january, "9999999999999.99")})
	run := o.post(o.draft(largest.ID, keyed(january, "equal")))
	if a, b := share(t, run.Shares, "Stadt A"), share(t, run.Shares, "Stadt B"); a.Bears != "5000000000000.00" || b.Bears != "4999999999999.99" {
		t.Errorf("shares: %s and %s", a.Bears, b.Bears)
	}
	o.certified(run.ID)
	weighed := o.pool(fields{"cost": costOf(january, "-10000000.01")})
	run = o.post(o.draft(weighed.ID, with(january, fields{"scheme": fields{"parts": []fields{{"key": "fixed", "percent": "100"}}, "weightSource": "Vertrag", "weightAsOf": "2025-01-01",
		"participants": []fields{{"memberId": o.a, "weight": "999999999999999999.999999999"}, {"memberId": o.b, "weight": "0.000000001"}}}})))
	adding(t, run.AllocationPreview)
	if a := share(t, run.Shares, "Stadt A"); a.Bears != "-10000000.01" {
		t.Errorf("Stadt A bears %s", a.Bears)
	}
	o.certified(run.ID)
}
