package award_test

import (
	"math/big"
	"slices"
	"testing"
	"time"

	"allmende/domain/award"
	"allmende/domain/demand"
	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/scoring"
	"allmende/domain/split"
	"allmende/domain/tender"
)

var law = legal.Params{
	{Code: legal.FrameworkMaxMonths, Value: "48", Source: "VgV § 21 Abs. 6", From: period.Date(2016, 4, 18)},
	{Code: legal.StandstillElectronic, Value: "10", Source: "GWB § 134 Abs. 2", From: period.Date(2016, 4, 18)},
	{Code: legal.StandstillOther, Value: "15", Source: "GWB § 134 Abs. 2", From: period.Date(2016, 4, 18)},
}

// concluded is the dossier of a tender that went all its way: two lots, of which the
// second is not awarded, three bidders, one of them late.
func concluded(t *testing.T) (award.Dossier, time.Time) {
	t.Helper()
	c := newCompetition(byPrice, "Notebooks", "Monitore")
	c.state.Terms.TermMonths = 48
	c.state.Ruling.EstimatedValue = money.MustAmount("260000.00")
	c.state.Opened = c.state.PricesOpened
	c.offer("Anton", "950", "200")
	c.offer("Berta", "900", "")
	late := c.offer("Dora")
	late.Status, late.Excluded, late.OpenedAt = tender.Late, tender.ReasonLate, time.Time{}
	c.becomes(late)

	of, second := tender.Restore(c.state), id.New[member.Person]()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(of.Propose(officer, tender.Proposal{Reason: "Preis", Waivers: []tender.Waiver{{Lot: c.state.Lots[1].ID, Ground: tender.NotEconomical, Reason: "Zu teuer"}}},
		c.bids, tender.Scores{}, opening))
	must(of.Approve(second, c.bids, opening))
	d := award.Dossier{
		From:   award.Authority{Name: "Genossenschaft", Street: "Domplatz 1", Postcode: "39104", City: "Magdeburg"},
		Tender: of, Records: []tender.Record{{OpenedAt: opening}}, Bids: c.bids, Bidders: c.names,
	}
	var sendings []tender.Sending
	for _, s := range tender.Recipients(c.bids) {
		sendings = append(sendings, tender.Sending{Supplier: s, Means: tender.Electronic})
	}
	dispatches, err := of.Send(officer, sendings, nil, c.bids, law, opening)
	must(err)
	for _, dispatch := range dispatches {
		d.Sent = append(d.Sent, award.Sent{Dispatch: dispatch})
	}
	later := opening.AddDate(0, 0, 12)
	_, err = of.Award(second, c.bids, demand.Snapshot{}, later)
	must(err)
	return d, later
}

// changed is the dossier with another state of its tender.
func changed(d *award.Dossier, change func(*tender.State)) {
	s := d.Tender.State()
	change(&s)
	d.Tender = tender.Restore(s)
}

func compiled(t *testing.T, d award.Dossier, now time.Time) award.File {
	t.Helper()
	f, err := award.Compile(d, law, now)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func missing(f award.File) []string {
	codes := []string{}
	for _, r := range f.Requirements {
		if !r.Met {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

func TestTheFileOfAConcludedTenderIsComplete(t *testing.T) {
	d, now := concluded(t)
	f := compiled(t, d, now)
	if !f.Complete() || len(f.Requirements) != 15 {
		t.Errorf("missing %v of %d", missing(f), len(f.Requirements))
	}
	if len(f.Results) != 2 || len(f.Unread) != 1 || f.Unread[0].Reason != tender.ReasonLate || len(f.Held()) != 3 || len(f.Present()) != 3 {
		t.Errorf("got %d lots, unread %+v, held %d, letters %d", len(f.Results), f.Unread, len(f.Held()), len(f.Present()))
	}
	for _, r := range f.Requirements {
		if r.Code == "rejected" && r.Params["count"] != "1" || r.Code == "letters" && r.Params["all"] != "3" {
			t.Errorf("%s: %v", r.Code, r.Params)
		}
	}
}

// scored lets a criterion count, with a panel of two.
func scored(d *award.Dossier, change func(one, two *scoring.Evaluator)) {
	changed(d, func(s *tender.State) { s.Terms.Rules = byRatio })
	one := scoring.Evaluator{ID: id.New[scoring.Evaluator](), Person: id.New[member.Person](), DeclaredAt: opening}
	two := scoring.Evaluator{ID: id.New[scoring.Evaluator](), Person: id.New[member.Person](), DeclaredAt: opening}
	change(&one, &two)
	d.Panel = scoring.Restore(scoring.State{Evaluators: []scoring.Evaluator{one, two}})
}

func TestWhateverIsMissingIsNamed(t *testing.T) {
	state := func(change func(*tender.State)) func(*award.Dossier) {
		return func(d *award.Dossier) { changed(d, change) }
	}
	for name, c := range map[string]struct {
		change func(*award.Dossier)
		want   []string
	}{
		"no address":                         {func(d *award.Dossier) { d.From.Street = "" }, []string{"authority"}},
		"never published":                    {state(func(s *tender.State) { s.Published = tender.Stamp{} }), []string{"subject"}},
		"a long term without a reason":       {state(func(s *tender.State) { s.Terms.TermMonths = 49 }), []string{"term"}},
		"a long term with one":               {state(func(s *tender.State) { s.Terms.TermMonths, s.Terms.TermJustification = 49, "Hohe Anfangskosten" }), nil},
		"no opening record":                  {func(d *award.Dossier) { d.Records = nil }, []string{"opening"}},
		"a low price nobody decided about":   {func(d *award.Dossier) { strikes(d, tender.Stamp{}) }, []string{"low-prices"}},
		"a low price that was decided about": {func(d *award.Dossier) { strikes(d, tender.Stamp{By: officer, At: opening}) }, nil},
		"an exclusion without a reason":      {func(d *award.Dossier) { exclude(d, "") }, []string{"rejected"}},
		"one lot undecided":                  {state(func(s *tender.State) { s.Lots[1].NotAwarded = "" }), []string{"winner"}},
		"nobody approved":                    {state(func(s *tender.State) { s.Approved = tender.Stamp{} }), []string{"approval", "letters"}},
		"a bidder not told":                  {func(d *award.Dossier) { d.Sent = d.Sent[1:] }, []string{"letters"}},
		"letters of a former proposal":       {state(func(s *tender.State) { s.Proposal = 2 }), []string{"letters"}},
		"a pending review":                   {func(d *award.Dossier) { d.Reviews = []*award.Review{award.RestoreReview(award.ReviewState{})} }, []string{"reviews"}},
		"awarded within the standstill":      {state(func(s *tender.State) { s.EarliestAward = period.DayOf(s.Awarded.At).Add(1) }), []string{"award"}},
		"not awarded yet":                    {state(func(s *tender.State) { s.Awarded = tender.Stamp{} }), []string{"award"}},
		"a lot given up without a reason":    {state(func(s *tender.State) { s.Lots[1].NotAwardedReason = "" }), []string{"no-award"}},
		"points without a panel":             {state(func(s *tender.State) { s.Terms.Rules = byRatio }), []string{"conflicts", "compared"}},
		"an evaluator who did not declare":   {func(d *award.Dossier) { scored(d, func(one, _ *scoring.Evaluator) { one.DeclaredAt = time.Time{} }) }, []string{"conflicts", "compared"}},
		"a conflict without a remedy":        {func(d *award.Dossier) { scored(d, func(one, _ *scoring.Evaluator) { one.Conflict = "Schwester" }) }, []string{"conflicts", "compared"}},
		"a conflict that was remedied": {func(d *award.Dossier) {
			scored(d, func(one, _ *scoring.Evaluator) {
				one.Conflict, one.Replaced = "Schwester", tender.Stamp{By: officer, At: opening}
			})
		}, []string{"compared"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, now := concluded(t)
			c.change(&d)
			if got := missing(compiled(t, d, now)); !slices.Equal(got, c.want) {
				t.Errorf("missing %v, want %v", got, c.want)
			}
		})
	}
}

// strikes makes Berta's price one that the bidder is asked about.
func strikes(d *award.Dossier, decided tender.Stamp) {
	changed(d, func(s *tender.State) {
		s.Terms.Rules.Low = evaluation.Low{BelowNext: split.NewRatio(big.NewInt(5), big.NewInt(1))}
		s.Clarifications = []tender.Clarification{{Bid: s.Lots[0].Winner, Lot: s.Lots[0].ID, Verdict: tender.Accept, Decided: decided}}
	})
}

// exclude takes the bid for the lot that is not awarded out, for a reason.
func exclude(d *award.Dossier, reason string) {
	for i, b := range d.Bids {
		if s := b.State(); d.Bidders[s.Supplier] == "Anton" {
			s.Status, s.Excluded = tender.Excluded, reason
			d.Bids[i] = tender.RestoreBid(s)
		}
	}
}

func TestASingleLotIsJustified(t *testing.T) {
	d := award.Dossier{Tender: tender.Restore(newCompetition(byPrice, "Notebooks").state)}
	if got := missing(compiled(t, d, opening)); !slices.Contains(got, "lots") {
		t.Errorf("missing %v", got)
	}
	for name, change := range map[string]func(*tender.State){
		"with a reason":         func(s *tender.State) { s.Terms.NoLotsReason = "Ein einziges Gerät" },
		"of a mini-competition": func(s *tender.State) { s.Terms.NoLotsReason, s.Invited = "", make([]tender.Invitee, 1) },
	} {
		changed(&d, change)
		if got := missing(compiled(t, d, opening)); slices.Contains(got, "lots") {
			t.Errorf("%s: missing %v", name, got)
		}
	}
}

func TestNothingIsAskedOfACancelledTenderThatItNeverCameTo(t *testing.T) {
	d, now := concluded(t)
	changed(&d, func(s *tender.State) {
		s.Status, s.Reason, s.Opened, s.Proposed, s.Awarded = tender.Cancelled, "Kein Bedarf", tender.Stamp{}, tender.Stamp{}, tender.Stamp{}
		s.Lots[1].NotAwarded = ""
	})
	f := compiled(t, d, now)
	if len(f.Requirements) != 6 || !f.Complete() {
		t.Errorf("asks for %+v", f.Requirements)
	}
	changed(&d, func(s *tender.State) { s.Reason = "" })
	if got := missing(compiled(t, d, now)); !slices.Equal(got, []string{"no-award"}) {
		t.Errorf("without a reason: missing %v", got)
	}
}

// TestWhileFurtherBidsAreSealedTheFileTellsOfTheFormerOnesOnly: those of the round that runs are nobody's business yet.
func TestWhileFurtherBidsAreSealedTheFileTellsOfTheFormerOnesOnly(t *testing.T) {
	d, now := concluded(t)
	former := len(compiled(t, d, now).Held())
	changed(&d, func(s *tender.State) {
		s.Status, s.Opened, s.Proposed, s.PricesOpened, s.Awarded = tender.Published, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}
		s.Calls = []tender.BidCall{{Round: 2}}
	})
	d.Bids = append(d.Bids, tender.RestoreBid(tender.BidState{Round: 2, Status: tender.Late, Excluded: tender.ReasonLate}))
	if held := compiled(t, d, now).Held(); former == 0 || len(held) != former {
		t.Errorf("it tells of %d bids, want the %d of the first round", len(held), former)
	}
}

// TestBeforeTheOpeningTheFileTellsOfNoBid: whoever reads it learns nothing early.
func TestBeforeTheOpeningTheFileTellsOfNoBid(t *testing.T) {
	d, now := concluded(t)
	changed(&d, func(s *tender.State) {
		s.Status, s.Opened, s.Proposed, s.PricesOpened, s.Awarded = tender.Published, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}
	})
	f := compiled(t, d, now)
	if f.Results != nil || f.Unread != nil || f.Held() != nil {
		t.Errorf("it tells %+v", f)
	}
	for _, r := range f.Requirements {
		if r.Code == "rejected" && (r.Met || r.Params["count"] != "0") {
			t.Errorf("got %+v", r)
		}
	}
}

func TestBelowTheThresholdTheFileFollowsUVgO(t *testing.T) {
	d, now := concluded(t)
	changed(&d, func(s *tender.State) { s.Ruling.Procedure = tender.OpenNational })
	for _, r := range compiled(t, d, now).Requirements {
		if r.Code == "winner" && r.Source != "UVgO § 6 Abs. 1" || r.Code == "letters" && r.Source != "UVgO § 46 Abs. 1" {
			t.Errorf("got %+v", r)
		}
	}
}
