package postgres_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// priced is a shop whose prices change.
type priced struct {
	*shop
	pricing   *usecase.Pricing
	colleague access.Actor
	finance   access.Actor
	poster    access.Actor
	hannover  member.ID
	buyer     access.Actor
	others    []access.Actor // buyers of two more members
	contract  view.Framework
	today     period.Day
}

func openPriced(t *testing.T, change ...func(*framework.Agreement)) *priced {
	t.Helper()
	p := &priced{shop: openShop(t)}
	p.pricing = usecase.NewPricing(p.db)
	p.colleague = p.appoint("Karla Kollegin", access.Grant{Role: access.ProcurementOfficer})
	p.finance = p.appoint("Frieda Finanzen", access.Grant{Role: access.FinanceOfficer})
	p.poster = p.appoint("Paul Prüfer", access.Grant{Role: access.FinanceOfficer})
	p.hannover = p.admit("Hannover", "it-provider", "admitted")
	p.buyer = p.appoint("Hanna Hannover", access.Grant{Role: access.Buyer, Member: p.hannover})
	entitled := []member.ID{p.hannover}
	for _, name := range []string{"Celle", "Gifhorn"} {
		p.others = append(p.others, p.shop.buyer(name))
		entitled = append(entitled, p.others[len(p.others)-1].Grants[0].Member)
	}
	a := p.agreement(entitled...)
	for _, c := range change {
		c(&a)
	}
	p.contract = p.conclude(a)
	p.today = period.DayOf(time.Now())
	return p
}

func (p *priced) framework() framework.ID { return framework.ID(p.contract.ID) }

func (p *priced) item(position int) framework.ItemID {
	return framework.ItemID(p.contract.Items[position-1].ID)
}

// change proposes a price of the first item from a day on.
func (p *priced) change(from period.Day, price string) (view.PriceChange, error) {
	return p.pricing.ProposeChange(p.t.Context(), p.officer, access.Key{}, p.framework(), driving.ProposeChange{
		Ground: "modification", ValidFrom: from.String(), Reason: "Nachtrag", Items: []driving.ItemRate{{Item: p.item(1).String(), Rate: view.Rate{Price: price}}},
	})
}

func (p *priced) approved(from period.Day, price string) view.PriceChange {
	p.t.Helper()
	c, err := p.change(from, price)
	if err == nil {
		c, err = p.pricing.ApproveChange(p.t.Context(), p.colleague, repricing.ID(c.ID), c.Version)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// at is the price of the first item on a day, as the database tells it.
func (p *priced) at(day period.Day) string {
	p.t.Helper()
	var price string
	if err := p.owner.QueryRow(p.t.Context(), `select price_text(price) from item_price_at($1, $2, $3::date)`, p.id.String(), p.item(1).String(), day.String()).Scan(&price); err != nil {
		p.t.Fatal(err)
	}
	return price
}

// verified holds totals against their parts, and what is written about prices against the log.
func (p *priced) verified() {
	p.t.Helper()
	p.totalsMustAgree()
	rows, err := p.owner.Query(p.t.Context(), `select r.relation || ' ' || n.row_id from audit_relations() r cross join lateral audit_present(r.relation, r.parent, $1) n
		where r.relation = any($2) and n.hash is distinct from (select a.hash from audit_row a
			where a.cooperative_id = $1 and a.relation = concat_ws('/', r.relation, r.parent) and a.row_id = n.row_id order by a.seq desc limit 1)`,
		p.id.String(), []string{"price_index", "price_index_value", "price_clause", "price_clause_part", "price_change", "price_change_index", "item_price", "volume_rebate", "volume_rebate_line", "volume_rebate_part"})
	if err != nil {
		p.t.Fatal(err)
	}
	wrong, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(wrong) > 0 {
		p.t.Errorf("%v: %v", wrong, err)
	}
}

func TestAPriceHoldsFromItsDayAndNeverChangesAgain(t *testing.T) {
	p := openPriced(t)
	p.approved(p.today.Add(10), "400.00")
	p.approved(p.today.Add(20), "410.00")
	for days, want := range map[int]string{0: "389.90", 9: "389.90", 10: "400.00", 19: "400.00", 20: "410.00", 500: "410.00"} {
		if got := p.at(p.today.Add(days)); got != want {
			t.Errorf("in %d days: %s, want %s", days, got, want)
		}
	}
	if _, err := p.change(p.today.Add(20), "420.00"); !errors.Is(err, repricing.ErrInOrder) {
		t.Errorf("on the same day: %v", err)
	}
	shown, err := p.pricing.Prices(t.Context(), p.buyer, p.framework(), view.PageRequest{Limit: 1})
	if err != nil || len(shown.Items) != 1 || shown.Next == "" || len(shown.Items[0].Versions) != 2 || shown.Items[0].Present.Price != "389.90" || shown.Items[0].Since != "" {
		t.Errorf("shown: %+v, %v", shown, err)
	}
	p.verified()
}

func TestTheDatabaseRefusesPricesThatBeginInThePastOrTwice(t *testing.T) {
	p := openPriced(t)
	c := p.approved(p.today.Add(2), "400.00")
	for constraint, sql := range map[string]string{
		"price_change_before_it_begins":    `insert into price_change select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 9, 'valid_from', current_date))).* from price_change c where id = '` + c.ID + `'`,
		"price_change_approved_by_another": `update price_change set decided_by = proposed_by where id = '` + c.ID + `'`,
		"price_change_decided_once":        `update price_change set status = 'rejected', decision_reason = 'doch nicht' where id = '` + c.ID + `'`,
		"append_only":                      `update item_price set price = 1 where change_id = '` + c.ID + `'`,
		"set_written_at_once":              `insert into item_price select (jsonb_populate_record(p, jsonb_build_object('item_id', '` + p.item(2).String() + `'))).* from item_price p where change_id = '` + c.ID + `'`,
	} {
		if err := p.write(sql); broken(err) != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}

// broken is the constraint that an error names.
func broken(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}

func TestAnotherPersonApprovesBeforeTheDay(t *testing.T) {
	p := openPriced(t)
	c, err := p.change(p.today.Add(1), "400.00")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.change(p.today.Add(5), "401.00"); !errors.Is(err, repricing.ErrInOrder) {
		t.Errorf("while another waits: %v", err)
	}
	for name, try := range map[string]struct {
		actor   access.Actor
		version int
		want    error
	}{
		"who proposed it": {p.officer, c.Version, access.ErrSamePerson},
		"a buyer":         {p.buyer, c.Version, access.ErrForbidden},
		"a stale screen":  {p.colleague, c.Version + 1, access.ErrStale},
	} {
		if _, err := p.pricing.ApproveChange(t.Context(), try.actor, repricing.ID(c.ID), try.version); !errors.Is(err, try.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if shown, err := p.pricing.Change(t.Context(), p.bidder, repricing.ID(c.ID)); err != nil || shown.Status != "proposed" || shown.Prices[0].After.Price != "400.00" {
		t.Errorf("the supplier sees %+v, %v", shown, err)
	}
	stranger := p.appoint("Stefan Fremd", access.Grant{Role: access.Buyer, Member: p.admit("Göttingen", "it-provider", "admitted")})
	if _, err := p.pricing.Change(t.Context(), stranger, repricing.ID(c.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("who is not entitled: %v", err)
	}
	p.clockAt(p.today.Add(1).Start())
	if _, err := p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(c.ID), c.Version); !errors.Is(err, repricing.ErrLapsed) {
		t.Errorf("on the day itself: %v", err)
	}
	if shown, err := p.pricing.Change(t.Context(), p.officer, repricing.ID(c.ID)); err != nil || shown.Status != "lapsed" {
		t.Errorf("then it is %q, %v", shown.Status, err)
	}
	if got := p.at(p.today.Add(3)); got != "389.90" {
		t.Errorf("what lapsed makes the price %s", got)
	}
}

func TestTiersOfTheDatabaseAreThoseOfTheDomain(t *testing.T) {
	p := openPriced(t)
	rapid.Check(t, func(t *rapid.T) {
		rate := pricing.Rate{Price: money.MustPrice("100.000001")}
		from, price := 0, 100_000_000
		for range rapid.IntRange(0, 4).Draw(t, "steps") {
			rate.Mode = rapid.SampledFrom([]pricing.Mode{pricing.Marginal, pricing.AllUnit}).Draw(t, "mode")
			rate.Basis = rapid.SampledFrom([]pricing.Basis{pricing.PerCallOff, pricing.PerContract}).Draw(t, "basis")
			from += rapid.IntRange(1, 50_000).Draw(t, "from")
			price -= rapid.IntRange(1, 20_000_000).Draw(t, "price")
			rate.Steps = append(rate.Steps, pricing.Step{From: thousandths(from), Price: money.MustPrice(shifted(price, 6))})
		}
		before, wanted := thousandths(rapid.IntRange(0, 150_000).Draw(t, "before")), thousandths(rapid.IntRange(0, 150_000).Draw(t, "wanted"))
		var froms, prices []string
		for _, step := range rate.Steps {
			froms, prices = append(froms, step.From.String()), append(prices, step.Price.String())
		}
		var total string
		err := p.owner.QueryRow(p.t.Context(), `select round(tiered_total($1::numeric, nullif($2, ''), nullif($3, ''), $4::numeric[], $5::numeric[], $6::numeric, $7::numeric), 2)::text`,
			rate.Price.String(), string(rate.Mode), string(rate.Basis), "{"+strings.Join(froms, ",")+"}", "{"+strings.Join(prices, ",")+"}", before.String(), wanted.String()).Scan(&total)
		if want := rate.For(before, wanted).Total.String(); err != nil || total != want {
			t.Fatalf("%+v, %s after %s: the database says %s, the domain %s, %v", rate, wanted, before, total, want, err)
		}
	})
}

func thousandths(n int) quantity.Quantity { return quantity.Must(shifted(n, 3)) }

// shifted writes n with its last places behind the point.
func shifted(n, places int) string {
	text := strings.Repeat("0", places+1) + strconv.Itoa(n)
	return strings.TrimLeft(text[:len(text)-places-1], "0") + text[len(text)-places-1:len(text)-places] + "." + text[len(text)-places:]
}

// tiered is a contract of which notebooks cost 100.00, from 10 together on 95.00.
func tiered(t *testing.T) *priced {
	t.Helper()
	p := openPriced(t, func(a *framework.Agreement) {
		a.Items = a.Items[:1]
		a.Items[0].Price = money.MustPrice("100.00")
		a.QuotaMode = tender.FirstCome
	})
	c, err := p.pricing.ProposeChange(t.Context(), p.officer, access.Key{}, p.framework(), driving.ProposeChange{
		Ground: "award", Reason: "Staffel des Angebots", Items: []driving.ItemRate{{Item: p.item(1).String(), Rate: view.Rate{
			Price: "100.00", Tiers: &view.Tiers{Mode: "all-unit", Basis: "contract", Steps: []view.PriceStep{{From: "10", Price: "95.00"}}},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(c.ID), c.Version); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatTheAwardAgreedIsEnteredBeforeTheFirstCallOff(t *testing.T) {
	p := tiered(t)
	offer, err := p.pricing.Offer(t.Context(), p.buyer, p.item(1), "6")
	if err != nil || offer.Total != "600.00" || offer.Derivation != "6 × 100.00" || offer.Next == nil || offer.Next.Missing != "4" || offer.Next.Saves != "50.00" {
		t.Errorf("offered: %+v, %v", offer, err)
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "1"))
	_, err = p.pricing.ProposeChange(t.Context(), p.officer, access.Key{}, p.framework(), driving.ProposeChange{
		Ground: "award", Reason: "vergessen", Items: []driving.ItemRate{{Item: p.item(1).String(), Rate: view.Rate{Price: "90.00"}}},
	})
	if !errors.Is(err, repricing.ErrCalledOff) {
		t.Errorf("after a call-off: %v", err)
	}
}

func TestARebateIsSharedToTheCentThroughCosting(t *testing.T) {
	p := tiered(t)
	first := p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "6"))
	if _, err := p.pricing.PreviewRebate(t.Context(), p.finance, p.item(1)); !errors.Is(err, pricing.ErrNoRebate) {
		t.Errorf("below the step: %v", err)
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "4"))
	preview, err := p.pricing.PreviewRebate(t.Context(), p.finance, p.item(1))
	if err != nil || len(preview.Members) != 1 || preview.Members[0].Member.Name != "Hannover" {
		t.Fatalf("previewed: %+v, %v", preview, err)
	}
	rebate, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19")
	if err != nil {
		t.Fatal(err)
	}
	if rebate.Credit != preview.Credit || rebate.StepFrom != "10" || rebate.Volume != "10" || rebate.CreditPool == nil || rebate.ChargePool != nil {
		t.Errorf("granted: %+v", rebate)
	}
	if _, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19"); !errors.Is(err, pricing.ErrNoRebate) {
		t.Errorf("twice: %v", err)
	}
	p.post(rebate)
	if err := p.cancel(t.Context(), p.buyer, first); err != nil {
		t.Fatal(err)
	}
	back, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19")
	if err != nil || back.ChargePool == nil || back.CreditPool != nil || !strings.HasPrefix(back.Credit, "-") {
		t.Errorf("after a cancellation: %+v, %v", back, err)
	}
	p.verified()
}

// What several called off together is given back to each of them by its share, and owed again by each
// where the call-off is cancelled.
func TestARebateOnAJointCallOffIsSharedByItsShares(t *testing.T) {
	p := tiered(t)
	joining := usecase.NewJoining(p.db, p.db)
	j, err := joining.PlaceJoint(t.Context(), p.buyer, access.Key{}, driving.PlaceJoint{
		Framework: p.framework(), Leader: p.hannover, BudgetCode: "4711", Key: "equal", Lines: []driving.PlaceCallOffLine{line(p.contract, 1, "8")},
		Participants: []driving.Participant{{Member: p.others[0].Grants[0].Member.String()}, {Member: p.others[1].Grants[0].Member.String()}}, AgreeBy: p.today.Add(7).String(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range p.others {
		for _, share := range j.Shares {
			if m := other.Grants[0].Member; share.Member.ID == m.String() {
				if j, err = joining.AgreeShare(t.Context(), other, driving.Share{CallOff: calloff.ID(j.ID), Member: m, Version: share.Version}, "0815"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "2"))
	rebate, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19")
	if err != nil {
		t.Fatal(err)
	}
	parts := func(r view.Rebate) (amounts []string) {
		for _, l := range r.Lines {
			for _, part := range l.Parts {
				amounts = append(amounts, part.Amount)
			}
		}
		return amounts
	}
	shared := parts(rebate)
	if sorted := slices.Sorted(slices.Values(shared)); rebate.Credit != "40.00" || !slices.Equal(sorted, []string{"13.33", "13.33", "13.34"}) || len(rebate.Members) != 3 {
		t.Errorf("granted %+v", rebate)
	}
	if err := p.write(`insert into volume_rebate_part (cooperative_id, rebate_id, call_off_id, member_id, bears, earlier, credit)
		select cooperative_id, rebate_id, call_off_id, '` + p.admit("Lüchow", "it-provider", "admitted").String() + `', 0, 0, 1 from volume_rebate_part limit 1`); constraintOf(err) != "set_written_at_once" {
		t.Errorf("a part for who bears nothing: %v", err)
	}
	if _, err := p.ordering.CancelCallOff(t.Context(), p.buyer, calloff.ID(j.ID), (&trio{shop: p.shop}).version(j), "doch nicht"); err != nil {
		t.Fatal(err)
	}
	back, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19")
	if err != nil {
		t.Fatal(err)
	}
	for i, owed := range parts(back) {
		if owed != "-"+shared[i] {
			t.Errorf("got %s and owes %s", shared[i], owed)
		}
	}
	if len(parts(back)) != 3 {
		t.Errorf("after the cancellation: %+v", back)
	}
	p.verified()
}

// post books the draft of a rebate's run and finds the credit on the member's account.
func (p *priced) post(rebate view.Rebate) {
	p.t.Helper()
	allocating := usecase.NewAllocating(p.db)
	drafts, err := allocating.Drafts(p.t.Context(), p.poster)
	if err != nil || len(drafts.Items) != 1 {
		p.t.Fatalf("drafts: %+v, %v", drafts, err)
	}
	if _, err := allocating.PostAllocations(p.t.Context(), p.poster, []string{drafts.Items[0].ID}); err != nil {
		p.t.Fatal(err)
	}
	net, err := money.ParseAmount(rebate.Credit)
	if err != nil {
		p.t.Fatal(err)
	}
	var booked string
	if err := p.owner.QueryRow(p.t.Context(), `select sum(booked)::text from allocation_share where member_id = $1`, p.hannover.String()).Scan(&booked); err != nil {
		p.t.Fatal(err)
	}
	vat := money.MustPrice("1.19").Times(net.Decimal())
	if booked != vat.Neg().String() {
		p.t.Errorf("booked %s, want %s with 19 %% VAT, credited", booked, vat)
	}
}

func TestPricesFollowAnIndexAsTheClauseSays(t *testing.T) {
	p := openPriced(t)
	base, month := repricing.MonthOf(p.today.AddMonths(-12)), repricing.MonthOf(p.today.AddMonths(-1))
	indices, err := p.pricing.AddIndex(t.Context(), p.officer, access.Key{}, driving.AddIndex{Name: "Erzeugerpreise DV-Geräte", Base: "2021 = 100", Source: "Destatis 61241-0002"})
	if err != nil {
		t.Fatal(err)
	}
	index := pricing.IndexID(indices.Items[0].ID)
	record := func(month period.Day, value string, provisional bool) error {
		_, err := p.pricing.RecordIndexValue(t.Context(), p.officer, access.Key{}, index, driving.IndexValue{Month: month.String(), Value: value, Provisional: provisional})
		return err
	}
	if err := errors.Join(record(base, "101", false), record(month, "108", true), record(month, "107.06", true), record(month, "107.06", false)); err != nil {
		t.Fatal(err)
	}
	if err := record(month, "107.1", true); !errors.Is(err, pricing.ErrIndexFinal) {
		t.Errorf("provisional again: %v", err)
	}
	agreed, err := p.pricing.AgreeClause(t.Context(), p.officer, access.Key{}, p.framework(), driving.AgreeClause{
		Category: "hardware", BaseMonth: base.String(), FixedPart: "0.4", TriggerPercent: "3", IntervalMonths: 12, Cap: "5", Ground: "Vertrag § 7",
		Parts: []driving.ClausePart{{Index: index.String(), Weight: "0.6"}},
	})
	if err != nil || len(agreed.Clauses) != 1 || agreed.Clauses[0].Parts[0].BaseValue != "101" {
		t.Fatalf("agreed: %+v, %v", agreed, err)
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "10"))
	in := driving.ProposeByIndex{Clause: agreed.Clauses[0].ID, ValidFrom: p.today.Add(5).String(), Reason: "Anpassung nach § 7"}
	preview, err := p.pricing.PreviewIndex(t.Context(), p.buyer, p.framework(), in)
	if err != nil || !preview.Due || preview.Index.Change != "3.60" || len(preview.Prices) != 1 || preview.Effect.Difference != "140.36" {
		t.Fatalf("previewed: %+v, %v", preview, err)
	}
	c, err := p.pricing.ProposeByIndex(t.Context(), p.officer, access.Key{}, p.framework(), in)
	if err != nil || c.Index == nil || c.Index.Formula != "0.4 + 0.6 × 107.06/101 = 259/250 = 1.036" || c.Prices[0].After.Price != "403.9364" || c.Effect.Difference != "140.36" {
		t.Fatalf("proposed: %+v, %v", c, err)
	}
	if _, err := p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(c.ID), c.Version); err != nil {
		t.Fatal(err)
	}
	if got := p.at(p.today.Add(5)); got != "403.9364" {
		t.Errorf("the price becomes %s", got)
	}
	in.ValidFrom = p.today.Add(6).String()
	if _, err := p.pricing.ProposeByIndex(t.Context(), p.officer, access.Key{}, p.framework(), in); !errors.Is(err, pricing.ErrTooEarly) {
		t.Errorf("again next day: %v", err)
	}
	shown, err := p.pricing.Pricing(t.Context(), p.buyer, p.framework())
	if err != nil || len(shown.Changes) != 1 || len(shown.Drift.ByGround) != 1 || shown.Drift.ByGround[0].Amount != "280.73" {
		t.Errorf("shown: %+v, %v", shown, err)
	}
	p.verified()
}

func TestAClauseWhosePartsAreNotOneIsRefusedByTheDatabaseToo(t *testing.T) {
	p := openPriced(t)
	index, clause := id.New[pricing.Index](), id.New[repricing.Clause]()
	p.prepare(`insert into price_index (cooperative_id, id, name, base, source, created_by, created_at) values ($1, $2, 'Löhne', '2021 = 100', 'Destatis', $3, now())`,
		p.id.String(), index.String(), p.officer.Person.String())
	p.prepare(`insert into price_clause (cooperative_id, id, framework_id, number, base_month, fixed_part, trigger_percent, interval_months, ground, created_by, created_at)
		values ($1, $2, $3, 1, '2026-01-01', 0.5, 0, 0, '§ 7', $4, now())`, p.id.String(), clause.String(), p.contract.ID, p.officer.Person.String())
	err := p.write(`insert into price_clause_part (cooperative_id, clause_id, index_id, weight, base_value) values ($1, $2, $3, 0.499999, 100)`,
		p.id.String(), clause.String(), index.String())
	if broken(err) != "price_clause_parts_are_one" {
		t.Errorf("got %v", err)
	}
}
