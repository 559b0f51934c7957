package costing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// fatal is what both testing and rapid offer.
type fatal interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

var (
	now    = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	fay    = id.New[member.Person]()
	finn   = id.New[member.Person]()
	exempt = vat.MustTax(vat.Exempt, "0")
	full   = vat.MustTax(vat.Standard, "19")
	less   = vat.MustTax(vat.Standard, "7")
)

// Four members: a city, a town, a village and an IT provider, which has no inhabitants.
var (
	city     = member.ID("00000000-0000-7000-8000-00000000000a")
	town     = member.ID("00000000-0000-7000-8000-00000000000b")
	village  = member.ID("00000000-0000-7000-8000-00000000000c")
	provider = member.ID("00000000-0000-7000-8000-00000000000d")
)

func sharers() []costing.Sharer {
	return []costing.Sharer{
		{Member: city, Name: "Stadt", TieKey: "031010000000", Population: 100_000, PopulationYear: 2024, Ordered: decimal.NewFromInt(60), CalledOff: money.MustAmount("0.10")},
		{Member: town, Name: "Ort", TieKey: "033510006006", Population: 50_001, Ordered: decimal.NewFromInt(40), CalledOff: money.MustAmount("0.20")},
		{Member: village, Name: "Dorf", TieKey: "033510006007", Population: 999, PopulationYear: 2024},
		{Member: provider, Name: "Rechenzentrum", TieKey: provider.String()},
	}
}

func days(from, to string) period.Span {
	first, err := period.ParseDay(from)
	if err != nil {
		panic(err)
	}
	last, err := period.ParseDay(to)
	if err != nil {
		panic(err)
	}
	return period.Span{From: first, To: last}
}

var october = days("2026-10-01", "2026-10-31")

// collecting is a service among the city, the town and the village.
func collecting() costing.Collecting {
	return costing.Collecting{
		Number: "KP-2026-0001", Title: "Gemeinsamer Dienst", Kind: costing.SharedService, By: fay, Members: []member.ID{village, city, town},
	}
}

func newPool(t fatal, change func(*costing.Collecting)) *costing.Pool {
	t.Helper()
	c := collecting()
	if change != nil {
		change(&c)
	}
	p, err := costing.NewPool(c, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// scheme reads "inhabitants", or a whole scheme.
func scheme(t fatal, text costing.SchemeText) costing.Scheme {
	t.Helper()
	s, err := costing.ParseScheme(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func by(key costing.Key) costing.SchemeText {
	return costing.SchemeText{Parts: []costing.PartText{{Key: string(key), Percent: "100"}}}
}

// mixed is 30 % equal, 70 % by inhabitants.
func mixed() costing.SchemeText {
	return costing.SchemeText{Parts: []costing.PartText{{"equal", "30"}, {"inhabitants", "70"}}}
}

func basis() costing.Basis {
	return costing.Basis{
		Day: period.DayOf(now), Round: "BR-2026-0001", FrozenOn: period.Date(2026, 11, 2), SnapshotHash: "ab12",
		Units: []quantity.Unit{quantity.Piece}, Frameworks: []string{"RV-2026-0001", "RV-2026-0002"}, Sharers: sharers()[:3],
	}
}

// given is a pool with costs in October, of which nothing was posted.
func given(t fatal, nets ...string) costing.Given {
	t.Helper()
	g := costing.Given{Pool: newPool(t, nil), Days: october, Basis: basis(), Turn: 1}
	for _, net := range nets {
		attach(t, &g, costing.Attaching{Net: money.MustAmount(net), Tax: exempt})
	}
	return g
}

// attach adds a cost to what is given.
func attach(t fatal, g *costing.Given, a costing.Attaching) costing.Cost {
	t.Helper()
	if a.Text == "" {
		a.Text = "Rechnung"
	}
	if a.Source == "" {
		a.Source = costing.Typed
	}
	if a.Days == (period.Span{}) {
		a.Days = g.Days
	}
	a.By = fay
	c, posting, err := g.Pool.Attach(a, g.Books, now)
	if err != nil {
		t.Fatal(err)
	}
	if !costing.Balance(posting.Lines).IsZero() {
		t.Fatalf("the lines of a cost sum to %s", costing.Balance(posting.Lines))
	}
	g.Costs = append(g.Costs, c)
	return c
}

func share(t fatal, g costing.Given, s costing.Scheme) costing.Split {
	t.Helper()
	shared, err := g.Share(s)
	if err != nil {
		t.Fatal(err)
	}
	return shared
}

// figures picks one amount of every share: "6666.67 3333.33 0.00".
func figures(s costing.Split, pick func(costing.Share) money.Amount) string {
	texts := make([]string, len(s.Shares))
	for i, share := range s.Shares {
		texts[i] = pick(share).String()
	}
	return strings.Join(texts, " ")
}

func amounts(s costing.Split) string {
	return figures(s, func(s costing.Share) money.Amount { return s.Amount })
}

func granted(s costing.Split) string {
	return figures(s, func(s costing.Share) money.Amount { return s.Granted })
}

func booked(s costing.Split) string {
	return figures(s, func(s costing.Share) money.Amount { return s.Booked })
}

func vats(s costing.Split) string {
	return figures(s, func(s costing.Share) money.Amount { return s.Vat })
}

// post drafts and posts a run, and returns what is given for the next one.
func post(t fatal, g costing.Given, s costing.Scheme) (*costing.Allocation, costing.Given) {
	t.Helper()
	a, err := g.Draft(s, 1, fay, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Post(standing(g, a), finn, now); err != nil {
		t.Fatal(err)
	}
	return a, after(g, a)
}

// standing is where the books stand for a draft that is not outdated.
func standing(g costing.Given, a *costing.Allocation) costing.Standing {
	state := g.Pool.State()
	books := costing.Standing{PoolNumber: state.Number, PoolTitle: state.Title, Closed: g.Books.Closed, Turn: g.Turn, Run: a.State().Replaces, Earlier: a.State().After, Later: g.Later}
	for _, d := range g.Grants {
		left := costing.GrantLeft{Grant: d.ID, Ended: d.Status == costing.GrantClosed, Left: d.Amount.Sub(d.Here).Sub(d.Elsewhere)}
		books.Grants = append(books.Grants, left)
	}
	return books
}

// after is what is given for the same days once a run of them was posted.
func after(g costing.Given, a *costing.Allocation) costing.Given {
	g.Standing, g.Turn = past(a), g.Turn+1
	g.Books.Periods = []costing.Charged{{Days: g.Days, Stands: true}}
	g.Grants = append([]costing.GrantDrawn(nil), g.Grants...)
	for i := range g.Grants {
		for _, taken := range a.State().Grants {
			if taken.Grant == g.Grants[i].ID {
				g.Grants[i].Here = taken.Amount
			}
		}
	}
	return g
}

// past is an allocation as the next run sees it.
func past(a *costing.Allocation) *costing.Past {
	s := a.State()
	p := &costing.Past{ID: s.ID, Days: s.Days, InputHash: s.InputHash, RuleVersion: s.RuleVersion}
	for _, share := range s.Shares {
		running := money.FromCents(share.Units.IntPart())
		p.Shares = append(p.Shares, costing.PastShare{
			Member: share.Member, Name: share.Name, TieKey: share.Key, Bears: share.Bears(), Quota: share.Quota, Running: running,
		})
	}
	return p
}

// grant is a decision of 100.00 for the pool.
func grant(t fatal, p *costing.Pool, d costing.Deciding) costing.GrantDrawn {
	t.Helper()
	if d.Funder == "" {
		d.Funder, d.Reference = "Land", "Z-1"
	}
	if d.Amount.IsZero() {
		d.Amount = money.MustAmount("100.00")
	}
	d.By = fay
	g, err := p.Grant(d, now)
	if err != nil {
		t.Fatal(err)
	}
	return costing.GrantDrawn{GrantState: g.State()}
}

func wantText(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %s, want %s", what, got, want)
	}
}

func lines(all []costing.Line) string {
	texts := make([]string, len(all))
	for i, l := range all {
		texts[i] = fmt.Sprintf("%s %s", l.Account, l.Amount)
	}
	return strings.Join(texts, ", ")
}
