package capacity

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of looking for room.
var (
	// ErrDays: a phase lasts 1 to 3660 days.
	ErrDays = fault.New(fault.Invalid, "capacity.days-invalid", fault.Rule("G-CAP"), fault.Field("phases"))
	// ErrPlan: less would be there than nothing, or than is reserved.
	ErrPlan = fault.New(fault.Invalid, "capacity.plan-invalid", fault.Rule("G-CAP"), fault.Field("plans"))
)

const mostDays = 3660

// Wish is what somebody looks for in any pool that has it: phases one after the other.
type Wish struct {
	NotBefore period.Day
	Phases    []WishPhase
}

// WishPhase is so many days with so much of each kind.
type WishPhase struct {
	Days   int
	Claims []WishClaim
}

// WishClaim is so much of a kind.
type WishClaim struct {
	Kind   Kind
	Tier   string
	Amount quantity.Quantity
}

// Plan is a what-if: so much more of a resource from a day on, or less; or so much of a kind that the pool has not yet.
type Plan struct {
	Resource ResourceID
	Pool     PoolID // with Kind and Tier, where there is no resource
	Kind     Kind
	Tier     string
	From     period.Day
	By       decimal.Decimal
}

// Fit is where a wish finds room first.
type Fit struct {
	From, To period.Day
	Phases   []Phase
	Begins   []period.Span // the days on which it can begin, at most mostBegins stretches of them
}

// mostBegins are as many as one chooses among.
const mostBegins = 3

// Check fails with ErrPhases, ErrDays, ErrClaims, ErrKind, ErrTier, ErrAmount, ErrPast or ErrTooFar.
func (w Wish) Check(today period.Day) error {
	if len(w.Phases) == 0 || len(w.Phases) > mostPhases {
		return ErrPhases
	}
	if err := plannable(w.NotBefore, today); err != nil {
		return fault.At(err, "notBefore")
	}
	days := 0
	for i, phase := range w.Phases {
		place := "phases." + strconv.Itoa(i)
		if days += phase.Days; phase.Days < 1 || days > mostDays {
			return ErrDays.At(place + ".days")
		}
		if len(phase.Claims) == 0 || len(phase.Claims) > mostResources {
			return ErrClaims.At(place + ".claims")
		}
		type named struct {
			kind Kind
			tier string
		}
		seen := map[named]bool{}
		for j, c := range phase.Claims {
			there := place + ".claims." + strconv.Itoa(j)
			if err := c.Kind.Check(c.Tier); err != nil {
				return fault.Under(err, there)
			}
			switch {
			case seen[named{c.Kind, c.Tier}]:
				return ErrClaims.At(there + ".kind")
			case c.Amount.IsZero() || c.Kind.Whole() && !c.Amount.Decimal().IsInteger():
				return ErrAmount.At(there + ".amount")
			}
			seen[named{c.Kind, c.Tier}] = true
		}
	}
	return nil
}

// Planned are pools as they would be after the plans, each of which concerns one of them; it
// fails with ErrNoResource, ErrKind, ErrTier or ErrPlan.
func Planned(pools []PoolState, plans []Plan) ([]PoolState, error) {
	planned := slices.Clone(pools)
	for i, plan := range plans {
		place := "plans." + strconv.Itoa(i)
		of := slices.IndexFunc(planned, plan.concerns)
		if of < 0 {
			return nil, ErrNoResource.At(place + ".resourceId")
		}
		with := planned[of]
		if plan.Resource.IsZero() {
			var err error
			if with, plan.Resource, err = with.with(plan.Kind, plan.Tier); err != nil {
				return nil, fault.Under(err, place)
			}
		}
		after, err := with.planned(plan)
		if err != nil {
			return nil, ErrPlan.At(place + ".by")
		}
		planned[of] = after
	}
	return planned, nil
}

// concerns reports whether a plan is of a pool: of the one that has its resource, or where it has none, of the one that it names.
func (p Plan) concerns(s PoolState) bool {
	if p.Resource.IsZero() {
		return s.ID == p.Pool
	}
	_, there := s.Resource(p.Resource)
	return there
}

// with is a pool that has a kind, of which there may be nothing yet.
func (s PoolState) with(k Kind, tier string) (PoolState, ResourceID, error) {
	if err := k.Check(tier); err != nil {
		return s, "", err
	}
	if r, there := s.OfKind(k, tier); there {
		return s, r.ID, nil
	}
	r := Resource{ID: id.New[Resource](), Kind: k, Tier: tier}
	s.Resources = append(slices.Clone(s.Resources), r)
	return s, r.ID, nil
}

func (s PoolState) planned(plan Plan) (PoolState, error) {
	s.Resources = slices.Clone(s.Resources)
	at := slices.IndexFunc(s.Resources, func(r Resource) bool { return r.ID == plan.Resource })
	levels, err := shifted(s.Resources[at], plan)
	s.Resources[at].Levels = levels
	return s, err
}

func shifted(r Resource, plan Plan) ([]Level, error) {
	var levels []Level
	begun := r.Level(plan.From)
	begun.From = plan.From
	for _, l := range r.Levels {
		if l.From.Before(plan.From) {
			levels = append(levels, l)
		}
	}
	later := slices.DeleteFunc(slices.Clone(r.Levels), func(l Level) bool { return !l.From.After(plan.From) })
	for _, l := range append([]Level{begun}, later...) {
		var err error
		if l.Amount, err = quantity.FromDecimal(l.Amount.Decimal().Add(plan.By)); err != nil {
			return nil, err
		}
		if err := l.check(r.Kind); err != nil {
			return nil, err
		}
		levels = append(levels, l)
	}
	return levels, nil
}

// EarliestFit is the first day on which all of the wish finds room, and what it would hold;
// false where the pool has not the kinds, or not so much at all within 10 years.
func (s PoolState) EarliestFit(w Wish, today period.Day) (Fit, bool) {
	ahead := s.ahead()
	var barred []run // days on which it cannot begin
	var found []Phase
	offset := 0
	for _, phase := range w.Phases {
		made := Phase{}
		for _, c := range phase.Claims {
			r, there := s.OfKind(c.Kind, c.Tier)
			if !there {
				return Fit{}, false
			}
			for _, short := range ahead.Free(r).below(thousandths(c.Amount), numberOf(w.NotBefore)) {
				barred = append(barred, run{short.from - offset - phase.Days + 1, min(short.to, forever) - offset})
			}
			made.Claims = append(made.Claims, Claim{r.ID, c.Amount})
		}
		found = append(found, made)
		offset += phase.Days
	}
	begins := outside(barred, numberOf(w.NotBefore), numberOf(today.AddMonths(horizonMonths))-offset+1)
	if len(begins) == 0 {
		return Fit{}, false
	}
	start := numberOf(begins[0].From)
	fit := Fit{From: dayOf(start), To: dayOf(start + offset - 1), Phases: found, Begins: begins}
	for i, phase := range w.Phases {
		fit.Phases[i].Days = period.Span{From: dayOf(start), To: dayOf(start + phase.Days - 1)}
		start += phase.Days
	}
	return fit, true
}

// Earliest is the first day on which phases that follow each other would find room, instead of the one that they begin on;
// false where there is none, or where there are gaps between them.
func (s PoolState) Earliest(phases []Phase, today period.Day) (period.Day, bool) {
	w := Wish{NotBefore: phases[0].Days.From}
	for i, phase := range phases {
		if i > 0 && phase.Days.From != phases[i-1].Days.To.Add(1) {
			return period.Day{}, false
		}
		wished := WishPhase{Days: phase.Days.Days()}
		for _, c := range phase.Claims {
			r, _ := s.Resource(c.Resource)
			wished.Claims = append(wished.Claims, WishClaim{r.Kind, r.Tier, c.Amount})
		}
		w.Phases = append(w.Phases, wished)
	}
	fit, found := s.EarliestFit(w, today)
	return fit.From, found
}

// outside are the days through the last that lie in none of the runs, as the first stretches of them.
func outside(runs []run, day, last int) (stretches []period.Span) {
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	for _, r := range append(runs, run{last + 1, forever}) {
		if until := min(r.from-1, last); day <= until {
			stretches = append(stretches, period.Span{From: dayOf(day), To: dayOf(until)})
		}
		if day = max(day, r.to+1); len(stretches) == mostBegins || day > last {
			break
		}
	}
	return stretches
}

// Week is what a resource is like in the seven days from a Monday on.
type Week struct {
	From           period.Day
	Usable, Booked decimal.Decimal // on the day with the least left
	Percent        int             // of what is usable, rounded up; 100 where nothing is
}

// Weeks shows a resource week by week, from the Monday of a day on.
func (s PoolState) Weeks(r Resource, from period.Day, weeks int) []Week {
	free, usable := s.Free(r), r.Usable()
	monday := numberOf(from) - (numberOf(from)+3)%7 // 1970 began on a Thursday
	shown := make([]Week, weeks)
	for i := range shown {
		start := monday + 7*i
		_, tightest := free.extreme(start, start+6, func(is, than int64) bool { return is < than })
		there := usable.at(tightest)
		taken := there - free.at(tightest)
		shown[i] = Week{dayOf(start), inUnits(there), inUnits(taken), percent(taken, there)}
	}
	return shown
}

// Percent is how much of what is usable is taken on a day.
func (s PoolState) Percent(r Resource, d period.Day) int {
	return percent(s.Booked[r.ID].at(numberOf(d)), r.Usable().at(numberOf(d)))
}

// Turns are the days from one on, it included, on which something changes of what is usable or booked.
func (s PoolState) Turns(r Resource, since period.Day) []period.Day {
	days := []int{numberOf(since)}
	for _, c := range []Course{r.Usable(), s.Booked[r.ID]} {
		for _, one := range c.steps {
			if one.day > days[0] {
				days = append(days, one.day)
			}
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	turns := make([]period.Day, len(days))
	for i, day := range days {
		turns[i] = dayOf(day)
	}
	return turns
}

// percent rounds up, so that 100 is full and 1 is not nothing.
func percent(taken, there int64) int {
	if there <= 0 {
		return 100
	}
	return int((taken*100 + there - 1) / there)
}

// Outlook says how long a resource lasts.
type Outlook struct {
	FullOn   period.Day      // the first day on which nothing is free of what is reserved today, or none
	PerMonth decimal.Decimal // by how much the bookings grew in 30 days, over the last 180, to a tenth
	RunsOut  period.Day      // when nothing is left if they go on growing like that, or none within 10 years
}

const (
	lookBack  = 180
	monthDays = 30
)

// RunsShort is the day on which a resource that is there today runs out, as Outlook says, or none.
func (s PoolState) RunsShort(r Resource, today period.Day) period.Day {
	if r.Usable().at(numberOf(today)) <= 0 {
		return period.Day{} // not there yet, or no more
	}
	return s.Outlook(r, today).RunsOut
}

// Outlook draws the growth of the last 180 days further: on each day to come as much is taken as
// is booked for today and has been added by then, or what is booked for that day if that is more.
func (s PoolState) Outlook(r Resource, today period.Day) Outlook {
	now, end := numberOf(today), numberOf(today.AddMonths(horizonMonths))
	usable, booked := r.Usable(), s.Booked[r.ID]
	grown := booked.at(now) - booked.at(now-lookBack)
	found := Outlook{PerMonth: inUnits(grown).Mul(decimal.New(monthDays, 0)).DivRound(decimal.New(lookBack, 0), 1)}
	for day := now; day <= end && (found.FullOn.IsZero() || found.RunsOut.IsZero()); day++ {
		there, taken := usable.at(day), booked.at(day)
		if found.FullOn.IsZero() && taken >= there {
			found.FullOn = dayOf(day)
		}
		drawn := booked.at(now) + max(grown, 0)*int64(day-now)/lookBack
		if found.RunsOut.IsZero() && max(taken, drawn) >= there {
			found.RunsOut = dayOf(day)
		}
	}
	return found
}
