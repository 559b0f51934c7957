package postgres_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestACallOffDrawsAndCancellingGivesBack(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	a := s.agreement(celle.Grants[0].Member)
	a.QuotaMode, a.Entitled[0].Quota = tender.Hard, money.MustAmount("5000")
	f := s.conclude(a)

	c := s.mustPlace(celle, f, line(f, 1, "2"), line(f, 2, "1.5"))
	if c.Status != "placed" || c.Number != f.Number+"/000001" || c.Total != "779.81" || c.NeedsApproval || c.ApprovalLimit != "5000.00" || c.CreatedBy != "Einkauf Celle" {
		t.Errorf("got %+v", c)
	}
	want := view.CallOffLine{Position: 1, ItemID: f.Items[0].ID, Name: "Notebook", Unit: "H87", Quantity: "2", Price: "389.90", Total: "779.80"}
	if len(c.Lines) != 2 || c.Lines[0] != want || c.Lines[1].Price != "0.004999" {
		t.Errorf("got lines %+v", c.Lines)
	}
	got := s.contract(framework.ID(f.ID))
	if got.Drawn != "779.81" || got.Remaining != "9220.19" || got.Items[0].DrawnQuantity != "2" || got.Items[1].RemainingQuantity != "99999" || got.Quotas[0].Drawn != "779.81" {
		t.Errorf("got %+v", got)
	}
	s.totalsMustAgree()

	if err := s.cancel(t.Context(), celle, c); err != nil {
		t.Fatal(err)
	}
	if got := s.contract(framework.ID(f.ID)); got.Drawn != "0.00" || got.Items[0].DrawnQuantity != "0" || got.Quotas[0].Remaining != "5000.00" {
		t.Errorf("given back: %+v", got)
	}
	if err := s.cancel(t.Context(), celle, c); !errors.Is(err, access.ErrStale) {
		t.Errorf("cancelled twice: %v", err)
	}
	s.totalsMustAgree()
	if n := count(t, s.owner, `select count(*) from event where action in ('calloff.placed', 'calloff.cancelled') and object_id = $1 and member_id is not null and supplier_id is not null`, c.ID); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

func TestARefusedOrderChangesNothingAndSaysWhatRemained(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	s.mustPlace(celle, f, line(f, 1, "3"))
	_, err := s.ordering.PlaceCallOff(t.Context(), celle, access.Key{}, order(celle, f, line(f, 1, "18")))
	if refusal, _ := fault.Of(err); !errors.Is(err, framework.ErrQuantityExceeded) || refusal.Params()["remaining"] != "17" || refusal.Field() != "lines.0.quantity" {
		t.Errorf("got %v", err)
	}
	if n := count(t, s.owner, `select count(*) from event where refused and fault_code = 'framework.quantity-exceeded' and details->>'remaining' = '17'`); n != 1 {
		t.Errorf("%d refusals on record, want 1", n)
	}
	if got := s.contract(framework.ID(f.ID)); got.Items[0].DrawnQuantity != "3" || got.Drawn != "1169.70" {
		t.Errorf("got %+v", got)
	}
	for name, lines := range map[string][]driving.PlaceCallOffLine{
		"no item":     {{Item: "notebook", Quantity: "1"}},
		"no quantity": {{Item: f.Items[0].ID, Quantity: "-1"}},
	} {
		if _, err := s.ordering.PlaceCallOff(t.Context(), celle, access.Key{}, order(celle, f, lines...)); err == nil || !strings.Contains(err.Error(), "malformed at lines.0.") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOverTheLimitAnotherPersonOfTheMemberApproves(t *testing.T) {
	s := openShop(t)
	m := s.admit("Celle", "it-provider", "admitted")
	buyer := s.appoint("Einkauf", access.Grant{Role: access.Buyer, Member: m})
	both := s.appoint("Beides", access.Grant{Role: access.Buyer, Member: m}, access.Grant{Role: access.Approver, Member: m})
	other := s.appoint("Andere", access.Grant{Role: access.Approver, Member: s.admit("Gifhorn", "it-provider", "admitted")})
	f := s.conclude(s.agreement(m))

	c := s.mustPlace(both, f, line(f, 1, "13")) // 5,068.70
	if c.Status != "submitted" || !c.NeedsApproval {
		t.Fatalf("got %+v", c)
	}
	if got := s.contract(framework.ID(f.ID)); got.Drawn != "5068.70" {
		t.Errorf("what waits is not reserved: drawn %s", got.Drawn)
	}
	if _, err := s.ordering.CallOff(t.Context(), s.bidder, calloff.ID(c.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the supplier reads what was not placed: %v", err)
	}
	for name, attempt := range map[string]struct {
		actor access.Actor
		want  error
	}{
		"the submitter": {both, access.ErrSamePerson}, "a buyer": {buyer, access.ErrForbidden}, "an officer": {s.officer, access.ErrForbidden},
		"another member's approver": {other, access.ErrNotFound}, "the supplier": {s.bidder, access.ErrNotFound},
	} {
		if _, err := s.ordering.ApproveCallOff(t.Context(), attempt.actor, calloff.ID(c.ID), c.Version); !errors.Is(err, attempt.want) {
			t.Errorf("%s: %v, want %v", name, err, attempt.want)
		}
	}
	approver := s.appoint("Freigabe", access.Grant{Role: access.Approver, Member: m})
	if todo := s.todo(approver); len(todo) != 1 || todo[0].Kind != "calloff-approve" || todo[0].Detail != "Celle" || todo[0].Amount != "5068.70" {
		t.Errorf("the approver's tasks: %+v", todo)
	}
	if todo := s.todo(both); len(todo) != 0 {
		t.Errorf("one's own waits for oneself: %+v", todo)
	}
	approved, err := s.ordering.ApproveCallOff(t.Context(), approver, calloff.ID(c.ID), c.Version)
	if err != nil || approved.Status != "placed" || approved.DecidedBy != "Freigabe" || approved.DecidedAt.IsZero() {
		t.Errorf("got %+v, %v", approved, err)
	}
	if todo := s.todo(s.bidder); len(todo) != 1 || todo[0].Kind != "calloff-new" || todo[0].ObjectID != c.ID {
		t.Errorf("the supplier's tasks: %+v", todo)
	}
	if _, err := s.ordering.CancelCallOff(t.Context(), s.bidder, calloff.ID(c.ID), approved.Version, "keine Lust"); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the supplier cancels: %v", err)
	}
	s.totalsMustAgree()
}

func (s *shop) todo(actor access.Actor) []view.ToDo {
	s.t.Helper()
	got, err := usecase.NewToDo(s.db).ToDo(s.t.Context(), actor)
	if err != nil {
		s.t.Fatal(err)
	}
	return got.Items
}

func TestRejectingGivesBack(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	approver := s.appoint("Freigabe", access.Grant{Role: access.Approver, Member: celle.Grants[0].Member})
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	c := s.mustPlace(celle, f, line(f, 1, "20"))
	if got := s.contract(framework.ID(f.ID)); got.Status != "active" {
		t.Errorf("with hours left: %s", got.Status)
	}
	rejected, err := s.ordering.RejectCallOff(t.Context(), approver, calloff.ID(c.ID), c.Version, "zu teuer")
	if err != nil || rejected.Status != "rejected" || rejected.Reason != "zu teuer" {
		t.Fatalf("got %+v, %v", rejected, err)
	}
	if got := s.contract(framework.ID(f.ID)); got.Drawn != "0.00" || got.Items[0].DrawnQuantity != "0" {
		t.Errorf("got %+v", got)
	}
	if _, err := s.ordering.ApproveCallOff(t.Context(), approver, calloff.ID(c.ID), rejected.Version); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("approved afterwards: %v", err)
	}
	s.totalsMustAgree()
}

func TestWhatIsForeignDoesNotExist(t *testing.T) {
	s := openShop(t)
	celle, stranger := s.buyer("Celle"), s.buyer("Fern")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	c := s.mustPlace(celle, f, line(f, 1, "1"))

	elsewhere := shopIn(marketIn(t, s.db, s.owner))
	abroad := elsewhere.buyer("Celle")
	for name, actor := range map[string]access.Actor{"a buyer without entitlement": stranger, "another cooperative": abroad} {
		if _, err := s.marketplace.Framework(t.Context(), actor, framework.ID(f.ID)); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s reads the framework: %v", name, err)
		}
		if _, err := s.ordering.CallOff(t.Context(), actor, calloff.ID(c.ID)); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s reads the call-off: %v", name, err)
		}
		if err := s.cancel(t.Context(), actor, c); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s cancels: %v", name, err)
		}
		if _, err := s.ordering.PlaceCallOff(t.Context(), actor, access.Key{}, order(actor, f, line(f, 1, "1"))); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s orders: %v", name, err)
		}
		if _, err := s.ordering.PlaceCallOff(t.Context(), actor, access.Key{}, order(celle, f, line(f, 1, "1"))); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s orders for Celle: %v", name, err)
		}
		if page, err := s.ordering.CallOffs(t.Context(), actor, driving.CallOffQuery{Page: view.PageRequest{Limit: 50}}); err != nil || len(page.Items) != 0 {
			t.Errorf("%s lists %d call-offs, %v", name, len(page.Items), err)
		}
		if page, err := s.marketplace.Frameworks(t.Context(), actor, view.PageRequest{Limit: 50}); err != nil || len(page.Items) != 0 {
			t.Errorf("%s lists %d frameworks, %v", name, len(page.Items), err)
		}
	}
	twoHats := s.appoint("Zwei Hüte", celle.Grants[0], stranger.Grants[0])
	in := order(stranger, f, line(f, 1, "1"))
	if _, err := s.ordering.PlaceCallOff(t.Context(), twoHats, access.Key{}, in); !errors.Is(err, framework.ErrNotEntitled) {
		t.Errorf("who sees it for another member: %v", err)
	}
}

func TestASupplierSeesItsContractsButNoQuotas(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	a := s.agreement(celle.Grants[0].Member)
	a.QuotaMode, a.Entitled[0].Quota = tender.Hard, money.MustAmount("10000")
	f := s.conclude(a)
	got, err := s.marketplace.Framework(t.Context(), s.bidder, framework.ID(f.ID))
	if err != nil || len(got.Quotas) != 0 || got.EntitledCount != 1 || len(f.Quotas) != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
	c := s.mustPlace(celle, f, line(f, 1, "1"))
	page, err := s.ordering.CallOffs(t.Context(), s.bidder, driving.CallOffQuery{Page: view.PageRequest{Limit: 50}})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != c.ID || page.Items[0].Member.Name != "Celle" {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestASuspendedMemberAndAnEndedContractOrderNothing(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	s.prepare(`update member set status = 'suspended', version = version + 1 where id = $1`, celle.Grants[0].Member.String())
	if _, err := s.ordering.PlaceCallOff(t.Context(), celle, access.Key{}, order(celle, f, line(f, 1, "1"))); !errors.Is(err, calloff.ErrMemberNotAdmitted) {
		t.Errorf("suspended: %v", err)
	}
	s.prepare(`update member set status = 'admitted', version = version + 1 where id = $1`, celle.Grants[0].Member.String())
	s.clockAt(time.Now().AddDate(1, 1, 0))
	if _, err := s.ordering.PlaceCallOff(t.Context(), celle, access.Key{}, order(celle, f, line(f, 1, "1"))); !errors.Is(err, framework.ErrNotInForce) {
		t.Errorf("ended: %v", err)
	}
	if got := s.contract(framework.ID(f.ID)); got.Status != "expired" {
		t.Errorf("shown as %s", got.Status)
	}
}

func TestTheSameKeyOrdersOnce(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	key := access.Key{Key: "order-0001", Fingerprint: "a"}
	first, err := s.ordering.PlaceCallOff(t.Context(), celle, key, order(celle, f, line(f, 1, "1")))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.ordering.PlaceCallOff(t.Context(), celle, key, order(celle, f, line(f, 1, "1")))
	if err != nil || again.ID != first.ID || s.contract(framework.ID(f.ID)).Drawn != "389.90" {
		t.Errorf("got %+v, %v", again, err)
	}
	key.Fingerprint = "b"
	if _, err := s.ordering.PlaceCallOff(t.Context(), celle, key, order(celle, f, line(f, 1, "2"))); !errors.Is(err, access.ErrKeyOtherBody) {
		t.Errorf("another order under the key: %v", err)
	}
}

func TestTheListIsPagedAndFiltered(t *testing.T) {
	s := openShop(t)
	celle, gifhorn := s.buyer("Celle"), s.buyer("Gifhorn")
	f := s.conclude(s.agreement(celle.Grants[0].Member, gifhorn.Grants[0].Member))
	g := s.conclude(s.agreement(celle.Grants[0].Member))
	var placed []string
	for range 3 {
		placed = append([]string{s.mustPlace(celle, f, line(f, 1, "1")).ID}, placed...)
	}
	other := s.mustPlace(gifhorn, f, line(f, 1, "1"))
	second := s.mustPlace(celle, g, line(g, 1, "1"))
	ids := func(actor access.Actor, query driving.CallOffQuery) []string {
		t.Helper()
		query.Page.Limit = 2
		var all []string
		for {
			page, err := s.ordering.CallOffs(t.Context(), actor, query)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range page.Items {
				all = append(all, c.ID)
			}
			if query.Page.Cursor = page.Next; page.Next == "" {
				return all
			}
		}
	}
	want := func(name string, got, want []string) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	ofFirst := append([]string{other.ID}, placed...)
	want("everything", ids(s.officer, driving.CallOffQuery{}), append([]string{second.ID}, ofFirst...))
	want("one member", ids(celle, driving.CallOffQuery{}), append([]string{second.ID}, placed...))
	want("the supplier", ids(s.bidder, driving.CallOffQuery{Framework: framework.ID(f.ID)}), ofFirst)
	if err := s.cancel(t.Context(), celle, second); err != nil {
		t.Fatal(err)
	}
	want("cancelled", ids(celle, driving.CallOffQuery{Status: calloff.Cancelled}), []string{second.ID})
	if _, err := s.ordering.CallOffs(t.Context(), celle, driving.CallOffQuery{Page: view.PageRequest{Cursor: "!", Limit: 1}}); !errors.Is(err, access.ErrCursor) {
		t.Errorf("a wrong cursor: %v", err)
	}
}

// Whoever writes past the domain is held to the member's list too: of one code and of several.
func TestTheTableTakesNoBudgetCodesButThoseListed(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	s.mustPlace(celle, f, line(f, 1, "1"))
	list := `insert into order_setting (cooperative_id, id, codes) select cooperative_id, member_id, %s from call_off where framework_id = '` + f.ID + `'; `
	again := `insert into call_off (cooperative_id, id, number, framework_id, supplier_id, member_id, status, total, approval_limit, budget_code, note, created_at, created_by, placed_at, items, names, units, quantities, prices, totals%s)
		select cooperative_id, gen_random_uuid(), number || '-2', framework_id, supplier_id, member_id, status, total, approval_limit, %s, note, created_at, created_by, placed_at, items, names, units, quantities, prices, totals%s from call_off where framework_id = '` + f.ID + `'`
	own := `jsonb_build_array(jsonb_build_object('code', budget_code, 'name', 'Verwaltung'))`
	past := `jsonb_build_array(jsonb_build_object('code', budget_code, 'name', 'Verwaltung', 'to', '2020-12-31'))`
	for name, sql := range map[string]string{
		"another code":        fmt.Sprintf(list, own) + fmt.Sprintf(again, "", "'7.7'", ""),
		"a code of the past":  fmt.Sprintf(list, past) + fmt.Sprintf(again, "", "budget_code", ""),
		"one of two is other": fmt.Sprintf(list, own) + fmt.Sprintf(again, ", budget_codes, budget_shares", "budget_code", ", array[budget_code, '7.7'], array[total, 0]"),
	} {
		if got := constraintOf(s.write(sql)); got != "call_off_codes_listed" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// The rules stand in the domain and again in the tables: what the domain refuses is
// refused by a constraint as well when it is written past the domain.
func TestTheTablesHoldWhatTheDomainHolds(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	a := s.agreement(celle.Grants[0].Member)
	a.QuotaMode, a.Entitled[0].Quota = tender.Hard, money.MustAmount("1000")
	f := s.conclude(a)
	s.mustPlace(celle, f, line(f, 1, "2"))
	for want, sql := range map[string]string{
		"framework_maximum_not_exceeded":  beyondModifications(`update framework set maximum = 779.79, original_maximum = null where id = $1`),
		"ceiling_not_exceeded":            beyondModifications(`update framework_item set maximum_quantity = 1.999 where position = 1 and framework_id = $1`),
		"call_off_is_sum_of_lines":        `update call_off set total = total + 0.01 where framework_id = $1`,
		"call_off_line_rounded_once":      beyondChanges(`update call_off set total = total + 0.01, totals[1] = totals[1] + 0.01 where framework_id = $1`),
		"call_off_line_quantity_positive": beyondChanges(`update call_off set quantities[1] = 0 where framework_id = $1`),
		"call_off_line_of_item":           beyondChanges(`update call_off set items[1] = id where framework_id = $1`),
		"call_off_lines_complete":         `update call_off set names = '{}' where framework_id = $1`,
		"call_off_approved_by_another":    `update call_off set decided_by = created_by, decided_at = now() where framework_id = $1`,
		"call_off_over_limit_approved":    `update call_off set approval_limit = 1 where framework_id = $1`,
		"call_off_placed_has_time":        `update call_off set placed_at = null where framework_id = $1`,
		"call_off_end_has_reason":         `update call_off set status = 'cancelled', decided_at = now(), decided_by = created_by where framework_id = $1`,
	} {
		if got := constraintOf(s.write(strings.ReplaceAll(sql, "$1", "'"+f.ID+"'"))); got != want {
			t.Errorf("%s: %q, want %s", sql, got, want)
		}
	}
	for want, sql := range map[string]string{ // past the triggers, which the owner alone can pass
		"framework_maximum_not_exceeded": `update framework_drawn set drawn = maximum + 0.01, exhausted = true where framework_id = $1`,
		"framework_drawn_not_negative":   `update framework_drawn set drawn = -0.01 where framework_id = $1`,
		"framework_exhausted_at_maximum": `update framework_drawn set drawn = maximum where framework_id = $1`,
		"ceiling_not_exceeded":           `update ceiling set drawn = maximum + 0.01 where kind = 'member' and framework_id = $1`,
		"ceiling_drawn_not_negative":     `update ceiling set drawn = -0.001 where kind = 'item' and framework_id = $1`,
	} {
		if got := constraintOf(s.write(sql, f.ID)); got != want {
			t.Errorf("%s: %q, want %s", sql, got, want)
		}
		var refusal *pgconn.PgError
		if got := s.write(`set local role allmende_app; ` + strings.ReplaceAll(sql, "$1", "'"+f.ID+"'")); !errors.As(got, &refusal) || refusal.Code != "42501" {
			t.Errorf("%s: the application may try it: %v", sql, got)
		}
	}
}

// The control: the check of the sums finds every total that somebody alters.
func TestAlteredTotalsAreFound(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	f := s.conclude(s.agreement(celle.Grants[0].Member))
	s.mustPlace(celle, f, line(f, 1, "2"))
	s.totalsMustAgree()
	for _, c := range []struct{ relation, sql string }{ // in this order, none makes up for another
		{"framework_drawn", `update framework_drawn set drawn = drawn - 0.01`},
		{"framework_drawn", `update framework_drawn set drawn = drawn + 0.01, maximum = maximum + 1`},
		{"ceiling", `update ceiling set drawn = drawn + 1 where kind = 'item'`},
		{"ceiling", `update ceiling set drawn = drawn + 0.01 where kind = 'member'`},
		{"call_off", `set local session_replication_role = replica; update call_off set total = total + 0.02`},
	} {
		s.prepare(c.sql)
		if wrong := s.wrongTotals(); !strings.Contains(strings.Join(wrong, "\n"), c.relation+" ") {
			t.Errorf("%s: found %v", c.sql, wrong)
		}
	}
}

// beyondChanges lets a statement alter lines as no change of an order could.
func beyondChanges(sql string) string {
	return `alter table call_off disable trigger lines_kept; ` + sql + `; alter table call_off enable trigger lines_kept`
}

// beyondModifications lets a statement change a maximum as no modification could.
func beyondModifications(sql string) string {
	return `alter table framework disable trigger raised_by_modification; alter table framework_item disable trigger changed_by_modification; ` + sql +
		`; alter table framework enable trigger raised_by_modification; alter table framework_item enable trigger changed_by_modification`
}
