package http_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"testing"

	"allmende/domain/access"
	"allmende/domain/money"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The days that tests share: long past, so that a booking counts for the last one.
var (
	january  = fields{"from": "2025-01-01", "to": "2025-01-31"}
	february = fields{"from": "2025-02-01", "to": "2025-02-28"}
)

// with is a copy of fields with others in it; nil takes one out.
func with(base fields, others ...fields) fields {
	merged := maps.Clone(base)
	for _, o := range others {
		maps.Copy(merged, o)
	}
	maps.DeleteFunc(merged, func(_ string, v any) bool { return v == nil })
	return merged
}

// costOf is a cost without VAT for some days.
func costOf(days fields, net string) fields {
	return with(days, fields{"text": "Lizenz", "net": net, "vatCategory": "E", "vatRate": "0", "source": "typed"})
}

// keyed is a run of some days by one key.
func keyed(days fields, by string) fields {
	return with(days, fields{"scheme": fields{"parts": []fields{{"key": by, "percent": "100"}}}})
}

// schemed is a run of some days under a scheme of the key equal with more in it.
func schemed(days fields, more fields) fields {
	return with(days, fields{"scheme": with(fields{"parts": []fields{{"key": "equal", "percent": "100"}}}, more)})
}

// office is the finance office of Nord.
type office struct {
	*server
	fay, finn *client // finance officers: fay drafts, finn posts
	auditor   *client
	a, b      string // members
	keys      int
}

func openOffice(t testing.TB) *office {
	t.Helper()
	s := serve(t)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.log.String())
		}
	})
	return &office{
		server: s, fay: s.as(access.FinanceOfficer), finn: s.as(access.FinanceOfficer), auditor: s.as(access.Auditor),
		a: s.member("Stadt A"), b: s.member("Stadt B"),
	}
}

// within is the same office in a subtest.
func (o *office) within(t testing.TB) *office {
	inner, fay, finn := *o, *o.fay, *o.finn
	server := *o.server
	server.t, fay.t, finn.t = t, t, t
	inner.server, inner.fay, inner.finn = &server, &fay, &finn
	return &inner
}

func (o *office) once() header {
	o.keys++
	return key(fmt.Sprintf("cost-key-%06d", o.keys))
}

// admit makes another member of Nord.
func (o *office) admit(name string) string {
	o.t.Helper()
	made, err := o.register.Admit(o.t.Context(), driving.OperatorAdmit{Cooperative: "Nord", Kind: "it-provider", Name: name})
	if err != nil {
		o.t.Fatal(err)
	}
	return made.ID
}

// licence is a joint licence of both members.
func (o *office) licence() fields {
	return fields{"title": "Gemeinsame Lizenz", "kind": "joint-licence", "memberIds": []string{o.a, o.b}}
}

// pool opens a joint licence with what is given in it.
func (o *office) pool(more fields) view.CostPool {
	o.t.Helper()
	return body[view.CostPool](o.fay.post("/cost-pools", with(o.licence(), more), o.once()).want(http.StatusCreated))
}

func (o *office) addCost(pool string, cost fields) {
	o.t.Helper()
	o.fay.post("/cost-pools/"+pool+"/costs", cost, o.once()).want(http.StatusCreated)
}

func (o *office) draft(pool string, run fields) view.Allocation {
	o.t.Helper()
	return body[view.Allocation](o.fay.post("/cost-pools/"+pool+"/allocations", run, o.once()).want(http.StatusCreated))
}

// post has the second officer post it.
func (o *office) post(draft view.Allocation) view.Allocation {
	o.t.Helper()
	return body[view.Allocation](o.finn.post("/allocations/"+draft.ID+"/post", nil, match(draft.Version)).want(http.StatusOK))
}

// collected is a pool of a cost in January, and its draft in equal parts.
func (o *office) collected(net string) (view.CostPool, view.Allocation) {
	o.t.Helper()
	pool := o.pool(fields{"cost": costOf(january, net)})
	return pool, o.draft(pool.ID, keyed(january, "equal"))
}

// certified has the auditor check an allocation, and names what was checked.
func (o *office) certified(allocation string) (names []string) {
	o.t.Helper()
	result := body[view.Recomputation](o.auditor.get("/allocations/" + allocation + "/recomputation").want(http.StatusOK))
	if !result.OK {
		o.t.Errorf("not certified: %+v", result.Checks)
	}
	for _, c := range result.Checks {
		names = append(names, c.Name)
	}
	return names
}

// balanced reads all balances by kind and name, which sum to nothing.
func (o *office) balanced() map[string]string {
	o.t.Helper()
	list := body[view.AccountList](o.auditor.get("/accounts").want(http.StatusOK))
	if list.Sum != "0.00" {
		o.t.Errorf("all accounts sum to %s", list.Sum)
	}
	balances := map[string]string{}
	for _, a := range list.Items {
		balances[a.Kind+" "+a.Name] = a.Balance
	}
	return balances
}

// rows counts what costs leave behind.
func (o *office) rows() int {
	o.t.Helper()
	return o.count(`select (select count(*) from cost_pool) + (select count(*) from cost_pool_member) + (select count(*) from cost) + (select count(*) from pool_grant)
		+ (select count(*) from cost_scheme) + (select count(*) from allocation) + (select count(*) from ledger_entry) + (select count(*) from ledger_line)
		+ (select count(*) from event where not refused)`)
}

// adding checks of every share, and of all together, what the contract says about them.
func adding(t testing.TB, p view.AllocationPreview) {
	t.Helper()
	sum := map[string]money.Amount{}
	for _, s := range p.Shares {
		share, vat, granted := money.MustAmount(s.Share), money.MustAmount(s.Vat), money.MustAmount(s.Granted)
		bears, before, booked := money.MustAmount(s.Bears), money.MustAmount(s.Before), money.MustAmount(s.Booked)
		if share.Add(vat).Sub(granted).Cmp(bears) != 0 || bears.Sub(before).Cmp(booked) != 0 {
			t.Errorf("the share of %s does not add up: %+v", s.Member.Name, s)
		}
		for name, part := range map[string]money.Amount{"total": share, "vat": vat, "granted": granted, "booked": booked} {
			sum[name] = sum[name].Add(part)
		}
	}
	for name, want := range map[string]string{"total": p.Total, "vat": p.Vat, "granted": p.Granted, "booked": p.Booked} {
		if sum[name].String() != want {
			t.Errorf("the shares sum to %s of %s, want %s", sum[name], name, want)
		}
	}
}

// share is what a member bears.
func share(t testing.TB, shares []view.Share, name string) view.Share {
	t.Helper()
	for _, s := range shares {
		if s.Member.Name == name {
			return s
		}
	}
	t.Fatalf("no share of %s", name)
	return view.Share{}
}

// field is the one that a problem points to.
func (a *answer) field() string {
	var problem struct{ Field string }
	_ = json.Unmarshal(a.body, &problem)
	return problem.Field
}

// wantAt fails the test for another refusal, or for one that points elsewhere.
func (a *answer) wantAt(status int, code, field string) *answer {
	a.t.Helper()
	a.wantProblem(status, code)
	if got := a.field(); got != field {
		a.t.Fatalf("%s: %s points to %q, want %q: %s", a.what, code, got, field, a.body)
	}
	return a
}
