package tender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func TestADraftTakesItsItemsFromTheFrozenRound(t *testing.T) {
	s := draft(t).State()
	if s.Status != tender.Draft || s.Round != round.Round || s.Revision != 1 || s.Version != 1 || s.Created.By != officer {
		t.Errorf("got %+v", s)
	}
	item := s.Lots[0].Items[0]
	if item.Name != "Notebook" || item.Firm.String() != "100" || item.Tolerance.String() != "10" || item.MaximumQuantity.String() != "200" ||
		item.RoundItem != round.Items[0].ID || item.EstimatedPrice.String() != "980.00" || item.ID.IsZero() {
		t.Errorf("got %+v", item)
	}
}

func TestADraftThatIsWrongInItselfIsRefused(t *testing.T) {
	long := strings.Repeat("ä", 2001)
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		want   *fault.Fault
		field  string
	}{
		"title of 2":          {func(d *tender.Drafting) { d.Terms.Title = "ab" }, tender.ErrTitle, "title"},
		"title with a break":  {func(d *tender.Drafting) { d.Terms.Title = "ab\nc" }, tender.ErrTitle, "title"},
		"no term":             {func(d *tender.Drafting) { d.Terms.TermMonths = 0 }, tender.ErrTerm, "termMonths"},
		"121 months":          {func(d *tender.Drafting) { d.Terms.TermMonths = 121 }, tender.ErrTerm, "termMonths"},
		"long justification":  {func(d *tender.Drafting) { d.Terms.TermJustification = long }, tender.ErrTermJustification, "termJustification"},
		"long reason":         {func(d *tender.Drafting) { d.Terms.NoLotsReason = long }, tender.ErrNoLotsReason, "noLotsReason"},
		"unknown quotas":      {func(d *tender.Drafting) { d.Terms.QuotaMode = "divided" }, tender.ErrQuotaMode, "quotaMode"},
		"deadline now":        {func(d *tender.Drafting) { d.Terms.Deadline = now }, tender.ErrDeadlinePast, "deadline"},
		"deadline in 3 years": {func(d *tender.Drafting) { d.Terms.Deadline = now.AddDate(3, 0, 0) }, tender.ErrDeadlineFar, "deadline"},
		"two officers":        {func(d *tender.Drafting) { d.Officers = d.Officers[:2] }, tender.ErrOfficerCount, "openingOfficers"},
		"eight officers": {func(d *tender.Drafting) {
			for len(d.Officers) < 8 {
				d.Officers = append(d.Officers, id.New[member.Person]())
			}
		}, tender.ErrOfficerCount, "openingOfficers"},
		"one officer twice":     {func(d *tender.Drafting) { d.Officers[1] = first }, tender.ErrSameOfficer, "openingOfficers.1"},
		"no lot":                {func(d *tender.Drafting) { d.Lots = nil }, tender.ErrLotCount, "lots"},
		"51 lots":               {func(d *tender.Drafting) { d.Lots = slices.Repeat(d.Lots[:1], 51) }, tender.ErrLotCount, "lots"},
		"lot without a title":   {func(d *tender.Drafting) { d.Lots[1].Title = " " }, tender.ErrLotTitle, "lots.1.title"},
		"lot without a maximum": {func(d *tender.Drafting) { d.Lots[1].MaximumValue = money.Zero }, tender.ErrLotMaximum, "lots.1.maximumValue"},
		"lot without an item":   {func(d *tender.Drafting) { d.Lots[1].Items = nil }, tender.ErrLotEmpty, "lots.1.items"},
		"item of another round": {func(d *tender.Drafting) { d.Lots[1].Items[0].RoundItem = id.New[demand.Item]() }, tender.ErrItemUnknown, "lots.1.items.0.roundItemId"},
		"item in two lots":      {func(d *tender.Drafting) { d.Lots[1].Items[0].RoundItem = round.Items[0].ID }, tender.ErrItemTwice, "lots.1.items.0.roundItemId"},
		"half a monitor":        {func(d *tender.Drafting) { d.Lots[1].Items[0].MaximumQuantity = quantity.Must("20.5") }, quantity.ErrNotWhole, "lots.1.items.0.maximumQuantity"},
		"more than money": {func(d *tender.Drafting) { d.Lots[1].MaximumValue = money.MustAmount("9999999999999.99") },
			tender.ErrValueTooLarge, "lots"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tender.New("VV", drafting(c.change), round, law, officer, now)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
		})
	}
}

func TestARefusedRevisionLeavesTheDraftAsItWas(t *testing.T) {
	made := draft(t)
	before := made.State()
	refused(t, made.Revise(drafting(func(d *tender.Drafting) { d.Lots[0].Items[0].RoundItem = "x" }), round, law, now), tender.ErrItemUnknown)
	elsewhere := round
	elsewhere.Round = id.New[demand.Round]()
	refused(t, made.Revise(drafting(), elsewhere, law, now), tender.ErrRoundFixed)
	if after := made.State(); after.Revision != before.Revision || after.Lots[0].ID != before.Lots[0].ID {
		t.Errorf("got %+v", after)
	}
	ok(t, made.Revise(drafting(), round, law, now))
	if after := made.State(); after.Revision != 2 || after.Lots[0].ID == before.Lots[0].ID {
		t.Errorf("revised: %+v", after)
	}
}

func TestTheProcedureFollowsTheLargerOfEstimateAndMaximum(t *testing.T) {
	for name, c := range map[string]struct {
		notebooks, monitors string
		value               string
		want                tender.Procedure
	}{
		"a cent below the threshold":                       {"205999.99", "10000.00", "215999.99", tender.OpenNational},
		"at the threshold":                                 {"206000.00", "10000.00", "216000.00", tender.OpenEU},
		"the estimate of a lot is larger than its maximum": {"50000.00", "10000.00", "117800.00", tender.OpenNational},
	} {
		t.Run(name, func(t *testing.T) {
			s := draft(t, func(d *tender.Drafting) {
				d.Lots[0].MaximumValue, d.Lots[1].MaximumValue = money.MustAmount(c.notebooks), money.MustAmount(c.monitors)
			}).State()
			if s.Ruling.EstimatedValue.String() != c.value || s.Ruling.Procedure != c.want || s.Ruling.ThresholdSource != "EU-Schwellenwerte 2026/27" {
				t.Errorf("got %+v", s.Ruling)
			}
		})
	}
}

func TestTheEstimateCountsFirmQuantityAndTolerance(t *testing.T) {
	if got := draft(t).State().Lots[0].Estimate().String(); got != "107800.00" {
		t.Errorf("got %s, want 110 x 980.00", got)
	}
}

// one gives the draft one lot, so that it needs a reason.
func one(d *tender.Drafting) { d.Lots = d.Lots[:1] }

func TestEachRuleHoldsOnBothSidesOfItsEdge(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		facts  func(*tender.Facts)
		want   *fault.Fault // nil: in order
		rule   string
	}{
		"four years with an option":        {change: func(d *tender.Drafting) { d.Terms.TermMonths, d.Terms.OptionMonths = 36, []int{6, 6} }},
		"a month more, by an option":       {change: func(d *tender.Drafting) { d.Terms.TermMonths, d.Terms.OptionMonths = 36, []int{6, 7} }, want: tender.ErrTermUnjustified, rule: "G-TEN 3"},
		"four years":                       {change: func(d *tender.Drafting) { d.Terms.TermMonths = 48 }},
		"four years and a month":           {change: func(d *tender.Drafting) { d.Terms.TermMonths = 49 }, want: tender.ErrTermUnjustified, rule: "G-TEN 3"},
		"justified":                        {change: func(d *tender.Drafting) { d.Terms.TermMonths, d.Terms.TermJustification = 49, "Abschreibung" }},
		"one lot":                          {change: one, want: tender.ErrSingleLot, rule: "G-TEN 6"},
		"one lot with a reason":            {change: func(d *tender.Drafting) { one(d); d.Terms.NoLotsReason = "Ein Gegenstand" }},
		"30 full days":                     {change: func(d *tender.Drafting) { d.Terms.Deadline = deadline }},
		"a second less":                    {change: func(d *tender.Drafting) { d.Terms.Deadline = deadline.Add(-time.Second) }, want: tender.ErrDeadlineEarly, rule: "G-TEN 7"},
		"national, a second from now":      {change: func(d *tender.Drafting) { national(d); d.Terms.Deadline = now.Add(time.Second) }},
		"maximum at the estimate":          {change: func(d *tender.Drafting) { d.Lots[1].MaximumValue = money.MustAmount("4210.00") }},
		"a cent below the estimate":        {change: func(d *tender.Drafting) { d.Lots[1].MaximumValue = money.MustAmount("4209.99") }, want: tender.ErrMaximumBelowEstimate, rule: "G-TEN 4"},
		"maximum quantity at the firm one": {change: func(d *tender.Drafting) { d.Lots[1].Items[0].MaximumQuantity = quantity.Must("20") }},
		"one less":                         {change: func(d *tender.Drafting) { d.Lots[1].Items[0].MaximumQuantity = quantity.Must("19") }, want: tender.ErrMaximumBelowFirm, rule: "G-TEN 4"},
		"an item that nobody firmly needs": {change: func(d *tender.Drafting) { d.Lots[1].Items[0].RoundItem = round.Items[2].ID }, want: tender.ErrWithoutDemand, rule: "G-TEN 1"},
		"an officer without the role":      {facts: func(f *tender.Facts) { f.Officers[1].HoldsRole = false }, want: tender.ErrOfficerRole, rule: "G-BID"},
		"an officer without a key":         {facts: func(f *tender.Facts) { f.Officers[0].Recipient = "" }, want: tender.ErrOfficerKey, rule: "G-BID"},
		"an officer who acts for a bidder": {facts: func(f *tender.Facts) { f.Officers[0].IsBidder = true }, want: tender.ErrOfficerBidder, rule: "D-1"},
		"nobody entitled":                  {facts: func(f *tender.Facts) { f.Entitled = nil }, want: tender.ErrNobodyEntitled, rule: "G-TEN 5"},
	} {
		t.Run(name, func(t *testing.T) {
			made, known := draft(t), facts()
			if c.change != nil {
				made = draft(t, c.change)
			}
			if c.facts != nil {
				known = facts(c.facts)
			}
			checks, err := made.Checks(known, law, now)
			ok(t, err)
			err = made.Submit(officer, known, law, now)
			missing := slices.DeleteFunc(checks, func(c tender.Check) bool { return c.Met })
			if c.want == nil {
				ok(t, err)
				if len(missing) != 0 {
					t.Errorf("not met: %+v", missing)
				}
				return
			}
			refused(t, err, c.want)
			if len(missing) != 1 || missing[0].Rule != c.rule || missing[0].Source == "" || made.State().Status != tender.Draft {
				t.Errorf("not met: %+v, status %s", missing, made.State().Status)
			}
		})
	}
}

// national brings the value below the threshold.
func national(d *tender.Drafting) { d.Lots[0].MaximumValue = money.MustAmount("110000") }

func TestTheMinimumPeriodIsCountedInBerlinAcrossTheChangeOfTheClocks(t *testing.T) {
	for dispatch, want := range map[string]string{
		"2026-03-02T09:00:00Z": "2026-04-01T22:00:00Z", // winter to summer: midnight is at 22:00 UTC
		"2026-03-01T23:30:00Z": "2026-04-01T22:00:00Z", // already 2 March in Berlin
		"2026-10-01T12:00:00Z": "2026-10-31T23:00:00Z", // summer to winter
		"2026-06-01T12:00:00Z": "2026-07-01T22:00:00Z",
	} {
		at, err := time.Parse(time.RFC3339, dispatch)
		ok(t, err)
		got, err := tender.Ruling{Procedure: tender.OpenEU}.EarliestDeadline(law, at)
		ok(t, err)
		if got.Format(time.RFC3339) != want {
			t.Errorf("%s: got %s, want %s", dispatch, got.Format(time.RFC3339), want)
		}
	}
}

func TestPublicationIsAnotherPersonsActAndFreezesWhatTheNoticeStates(t *testing.T) {
	made := draft(t)
	refused(t, made.Publish(second, facts(), law, now), tender.ErrNotInReview)
	ok(t, made.Submit(officer, facts(), law, now))
	refused(t, made.Publish(officer, facts(), law, now), access.ErrSamePerson)
	refused(t, made.Publish(second, facts(func(f *tender.Facts) { f.Officers[0].Recipient = "" }), law, now), tender.ErrOfficerKey)
	refused(t, made.Publish(second, facts(), law, now.AddDate(0, 0, 1)), tender.ErrDeadlineEarly)
	ok(t, made.Publish(second, facts(), law, now))
	s := made.State()
	if s.Status != tender.Published || s.Published.By != second || s.Officers[1].Recipient != "age1other" || s.Officers[1].Fingerprint != "f2" {
		t.Errorf("got %+v", s)
	}
	if s.Entitled[0].Member != celle || s.Entitled[1].Member != uelzen {
		t.Errorf("entitled, not by id: %+v", s.Entitled)
	}
	entitled := "allmende-entitled\t1\ntender\t" + s.ID.String() + "\nmember\t" + celle.String() + "\t033510006006\tCelle\nmember\t" + uelzen.String() + "\t033600025025\tUelzen\n"
	if s.EntitledHash != tender.Hash([]byte(entitled)) {
		t.Errorf("the hash is not that of %q", entitled)
	}
	committee := "allmende-committee\t2\ntender\t" + s.ID.String() +
		"\nofficer\t1\t" + first.String() + "\tf1\tage1first\t" + officer.String() +
		"\nofficer\t2\t" + other.String() + "\tf2\tage1other\t" + officer.String() +
		"\nofficer\t3\t" + third.String() + "\tf3\tage1third\t" + first.String() + "\n"
	if s.CommitteeHash != tender.Hash([]byte(committee)) {
		t.Errorf("the hash is not that of %q", committee)
	}
	if checks, err := made.Checks(facts(), law, now); err != nil || len(checks) != 0 {
		t.Errorf("checks after publication: %+v, %v", checks, err)
	}
}

func TestATenderIsReturnedWithAReasonAndSubmittedAgain(t *testing.T) {
	made := draft(t)
	refused(t, made.Return("Frist prüfen"), tender.ErrNotInReview)
	ok(t, made.Submit(officer, facts(), law, now))
	refused(t, made.Submit(officer, facts(), law, now), tender.ErrNotDraft)
	refused(t, made.Revise(drafting(), round, law, now), tender.ErrNotDraft)
	refused(t, made.Return(" x "), tender.ErrReason)
	ok(t, made.Return(" Frist prüfen "))
	if s := made.State(); s.Status != tender.Draft || s.Reason != "Frist prüfen" || !s.Submitted.IsZero() {
		t.Errorf("got %+v", s)
	}
	ok(t, made.Submit(second, facts(), law, now))
	if s := made.State(); s.Reason != "" || s.Submitted.By != second {
		t.Errorf("got %+v", s)
	}
}

func TestATenderIsCancelledAnyTimeBeforeTheAward(t *testing.T) {
	for _, status := range []tender.Status{tender.Draft, tender.InReview, tender.Published, tender.Opened, tender.Evaluating, tender.AwardProposed, tender.Standstill} {
		s := draft(t).State()
		s.Status = status
		made := tender.Restore(s)
		refused(t, made.Cancel(""), tender.ErrReason)
		ok(t, made.Cancel("Kein Bedarf mehr"))
		refused(t, made.Cancel("Noch einmal"), tender.ErrEnded)
	}
	s := draft(t).State()
	s.Status = tender.Awarded
	refused(t, tender.Restore(s).Cancel("Zu spät"), tender.ErrEnded)
}

func TestTheDeadlineItselfIsNotPast(t *testing.T) {
	made := published(t)
	if got := made.Phase(deadline); got != tender.Published {
		t.Errorf("at the deadline: %s", got)
	}
	if got := made.Phase(deadline.Add(time.Microsecond)); got != tender.DeadlinePassed {
		t.Errorf("after it: %s", got)
	}
	if got := draft(t).Phase(later); got != tender.Draft {
		t.Errorf("a draft: %s", got)
	}
}

func TestStateIsACopy(t *testing.T) {
	made := published(t)
	s := made.State()
	s.Lots[0].Items[0].Name, s.Entitled[0].Name = "x", "x"
	if after := made.State(); after.Lots[0].Items[0].Name == "x" || after.Entitled[0].Name == "x" {
		t.Error("the aggregate is open")
	}
}

func TestOnlyOpeningOfficersAreAppointed(t *testing.T) {
	ok(t, facts().Appointed())
	for i := range 3 {
		refused(t, facts(func(f *tender.Facts) { f.Officers[i].HoldsRole = false }).Appointed(), tender.ErrOfficerRole)
	}
}
