package main_test

import (
	"slices"

	"pgregory.net/rapid"

	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/costing/costingtest"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/ports/view"
)

// Balance is the sum of what runs and reversals booked on the member's account.
func (c *chronicle) Balance(place int) (money.Amount, error) {
	if c.balances == nil {
		rows, err := c.owner.Query(c.ctx, `select k.member_id::text, sum(l.amount)::text from ledger_account k
			join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
			join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
			where k.cooperative_id = $1 and k.kind = 'member' and e.cause_type in ('allocation', 'reversal') group by k.member_id`, c.one.Cooperative.String())
		if err != nil {
			return money.Zero, err
		}
		defer rows.Close()
		c.balances = map[costing.Account]money.Amount{}
		for rows.Next() {
			var of, sum string
			if err := rows.Scan(&of, &sum); err != nil {
				return money.Zero, err
			}
			c.balances[costing.MemberAccount(member.ID(of))] = money.MustAmount(sum)
		}
		if err := rows.Err(); err != nil {
			return money.Zero, err
		}
	}
	return c.balances[costing.MemberAccount(c.members[place].Member)], nil
}

// check holds the end of a history against everything it must agree with, and counts the
// statements and credit notes.
func (c *chronicle) check(t *rapid.T, model *costingtest.Memory) int {
	issued := c.issued(t)
	for i, s := range issued {
		c.checkForms(t, s, i == 0)
		c.checkAccount(t, s, issued)
	}
	c.balances = nil
	for place := range c.members {
		c.checkMember(t, place, model, issued)
	}
	for _, run := range c.runs {
		result, err := c.allocating.RecomputeAllocation(c.ctx, c.reader, run)
		if err != nil || !result.OK {
			t.Fatalf("run %s: %+v, %v", run, result.Checks, err)
		}
	}
	c.checkReimbursement(t)
	c.checkTotals(t)
	return len(issued)
}

// issued are all statements and credit notes, the oldest first.
func (c *chronicle) issued(t *rapid.T) []view.Statement {
	var all []view.Statement
	page := view.PageRequest{Limit: 100}
	for {
		found, err := c.billing.Statements(c.ctx, c.reader, page, "", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range found.Items {
			whole, err := c.billing.Statement(c.ctx, c.reader, billing.ID(s.ID))
			if err != nil {
				t.Fatal(err)
			}
			if whole.Total != s.Total || whole.Number != s.Number || whole.Status != s.Status {
				t.Fatalf("the list says %+v, the statement %+v", s, whole)
			}
			all = append(all, whole)
		}
		if found.Next == "" {
			slices.Reverse(all)
			return all
		}
		page.Cursor = found.Next
	}
}

// checkForms holds what the page shows, the document that the writers take, and what they
// write of it against each other.
func (c *chronicle) checkForms(t *rapid.T, s view.Statement, printed bool) {
	d, err := c.billing.Document(c.ctx, c.reader, billing.ID(s.ID))
	if err != nil {
		t.Fatalf("the document of %s: %v", s.Number, err)
	}
	want := shown(s)
	forms := map[string][]string{"document": figures(d), "XRechnung": inInvoice(t, d), "workbook": inWorkbook(t, d)}
	for form, got := range forms {
		if !slices.Equal(got, want) {
			t.Fatalf("%s: the %s says\n%v, the page\n%v", s.Number, form, got, want)
		}
	}
	if len(s.Missing) > 0 {
		t.Fatalf("%s lacks %v", s.Number, s.Missing)
	}
	if printed {
		if got := onPage(t, d); !within(want, got) {
			t.Fatalf("%s: the PDF says\n%v, the page\n%v", s.Number, got, want)
		}
	}
}

// shown are the figures of a page, in the order of those of a document.
func shown(s view.Statement) []string {
	var list []string
	for _, l := range s.Lines {
		list = append(list, l.Amount)
	}
	for _, v := range s.Vat {
		list = append(list, v.Taxable, v.Tax)
	}
	return append(list, s.Net, s.VatTotal, s.Total)
}

// checkAccount holds a statement's balances against the member's account of the same
// days, and a credit note against what it credits.
func (c *chronicle) checkAccount(t *rapid.T, s view.Statement, issued []view.Statement) {
	if s.Kind == "credit-note" {
		of := issued[slices.IndexFunc(issued, func(o view.Statement) bool { return o.ID == s.Credits.ID })]
		mirror := shown(of)
		for i, text := range mirror {
			mirror[i] = money.MustAmount(text).Neg().String()
		}
		if !slices.Equal(shown(s), mirror) || of.Status != "credited" {
			t.Fatalf("%s does not mirror %s: %v, %v", s.Number, of.Number, shown(s), shown(of))
		}
		return
	}
	account, err := c.accounts.MemberAccount(c.ctx, c.reader, member.ID(s.Member.ID), s.From, s.To)
	if err != nil {
		t.Fatal(err)
	}
	if account.OpeningBalance != s.OpeningBalance || account.ClosingBalance != s.ClosingBalance {
		t.Fatalf("%s says %s … %s, the account %s … %s", s.Number, s.OpeningBalance, s.ClosingBalance, account.OpeningBalance, account.ClosingBalance)
	}
}

// checkMember holds what was billed against the model's fresh computation, and what is
// billed and not paid against the account.
func (c *chronicle) checkMember(t *rapid.T, place int, model *costingtest.Memory, issued []view.Statement) {
	net, owed := money.Zero, money.Zero
	for _, s := range issued {
		if s.Member.ID != c.id(place) {
			continue
		}
		net, owed = net.Add(money.MustAmount(s.Net)), owed.Add(money.MustAmount(s.Total))
		if s.Status == "paid" {
			owed = owed.Sub(money.MustAmount(s.Total))
		}
	}
	want, err := model.Balance(place)
	if err != nil {
		t.Fatal(err)
	}
	booked, err := c.Balance(place)
	if err != nil {
		t.Fatal(err)
	}
	if net.Cmp(want) != 0 || booked.Cmp(want) != 0 {
		t.Fatalf("member %d was billed %s and charged %s instead of %s", place, net, booked, want)
	}
	account, err := c.accounts.MemberAccount(c.ctx, c.reader, c.members[place].Member, "2026-01-01", "2027-12-31")
	if err != nil {
		t.Fatal(err)
	}
	if account.ClosingBalance != owed.String() {
		t.Fatalf("the account of member %d stands at %s, billed and not paid are %s", place, account.ClosingBalance, owed)
	}
}

// checkReimbursement proves pool by pool that members and funders paid what was spent,
// but for the costs that nobody has shared yet.
func (c *chronicle) checkReimbursement(t *rapid.T) {
	proof, err := c.allocating.Reimbursement(c.ctx, c.reader, "2026-01-01", "2026-12-31", "")
	if err != nil {
		t.Fatal(err)
	}
	exact := true
	for _, p := range proof.Pools {
		pool, err := c.costing.CostPool(c.ctx, c.reader, costing.PoolID(p.Pool.ID))
		if err != nil {
			t.Fatal(err)
		}
		left := money.Zero
		for _, cost := range pool.Costs {
			if cost.Allocated {
				continue
			}
			left = left.Add(money.MustAmount(cost.Net))
			if pool.Regime == string(costing.CostSheet) {
				left = left.Add(money.MustAmount(cost.Vat))
			}
		}
		if p.Difference != left.Neg().String() || p.Difference != money.MustAmount(pool.Balance).Neg().String() {
			t.Fatalf("pool %s: %+v, but not shared is %s and its account stands at %s", pool.Number, p, left, pool.Balance)
		}
		exact = exact && left.IsZero()
	}
	if proof.OK != exact {
		t.Fatalf("the proof says %v: %+v", proof.OK, proof.Pools)
	}
}

// checkTotals looks for entries that do not sum to zero, and for whatever the database
// itself finds wrong.
func (c *chronicle) checkTotals(t *rapid.T) {
	rows, err := c.owner.Query(c.ctx, `select w.relation || ' ' || w.row_key || ': ' || w.detail from set_config('app.cooperative_id', $1, false),
		lateral (select * from ledger_totals_wrong() union all select * from statement_totals_wrong()
			union all select 'entry', entry_id::text, sum(amount)::text from ledger_line where cooperative_id = $1::uuid group by entry_id having sum(amount) <> 0) w`,
		c.one.Cooperative.String())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var wrong string
		if err := rows.Scan(&wrong); err != nil {
			t.Fatal(err)
		}
		t.Error(wrong)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	_, findings, err := c.db.Rows(c.ctx, c.one.Cooperative)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("%+v", f)
	}
}
