package framework_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// raise is a proposal to raise the maximum under a ground.
func raise(ground framework.Ground, amount string) framework.Proposal {
	return framework.Proposal{Ground: ground, Reason: "Mehrbedarf", Change: framework.Change{Raise: money.MustAmount(amount)}}
}

// priced is a proposal for another price of the first item, whose quantity stays as it is.
func priced(f *framework.Framework, ground framework.Ground, price string) framework.Proposal {
	item := f.State().Items[0]
	return framework.Proposal{Ground: ground, Reason: "Rohstoffpreise", Change: framework.Change{
		Items: []framework.ItemChange{{Item: item.ID, Maximum: item.Maximum, Price: money.MustPrice(price)}},
	}}
}

// modified has a proposal approved by a second officer.
func modified(f *framework.Framework, p framework.Proposal) error {
	m, err := f.Propose(p, by(fay), law)
	if err != nil {
		return err
	}
	_, err = f.Approve(m.ID, by(ben), law)
	return err
}

// The agreement is over 10,000.00 EUR: half of it is 5,000.00, a tenth 1,000.00.
func TestEachGroundHasItsLimit(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []framework.Proposal
		then   framework.Proposal
		want   error
	}{
		{"half of the original value, additional", nil, raise(framework.Additional, "5000.00"), nil},
		{"a cent over half, additional", nil, raise(framework.Additional, "5000.01"), framework.ErrModificationTooLarge},
		{"half again, additional", []framework.Proposal{raise(framework.Additional, "5000.00")}, raise(framework.Additional, "5000.00"), nil},
		{"a cent over half of the original, not of the raised value", []framework.Proposal{raise(framework.Additional, "5000.00")}, raise(framework.Additional, "5000.01"), framework.ErrModificationTooLarge},
		{"half, unforeseen", nil, raise(framework.Unforeseen, "5000.00"), nil},
		{"a cent over half, unforeseen", nil, raise(framework.Unforeseen, "5000.01"), framework.ErrModificationTooLarge},
		{"a tenth, of little value", nil, raise(framework.DeMinimis, "1000.00"), nil},
		{"a cent over a tenth, of little value", nil, raise(framework.DeMinimis, "1000.01"), framework.ErrModificationTooLarge},
		{"a tenth in two steps", []framework.Proposal{raise(framework.DeMinimis, "999.99")}, raise(framework.DeMinimis, "0.01"), nil},
		{"a tenth and a cent in two steps", []framework.Proposal{raise(framework.DeMinimis, "999.99")}, raise(framework.DeMinimis, "0.02"), framework.ErrModificationTooLarge},
		{"grounds are counted apart", []framework.Proposal{raise(framework.Additional, "5000.00")}, raise(framework.DeMinimis, "1000.00"), nil},
		{"not substantial, a cent", nil, raise(framework.NotSubstantial, "0.01"), framework.ErrGroundRaisesNothing},
		{"an unknown ground", nil, raise("mod-all", "1.00"), framework.ErrGroundUnknown},
		{"a lower maximum", nil, raise(framework.Additional, "-1.00"), framework.ErrRaiseInvalid},
		{"nothing", nil, raise(framework.Additional, "0.00"), framework.ErrNothingModified},
		{"a clause that is not quoted", nil, raise(framework.ReviewClause, "1.00"), framework.ErrClause},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := concluded(t)
			for _, p := range c.before {
				if err := modified(f, p); err != nil {
					t.Fatal(err)
				}
			}
			before := f.State()
			err := modified(f, c.then)
			refused(t, err, c.want)
			if after := f.State(); err != nil && after.Maximum.Cmp(before.Maximum) != 0 {
				t.Error("a refused modification changed the maximum")
			}
		})
	}
}

func TestTheThresholdBoundsWhatIsOfLittleValue(t *testing.T) {
	large := func(a *framework.Agreement) { a.Maximum = money.MustAmount("5000000.00") }
	for amount, want := range map[string]error{"216000.00": nil, "216000.01": framework.ErrModificationTooLarge} {
		refused(t, modified(concluded(t, large), raise(framework.DeMinimis, amount)), want)
	}
}

func TestAReviewClauseIsTheOnlyBoundOfItsGround(t *testing.T) {
	f := concluded(t)
	p := raise(framework.ReviewClause, "50000.00")
	p.Clause = "§ 4 Abs. 2 der Vergabeunterlagen"
	refused(t, modified(f, p), nil)
	if got := f.State(); got.Maximum.String() != "60000.00" || got.Original.String() != "10000.00" {
		t.Errorf("maximum %s, original value %s", got.Maximum, got.Original)
	}
}

// The notebooks are worth 20 x 389.90 = 7,798.00 EUR.
func TestPricesAreHeldAgainstTheAwardedOnes(t *testing.T) {
	f := concluded(t)
	refused(t, modified(f, priced(f, framework.DeMinimis, "428.89")), nil) // + 779.80
	refused(t, modified(f, priced(f, framework.DeMinimis, "400.00")), nil) // cheaper gives nothing back
	refused(t, modified(f, priced(f, framework.DeMinimis, "439.91")), framework.ErrModificationTooLarge)
	refused(t, modified(f, priced(f, framework.DeMinimis, "439.90")), nil) // + 1,000.00 since the award
	refused(t, modified(f, raise(framework.DeMinimis, "1000.00")), nil)    // what it costs more is paid out of the raise
	refused(t, modified(f, raise(framework.DeMinimis, "0.01")), framework.ErrModificationTooLarge)
	refused(t, modified(f, priced(f, framework.NotSubstantial, "439.91")), framework.ErrGroundRaisesNothing)
}

func TestFiveTimesTenPerCentAreNotFiveSmallChanges(t *testing.T) {
	f := concluded(t, func(a *framework.Agreement) { a.Maximum = money.MustAmount("7798.00"); firstCome(a) })
	for i, price := range []string{"428.89", "471.779", "518.9569", "570.85259", "627.937849"} { // + 10, 21, 33.1, 46.4 and 61.05 %
		want := error(nil)
		if i == 4 {
			want = framework.ErrModificationTooLarge
		}
		refused(t, modified(f, priced(f, framework.Unforeseen, price)), want)
	}
}

func TestAModificationTakesTwoOfficers(t *testing.T) {
	f := concluded(t)
	m, err := f.Propose(raise(framework.Additional, "2500.00"), by(fay), law)
	refused(t, err, nil)
	if got := f.State(); got.Maximum.String() != "10000.00" || m.Value.String() != "2500.00" || m.Number != 1 {
		t.Errorf("a proposal alone: maximum %s, %+v", got.Maximum, m)
	}
	_, err = f.Approve(m.ID, by(fay), law)
	refused(t, err, access.ErrSamePerson)
	_, err = f.Reject(m.ID, by(fay), "doch nicht")
	refused(t, err, access.ErrSamePerson)
	_, err = f.Approve(id.New[framework.Modification](), by(ben), law)
	refused(t, err, framework.ErrModificationUnknown)
	_, err = f.Approve(m.ID, by(ben), law)
	refused(t, err, nil)
	_, err = f.Reject(m.ID, by(ben), "zu spät")
	refused(t, err, framework.ErrModificationDecided)
	s := f.State()
	if s.Maximum.String() != "12500.00" || s.Entitled[0].Quota.String() != "7500.00" || s.Entitled[1].Quota.String() != "5000.00" {
		t.Errorf("maximum %s, quotas %s and %s", s.Maximum, s.Entitled[0].Quota, s.Entitled[1].Quota)
	}
}

func TestTheLimitsAreHeldAgainstAProposalWhenItIsDecided(t *testing.T) {
	f := concluded(t)
	one, err := f.Propose(raise(framework.DeMinimis, "600.00"), by(fay), law)
	refused(t, err, nil)
	two, err := f.Propose(raise(framework.DeMinimis, "600.00"), by(fay), law)
	refused(t, err, nil)
	_, err = f.Approve(one.ID, by(ben), law)
	refused(t, err, nil)
	_, err = f.Approve(two.ID, by(ben), law)
	if refusal, _ := fault.Of(err); !errors.Is(err, framework.ErrModificationTooLarge) || refusal.Params()["left"] != "400.00" {
		t.Errorf("got %v, want 400.00 left", err)
	}
	_, err = f.Reject(two.ID, by(ben), "Grenze erreicht")
	refused(t, err, nil)
}

func TestItemsChangeWithinWhatWasDrawn(t *testing.T) {
	f := concluded(t)
	_, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "3")}, during)
	refused(t, err, nil)
	of := func(position int, q string) framework.Proposal {
		item := f.State().Items[position-1]
		return framework.Proposal{Ground: framework.NotSubstantial, Reason: "Andere Mengen", Change: framework.Change{
			Items: []framework.ItemChange{{Item: item.ID, Maximum: quantity.Must(q), Price: item.Price}},
		}}
	}
	refused(t, modified(f, of(1, "2")), framework.ErrBelowDrawn)
	refused(t, modified(f, of(1, "20")), framework.ErrNothingModified)
	refused(t, modified(f, of(1, "3.5")), quantity.ErrNotWhole)
	refused(t, modified(f, of(1, "3")), nil)
	_, _, err = f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, framework.ErrQuantityExceeded)
	refused(t, modified(f, of(1, "4")), nil)
	_, _, err = f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, nil)
	twice := of(1, "9")
	twice.Change.Items = append(twice.Change.Items, twice.Change.Items[0])
	refused(t, modified(f, twice), framework.ErrItemTwice)
	twice.Change.Items = []framework.ItemChange{{Item: id.New[framework.Item](), Maximum: quantity.Must("1"), Price: money.MustPrice("1")}}
	refused(t, modified(f, twice), framework.ErrItemUnknown)
}

func TestARaiseEndsExhaustion(t *testing.T) {
	f := concluded(t, maximum("389.90"))
	_, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, nil)
	if got := f.State().Status; got != framework.Exhausted {
		t.Fatalf("got %s", got)
	}
	refused(t, modified(f, raise(framework.Additional, "0.01")), nil)
	if got := f.State().Status; got != framework.Active {
		t.Errorf("got %s", got)
	}
}

// The agreement is over 10,000.00 EUR, of which modifications of little value may count for 1,000.00.
func TestAgreedPricesCountAmongTheModificationsOfLittleValue(t *testing.T) {
	for name, c := range map[string]struct {
		raised, before, after string
		want                  error
	}{
		"up to the limit":                       {"0.00", "0.00", "1000.00", nil},
		"a cent over it":                        {"0.00", "0.00", "1000.01", framework.ErrModificationTooLarge},
		"the second of two small changes":       {"0.00", "900.00", "1000.01", framework.ErrModificationTooLarge},
		"a raise covers what is dearer":         {"600.00", "0.00", "1000.00", nil},
		"cheaper though the limit was exceeded": {"0.00", "1200.00", "1100.00", nil},
	} {
		f := concluded(t)
		if c.raised != "0.00" {
			refused(t, modified(f, raise(framework.DeMinimis, c.raised)), nil)
		}
		f.CountPrices(money.MustAmount(c.before))
		if err := f.Reprice(money.MustAmount(c.after), law, by(fay).At); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAModificationOfLittleValueFindsLeftWhatAgreedPricesLeave(t *testing.T) {
	f := concluded(t)
	f.CountPrices(money.MustAmount("700.00"))
	refused(t, modified(f, raise(framework.DeMinimis, "1000.01")), framework.ErrModificationTooLarge)
	refused(t, modified(f, raise(framework.Additional, "5000.00")), nil)
	headroom, err := f.Headroom(law, by(fay).At)
	if err != nil || headroom[5].Used.String() != "700.00" || headroom[5].Left.String() != "300.00" {
		t.Errorf("%v, %v", headroom, err)
	}
	refused(t, modified(f, raise(framework.DeMinimis, "1000.00")), nil)
}

// The contract began on 1 January 2026: 48 months end on 31 December 2029.
func TestALongerTermNeedsAJustificationAfterFourYears(t *testing.T) {
	until := func(to period.Day, justification string) framework.Proposal {
		return framework.Proposal{Ground: framework.NotSubstantial, Reason: "Überbrückung", Change: framework.Change{To: to, TermJustification: justification}}
	}
	for name, c := range map[string]struct {
		p    framework.Proposal
		want error
	}{
		"48 months":                   {until(period.Date(2029, 12, 31), ""), nil},
		"48 months and a day":         {until(period.Date(2030, 1, 1), ""), framework.ErrTermUnjustified},
		"48 months and a day, argued": {until(period.Date(2030, 1, 1), "Nachfolge ist angefochten"), nil},
		"shorter":                     {until(period.Date(2026, 12, 30), ""), framework.ErrTermShortened},
		"as it is":                    {until(period.Date(2026, 12, 31), ""), framework.ErrNothingModified},
	} {
		t.Run(name, func(t *testing.T) { refused(t, modified(concluded(t), c.p), c.want) })
	}
}

func TestAReplacementNamesANewSupplierAndOnlyIt(t *testing.T) {
	other := id.New[member.Supplier]()
	replace := func(ground framework.Ground, who member.SupplierID, amount string) framework.Proposal {
		p := raise(ground, amount)
		p.Change.Supplier = who
		return p
	}
	f := concluded(t)
	refused(t, modified(f, replace(framework.Replacement, "", "0.00")), framework.ErrReplacement)
	refused(t, modified(f, replace(framework.Additional, other, "1.00")), framework.ErrReplacement)
	refused(t, modified(f, replace(framework.Replacement, f.State().Supplier, "0.00")), framework.ErrSupplierKnown)
	refused(t, modified(f, replace(framework.Replacement, other, "0.01")), framework.ErrGroundRaisesNothing)
	refused(t, modified(f, replace(framework.Replacement, other, "0.00")), nil)
	if s := f.State(); s.Supplier != other || len(s.Suppliers) != 1 || s.Suppliers[0].ID != other || s.Suppliers[0].Rank != 1 {
		t.Errorf("got %s and %+v", s.Supplier, s.Suppliers)
	}
}

// acts are drawn at random; whatever is refused is refused, but the books are always in order.
func TestNoSequenceOfActsOverdrawsOrOvermodifies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := agreement()
		a.QuotaMode = rapid.SampledFrom([]tender.QuotaMode{tender.Hard, tender.Soft, tender.FirstCome}).Draw(t, "mode")
		a.FlowsBack = rapid.SampledFrom([]period.Day{period.Date(2026, 6, 1), period.Date(2026, 9, 1)}).Draw(t, "flows back")
		f, err := framework.New(a)
		if err != nil {
			t.Fatal(err)
		}
		members := []member.ID{hannover, göttingen, stranger}
		type booking struct {
			by    member.ID
			lines []framework.Line
		}
		var booked []booking
		someone := rapid.SampledFrom(members)
		amount := rapid.Custom(func(t *rapid.T) money.Amount { return money.FromCents(rapid.Int64Range(0, 600000).Draw(t, "cents")) })
		t.Repeat(map[string]func(*rapid.T){
			"call": func(t *rapid.T) {
				who := someone.Draw(t, "who")
				q := rapid.SampledFrom([]string{"1", "5", "12"}).Draw(t, "quantity")
				if _, lines, err := f.Call(who, []framework.Wish{wish(f, 1, q)}, during); err == nil {
					booked = append(booked, booking{who, lines})
				}
			},
			"give back": func(t *rapid.T) {
				if len(booked) == 0 {
					return
				}
				last := booked[len(booked)-1]
				booked = booked[:len(booked)-1]
				if err := giveBack(f, last.by, last.lines); err != nil {
					t.Fatal(err)
				}
			},
			"transfer": func(t *rapid.T) {
				transfer, err := f.Offer(someone.Draw(t, "from"), someone.Draw(t, "to"), amount.Draw(t, "amount"), by(fay))
				if err == nil && f.Accept(&transfer, by(ben)) != nil {
					t.Fatal("what was offered just now was not accepted")
				}
			},
			"modify": func(t *rapid.T) {
				p := framework.Proposal{Ground: rapid.SampledFrom(framework.Grounds).Draw(t, "ground"), Reason: "Mehrbedarf", Clause: "§ 4", Change: framework.Change{Raise: amount.Draw(t, "raise")}}
				if rapid.Bool().Draw(t, "prices") {
					p.Change.Items = priced(f, p.Ground, rapid.SampledFrom([]string{"380", "389.90", "400", "430"}).Draw(t, "price")).Change.Items
				}
				_ = modified(f, p)
			},
			"succeed": func(t *rapid.T) {
				s, err := f.ProposeSuccession(someone.Draw(t, "from"), someone.Draw(t, "to"), "Fusion", by(fay))
				if err == nil && f.Succeed(&s, by(ben)) != nil {
					t.Fatal("what was proposed just now was not confirmed")
				}
			},
			"stop":  func(t *rapid.T) { _ = f.Suspend(by(fay), "Prüfung") },
			"go on": func(t *rapid.T) { _ = f.Resume() },
			"": func(t *rapid.T) {
				s, drawn := f.State(), money.Zero
				for _, b := range booked {
					drawn = drawn.Add(framework.Total(b.lines))
				}
				if s.Drawn.Cmp(drawn) != 0 || s.Drawn.Cmp(s.Maximum) > 0 || s.Items[0].Drawn.Cmp(s.Items[0].Maximum) > 0 {
					t.Fatalf("drawn %s of %s, booked %s", s.Drawn, s.Maximum, drawn)
				}
				quotas, byMembers := money.Zero, money.Zero
				for _, e := range s.Entitled {
					quotas, byMembers = quotas.Add(e.Quota), byMembers.Add(e.Drawn)
					if s.QuotaMode == tender.Hard && e.Drawn.Cmp(e.Quota) > 0 || e.Quota.Sign() < 0 || e.Drawn.Sign() < 0 {
						t.Fatalf("a member drew %s of %s", e.Drawn, e.Quota)
					}
				}
				if byMembers.Cmp(s.Drawn) != 0 || s.QuotaMode != tender.FirstCome && quotas.Cmp(s.Maximum) != 0 {
					t.Fatalf("quotas of %s in a maximum of %s, members drew %s of %s", quotas, s.Maximum, byMembers, s.Drawn)
				}
				if s.Original.String() != "10000.00" {
					t.Fatalf("the original value became %s", s.Original)
				}
				left, err := f.Headroom(law, during)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range left {
					if h.Used.Cmp(h.Limit) > 0 || h.Left.Sign() < 0 {
						t.Fatalf("headroom %+v", h)
					}
				}
			},
		})
	})
}
