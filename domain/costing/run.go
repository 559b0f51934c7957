package costing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// The order of computing, RunVersion 2:
//
//  1. The costs of the days are summed up: Total net, and by category and rate. A total
//     of 0.00 gives everybody 0.00, whatever the scheme says of bounds and base amounts.
//  2. Participants are weighed (weighing.go): what the keys say, times the days where
//     they count, mixed by the percentages; in groups, within each group.
//  3. Grants off the top and by rate are taken from Total, the oldest first; a rate is
//     one of Total, rounded down. What they take is split by the weights alone.
//  4. What is left is divided (dividing.go): base amounts, then within bounds, in
//     groups, or as the difference of running totals. A member's Amount is this and its
//     part of what was taken off.
//  5. Earmarked grants are given by their own weights to what is left of the amounts,
//     nobody below zero, the oldest grant first.
//  6. Of several rates, the amounts are laid out by rate, and with cost sheets the VAT
//     of each rate is split by these (taxing.go). Grants take nothing off the VAT.
//  7. What stands of earlier runs for the days is subtracted. Who shares no more bears
//     0.00 and gets back what it bore.

// inputs are all that the shares of a run follow from.
type inputs struct {
	pool    PoolID
	regime  Regime
	mode    Mode
	days    period.Span
	scheme  Scheme
	costs   []CostID
	taxes   []TaxRow
	grants  []GrantTaken // Limit says what each could give
	sharers []sharing    // in the order of the shares
}

// sharing is a member of a run.
type sharing struct {
	member      member.ID
	name        string
	key         string // decides ties
	in          bool   // takes part; else it is there for what stands, or was carried
	participant Participant
	weights     []decimal.Decimal // by the parts of the scheme, before days
	sources     []source
	asOf        period.Day // of the weights together
	before      money.Amount
	quota       split.Ratio // carried
	carried     money.Amount
}

// source is where a weight comes from and of which day it is.
type source struct {
	text string
	day  period.Day
}

// Share splits the costs of the days under a scheme and changes nothing. It fails with
// ErrPeriodEmpty, period.ErrReversed, ErrSchemeMissing, ErrNothingToShare, ErrTooLarge,
// ErrCostStraddles, ErrPeriodOverlaps, ErrNotLatestPeriod, ErrPeriodClosed,
// ErrCombination, ErrMemberOutside, ErrNoParticipants, ErrNoSource, ErrUnitsMixed, and
// with the faults of split about weights, days and bounds.
func (g Given) Share(scheme Scheme) (Split, error) {
	if err := g.check(scheme); err != nil {
		return Split{}, err
	}
	in, err := g.inputs(scheme)
	if err != nil {
		return Split{}, err
	}
	return in.run()
}

// Draft keeps a split for another person to post; number is the scheme's. It fails
// with the faults of Share, and with ErrNothingToPost where a run with the same inputs
// and rule stands.
func (g Given) Draft(scheme Scheme, number int, by member.PersonID, now time.Time) (*Allocation, error) {
	shared, err := g.Share(scheme)
	if err != nil {
		return nil, err
	}
	if s := g.Standing; s != nil && s.InputHash == shared.InputHash && s.RuleVersion == shared.RuleVersion {
		return nil, ErrNothingToPost
	}
	state := AllocationState{
		ID: id.New[Allocation](), Version: 1, Pool: g.Pool.s.ID, SchemeNumber: number, Kind: g.Kind(), Turn: g.Turn, Days: g.Days,
		Status: Draft, Split: shared, CreatedBy: by, CreatedAt: now,
	}
	if g.Standing != nil {
		state.Replaces = g.Standing.ID
	}
	if g.Earlier != nil && shared.Mode == Cumulative {
		state.After = g.Earlier.ID
	}
	return &Allocation{state}, nil
}

// Numbered is the scheme to use and its number: the one given, as the pool's next where
// it differs from the last, or the last. It fails with ErrSchemeMissing.
func (g Given) Numbered(given Scheme) (scheme Scheme, number int, err error) {
	switch {
	case given.IsZero() && g.Scheme.IsZero():
		return Scheme{}, 0, ErrSchemeMissing
	case given.IsZero(), !g.Scheme.IsZero() && given.Hash() == g.Scheme.Hash():
		return g.Scheme, g.SchemeNumber, nil
	default:
		return given, g.SchemeNumber + 1, nil
	}
}

// Kind is what a run for the days would be.
func (g Given) Kind() RunKind {
	if slices.ContainsFunc(g.Books.Periods, func(c Charged) bool { return c.Days == g.Days }) {
		return Correction
	}
	return Charge
}

// check holds the days against the books, and the scheme against the pool.
func (g Given) check(scheme Scheme) error {
	if err := checkDays(g.Days); err != nil {
		return err
	}
	if scheme.IsZero() {
		return ErrSchemeMissing
	}
	for _, c := range g.Books.Periods {
		if c.Stands && c.Days != g.Days && overlap(c.Days, g.Days) {
			return ErrPeriodOverlaps.With("from", c.Days.From.String()).With("to", c.Days.To.String())
		}
	}
	if g.Kind() == Charge && !g.Days.To.After(g.Books.Closed) {
		return ErrPeriodClosed.With("through", g.Books.Closed.String()).At("to")
	}
	if g.Pool.s.Mode == Cumulative && g.Later {
		return ErrNotLatestPeriod
	}
	if len(g.Costs) == 0 {
		return ErrNothingToShare.At("from")
	}
	for _, c := range g.Costs {
		if !within(c.Days, g.Days) {
			return ErrCostStraddles.With("text", c.Text)
		}
	}
	for i, p := range scheme.s.participants {
		if !g.Pool.has(p.Member) {
			return ErrMemberOutside.At("scheme.participants." + strconv.Itoa(i) + ".memberId")
		}
	}
	for i, p := range scheme.s.parts {
		if err := g.Basis.supports(p.Key); err != nil {
			return fault.At(err, "scheme.parts."+strconv.Itoa(i)+".key")
		}
	}
	return fault.At(scheme.s.fitsMode(g.Pool.s.Mode), "scheme")
}

// inputs takes the snapshot.
func (g Given) inputs(scheme Scheme) (inputs, error) {
	in := inputs{pool: g.Pool.s.ID, regime: g.Pool.s.Regime, mode: g.Pool.s.Mode, days: g.Days, scheme: scheme}
	for _, c := range g.Costs {
		in.costs = append(in.costs, c.ID)
	}
	slices.Sort(in.costs)
	in.taxes = taxRows(g.Costs)
	for _, d := range g.Grants {
		in.grants = append(in.grants, GrantTaken{
			Grant: d.ID, Funder: d.Funder.ID, Method: d.Method, Rate: d.Rate, Limit: d.limit(), Before: d.Here, Closed: d.Status == GrantClosed, Members: d.Members,
		})
	}
	in.sharers = g.participating(scheme)
	if !slices.ContainsFunc(in.sharers, func(s sharing) bool { return s.in }) {
		return inputs{}, ErrNoParticipants
	}
	in.carry(g.Standing, g.Earlier)
	return in, nil
}

// participating are the sharers of the basis that the scheme names, in its order, with
// their weights.
func (g Given) participating(scheme Scheme) []sharing {
	named := make(map[member.ID]Participant, len(scheme.s.participants))
	for _, p := range scheme.s.participants {
		named[p.Member] = p
	}
	sharers := make([]sharing, 0, len(g.Basis.Sharers))
	for _, s := range g.Basis.Sharers {
		p, isNamed := named[s.Member]
		if len(named) > 0 && !isNamed || scheme.s.days != NoDays && !overlap(p.over(g.Days), g.Days) {
			continue
		}
		sharer := sharing{member: s.Member, name: s.Name, key: s.TieKey, in: true, participant: p, asOf: g.Basis.Day}
		for _, part := range scheme.s.parts {
			text, day := g.Basis.source(part.Key, s, scheme)
			sharer.weights = append(sharer.weights, s.weigh(part.Key, p))
			sharer.sources = append(sharer.sources, source{text, day})
		}
		sharers = append(sharers, sharer)
	}
	return sharers
}

// over are the days from first to last of participation, those of the run where one is open.
func (p Participant) over(days period.Span) period.Span {
	if !p.From.IsZero() {
		days.From = p.From
	}
	if !p.To.IsZero() {
		days.To = p.To
	}
	return days
}

// carry notes what stands, and in the cumulative mode what was carried on, also of
// members who share no more: these come last, by their keys.
func (in *inputs) carry(standing, earlier *Past) {
	at := make(map[member.ID]int, len(in.sharers))
	for i, s := range in.sharers {
		at[s.member] = i
	}
	known := len(in.sharers)
	sharer := func(p PastShare) *sharing {
		i, present := at[p.Member]
		if !present {
			i = len(in.sharers)
			at[p.Member] = i
			in.sharers = append(in.sharers, sharing{member: p.Member, name: p.Name, key: p.TieKey})
		}
		return &in.sharers[i]
	}
	if standing != nil {
		for _, p := range standing.Shares {
			if !p.Bears.IsZero() {
				sharer(p).before = p.Bears
			}
		}
	}
	if earlier != nil && in.mode == Cumulative {
		for _, p := range earlier.Shares {
			if s := sharer(p); true {
				s.quota, s.carried = p.Quota, p.Running
			}
		}
	}
	slices.SortFunc(in.sharers[known:], func(a, b sharing) int { return strings.Compare(a.key, b.key) })
}

// run computes the shares.
func (in inputs) run() (Split, error) {
	s := Split{
		Scheme: in.scheme, Regime: in.regime, Mode: in.mode, Costs: in.costs, Taxes: in.taxes,
		Rule: in.scheme.s.rule(in.mode), RuleVersion: RunVersion,
	}
	supplierVAT := money.Zero
	for _, row := range in.taxes {
		s.Total, supplierVAT = s.Total.Add(row.Net), supplierVAT.Add(row.Vat)
	}
	if in.regime == CostSheet {
		s.Vat = supplierVAT
	}
	if err := checkSize(s.Total, supplierVAT, s.Total.Add(supplierVAT)); err != nil {
		return Split{}, err
	}
	w, err := in.weigh()
	if err != nil {
		return Split{}, fault.Under(err, "scheme")
	}
	s.Shares = in.shares(w)
	offTop, err := in.takeOffTop(&s)
	if err != nil {
		return Split{}, err
	}
	for _, step := range []func() error{
		func() error { return in.divide(&s, w, s.Total.Sub(offTop)) },
		func() error { return in.giveOffTop(&s, w, offTop) },
		func() error { return in.giveEarmarked(&s) },
		func() error { return in.layOut(&s, w) },
		func() error { return in.shareVAT(&s, w) },
	} {
		if err := step(); err != nil {
			return Split{}, fault.Under(err, "scheme")
		}
	}
	in.book(&s)
	s.InputHash = in.hash(s.Grants)
	return s, nil
}

// shares begins every share with what is known before anything is split.
func (in inputs) shares(w weighed) []Share {
	shares := make([]Share, len(in.sharers))
	for i, sharer := range in.sharers {
		shares[i] = Share{
			Member: sharer.member, Name: sharer.name, Source: NoSource, AsOf: in.days.To, Before: sharer.before,
			Share: split.Share{Key: sharer.key},
		}
		if !sharer.in {
			continue
		}
		share := &shares[i]
		share.Weight, share.Parts, share.Days, share.Group = w.weights[i], w.parts[i], w.days[i], sharer.participant.Group
		share.Source, share.AsOf = MixSource, sharer.asOf
		if len(sharer.sources) == 1 {
			share.Source, share.AsOf = sharer.sources[0].text, sharer.sources[0].day
		}
	}
	return shares
}

// The sources that stand for no single one.
const (
	MixSource = "mix"  // several keys, which the parts name
	NoSource  = "none" // the member shares no more
)

// book subtracts what stands, and leaves out grants that neither give nor gave anything.
func (in inputs) book(s *Split) {
	for i := range s.Shares {
		share := &s.Shares[i]
		share.Booked = share.Bears().Sub(share.Before)
		s.Booked = s.Booked.Add(share.Booked)
		if !share.Booked.IsZero() {
			s.Changed++
		}
	}
	s.Grants = slices.DeleteFunc(s.Grants, func(g GrantTaken) bool { return g.Amount.IsZero() && g.Before.IsZero() })
	for _, g := range s.Grants {
		s.Granted = s.Granted.Add(g.Amount)
	}
}
