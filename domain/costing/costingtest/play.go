// Package costingtest makes up the lives of cost pools: costs and credits, runs,
// corrections and reversals, grants that are drawn down and closed, members who come
// late, inhabitants that are counted anew, days that are closed. What it makes up is
// carried out on a model in memory, and step for step on whatever else keeps books; both
// must refuse the same and come to the same balances.
package costingtest

import (
	"fmt"

	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/money"
)

// Books is what a history is carried out on. Pools, grants and runs are named by their
// order, members by their place in the list that the books know, months by their number
// in the year of 2026. What is refused by name is a fault; any other error ends the test.
type Books interface {
	OpenPool(regime costing.Regime, mode costing.Mode, members []int) error
	Attach(pool int, cost Cost) error
	Join(pool, member int) error
	Grant(pool int, grant Grant) error
	CloseGrant(grant int) error
	// Run drafts and posts a run by two officers; with no scheme, under the pool's last.
	Run(pool, month int, scheme *Scheme) error
	// RunAll does so for all pools that have something to book.
	RunAll(month int) error
	Reverse(run int) error
	// Restate gives a member other inhabitants.
	Restate(member int, population int64) error
	// CloseDays closes all days through the end of a month.
	CloseDays(month int) error
	// Balance is what a member owes, without VAT on documents and payments.
	Balance(member int) (money.Amount, error)
}

// Cost is a cost of a month; VAT is as computed.
type Cost struct {
	Month          int
	Net            string
	Category, Rate string
}

// Grant is a decision.
type Grant struct {
	Method       costing.Method
	Amount, Rate string
	Members      []int // of an earmarked one, each with the weight of its place
}

// Scheme is a scheme with its participants by their places.
type Scheme struct {
	costing.SchemeText
	Of []int // whom the participants are, in their order
}

// Text is the scheme once the members have ids.
func (s Scheme) Text(id func(member int) string) costing.SchemeText {
	text := s.SchemeText
	text.Participants = append([]costing.ParticipantText(nil), s.Participants...)
	for i, m := range s.Of {
		text.Participants[i].MemberID = id(m)
	}
	return text
}

// Steps counts what was carried out and what was refused, by name.
type Steps map[string]int

// Play makes up a life of so many steps. After each of them the model's books add up, and
// the others refuse what it refuses and come to its balances.
func Play(t *rapid.T, model *Memory, steps int, others ...Books) Steps {
	all, counts := append([]Books{model}, others...), Steps{}
	h := history{t: t, model: model}
	for range steps {
		name, step := h.draw()
		var refused string
		for i, books := range all {
			code, err := faultOf(step(books))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if i == 0 {
				refused = code
			} else if code != refused {
				t.Fatalf("%s: refused as %q, not as %q", name, code, refused)
			}
		}
		counts[name+" "+refused]++
		if err := model.Check(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		compare(t, name, model, others)
	}
	return counts
}

func faultOf(err error) (code string, other error) {
	if f, ok := fault.Of(err); ok {
		return f.Code(), nil
	}
	return "", err
}

func compare(t *rapid.T, name string, model *Memory, others []Books) {
	for m := range model.members {
		want, err := model.Balance(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, books := range others {
			if got, err := books.Balance(m); err != nil || got.Cmp(want) != 0 {
				t.Fatalf("%s: member %d has %s instead of %s: %v", name, m, got, want, err)
			}
		}
	}
}

// history draws one step after the other.
type history struct {
	t     *rapid.T
	model *Memory
}

type step func(Books) error

// kinds weighs the kinds of steps; rapid prefers what comes first.
var kinds = []string{
	"run", "attach", "run", "reverse", "attach", "run", "join", "run", "grant", "run all", "attach", "run", "restate", "close grant", "run", "attach",
	"reverse", "run", "open", "close days", "grant", "close grant",
}

// draw makes up a step that mostly can be carried out.
func (h history) draw() (string, step) {
	kind := "open"
	if len(h.model.pools) > 0 {
		kind = rapid.SampledFrom(kinds).Draw(h.t, "step")
	}
	switch {
	case kind == "open" && len(h.model.pools) < 3:
		return kind, h.open()
	case kind == "run" && len(h.model.charged()) > 0:
		return kind, h.run()
	case kind == "run all":
		month := h.month()
		return kind, func(b Books) error { return b.RunAll(month) }
	case kind == "join":
		return kind, h.join()
	case kind == "grant":
		return kind, h.grant()
	case kind == "close grant" && len(h.model.grants) > 0:
		grant := rapid.IntRange(0, len(h.model.grants)-1).Draw(h.t, "grant")
		return kind, func(b Books) error { return b.CloseGrant(grant) }
	case kind == "close days" && h.model.closed < 10 && rapid.Bool().Draw(h.t, "closing"):
		month := rapid.IntRange(h.model.closed+1, 10).Draw(h.t, "through")
		return kind, func(b Books) error { return b.CloseDays(month) }
	case kind == "restate":
		m, population := h.member(), rapid.Int64Range(0, 300_000).Draw(h.t, "population")
		return kind, func(b Books) error { return b.Restate(m, population) }
	case kind == "reverse" && len(h.model.runs) > 0:
		run := len(h.model.runs) - 1 - rapid.IntRange(0, len(h.model.runs)-1).Draw(h.t, "run")
		return kind, func(b Books) error { return b.Reverse(run) }
	}
	return "attach", h.attach()
}

func (h history) month() int  { return rapid.IntRange(1, 10).Draw(h.t, "month") }
func (h history) pool() int   { return rapid.IntRange(0, len(h.model.pools)-1).Draw(h.t, "pool") }
func (h history) member() int { return rapid.IntRange(0, len(h.model.members)-1).Draw(h.t, "member") }

func (h history) open() step {
	regime := rapid.SampledFrom([]costing.Regime{costing.CostSheet, costing.OwnInvoices}).Draw(h.t, "regime")
	mode := rapid.SampledFrom([]costing.Mode{costing.EachRun, costing.EachRun, costing.Cumulative}).Draw(h.t, "mode")
	members := rapid.SliceOfNDistinct(rapid.IntRange(0, len(h.model.members)-1), 1, len(h.model.members), rapid.ID).Draw(h.t, "members")
	return func(b Books) error { return b.OpenPool(regime, mode, members) }
}

func (h history) attach() step {
	cents := rapid.OneOf(rapid.Int64Range(1, 300), rapid.Int64Range(-2000, 2000), rapid.Int64Range(1, 9_999_999)).Draw(h.t, "cents")
	pool, c := h.pool(), Cost{Month: h.month(), Net: money.FromCents(cents).String(), Category: "E", Rate: "0"}
	if rate := rapid.SampledFrom([]string{"0", "7", "19"}).Draw(h.t, "rate"); rate != "0" {
		c.Category, c.Rate = "S", rate
	}
	return func(b Books) error { return b.Attach(pool, c) }
}

func (h history) join() step {
	pool, m := h.pool(), h.member()
	return func(b Books) error { return b.Join(pool, m) }
}

func (h history) grant() step {
	pool, cents := h.pool(), rapid.Int64Range(1, 500_000).Draw(h.t, "granted")
	g := Grant{Amount: money.FromCents(cents).String(), Method: rapid.SampledFrom([]costing.Method{costing.OffTop, costing.Earmarked, costing.ByRate}).Draw(h.t, "method")}
	switch g.Method {
	case costing.ByRate:
		g.Rate = fmt.Sprint(rapid.IntRange(1, 100).Draw(h.t, "percent"))
	case costing.Earmarked:
		g.Members = h.model.pools[pool].sample(h.t)
	case costing.OffTop:
	}
	return func(b Books) error { return b.Grant(pool, g) }
}

func (h history) run() step {
	at := rapid.SampledFrom(h.model.charged()).Draw(h.t, "costs")
	pool, month := at[0], at[1]
	if rapid.IntRange(0, 9).Draw(h.t, "other month") == 9 {
		month = h.month()
	}
	if len(h.model.pools[pool].schemes) > 0 && rapid.Bool().Draw(h.t, "same scheme") {
		return func(b Books) error { return b.Run(pool, month, nil) }
	}
	s := h.scheme(h.model.pools[pool])
	return func(b Books) error { return b.Run(pool, month, &s) }
}

// scheme makes up a scheme for some of a pool's members.
func (h history) scheme(of *pool) Scheme {
	s := Scheme{Of: of.sample(h.t)}
	s.Parts = rapid.SampledFrom([][]costing.PartText{
		{{Key: "equal", Percent: "100"}}, {{Key: "inhabitants", Percent: "100"}}, {{Key: "fixed", Percent: "100"}},
		{{Key: "equal", Percent: "30"}, {Key: "inhabitants", Percent: "70"}}, {{Key: "equal", Percent: "12.5"}, {Key: "metered", Percent: "87.5"}},
	}).Draw(h.t, "keys")
	last := s.Parts[len(s.Parts)-1].Key
	typed := last == "fixed" || last == "metered"
	if typed {
		s.WeightSource, s.WeightAsOf = "Zählerstände", "2026-01-01"
	}
	s.Days = rapid.SampledFrom([]string{"", "", "member-days", "day-slices"}).Draw(h.t, "days")
	shape := rapid.IntRange(0, 3).Draw(h.t, "shape")
	if shape == 1 {
		s.Groups = []costing.GroupText{{Name: "Nord", Weight: weight(h.t)}, {Name: "Süd", Weight: "1"}}
		s.Rounding = rapid.SampledFrom([]string{"per-stage", "once"}).Draw(h.t, "rounding")
	}
	if shape == 2 {
		s.Base = rapid.SampledFrom([]string{"", "0.01", "3.33"}).Draw(h.t, "base")
	}
	for i := range s.Of {
		s.Participants = append(s.Participants, h.participant(s, typed, shape, i))
	}
	return s
}

func (h history) participant(s Scheme, typed bool, shape, place int) costing.ParticipantText {
	var p costing.ParticipantText
	if typed {
		p.Weight = weight(h.t)
	}
	if s.Days != "" && rapid.IntRange(0, 2).Draw(h.t, "part") == 0 {
		p.From = fmt.Sprintf("2026-%02d-%02d", h.month(), rapid.IntRange(1, 28).Draw(h.t, "from"))
	}
	switch shape {
	case 1:
		p.Group = s.Groups[place%2].Name
	case 2:
		p.Floor = rapid.SampledFrom([]string{"", "", "5.00"}).Draw(h.t, "floor")
		p.Cap = rapid.SampledFrom([]string{"", "", "20.00", "9000.00"}).Draw(h.t, "cap")
	}
	return p
}

func weight(t *rapid.T) string {
	return rapid.SampledFrom([]string{"0", "1", "1", "2", "3.5", "248667"}).Draw(t, "weight")
}
