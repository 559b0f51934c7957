package split

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// Names of the ways to allocate the cost of services; which one was used stands on the sheet.
const (
	ServicesDirect     = "direct"
	ServicesStepDown   = "step-down"
	ServicesReciprocal = "reciprocal"
)

// Faults of services that use one another.
var (
	// ErrServicesSingular: the cost of "service" reaches nobody who bears it in the end.
	ErrServicesSingular = fault.New(fault.Invalid, "split.services-singular")
	// ErrUseOverOne: more than all of "service" is used.
	ErrUseOverOne = fault.New(fault.Invalid, "split.use-over-one")
	// ErrUseUnknown: "service" is said to be used by "to", who is neither a service nor bears costs in the end.
	ErrUseUnknown = fault.New(fault.Invalid, "split.use-unknown")
	// ErrOrderIncomplete: "service" is missing in the order in which services are closed.
	ErrOrderIncomplete = fault.New(fault.Invalid, "split.order-incomplete")
)

// Service is a department whose cost others bear, by the part of it that they use.
type Service struct {
	Name string
	Own  decimal.Decimal // its own cost, in minor units
	Use  []Use
}

// Use is the part of a service, from 0 to 1, that goes to another service or to
// somebody who bears the cost in the end. The parts may sum to less than one: what
// nobody is said to use the service uses itself, so that its whole cost is passed on
// in proportion to the other parts.
type Use struct {
	To   string
	Part decimal.Decimal
}

// ServiceCosts is where the cost of services ends, exactly.
type ServiceCosts struct {
	Rule       string
	Total      decimal.Decimal // of the services' own costs; the exact production quotas sum to it
	Services   []Quota         // what each service came to: its own cost and what it took over, if anything
	Production []Quota         // who bears it in the end, in the order given
}

// Rounded rounds the production quotas, once, to units that sum to the total.
func (c ServiceCosts) Rounded() (QuotaResult, error) { return Quotas(c.Total, c.Production) }

// Direct passes every service's own cost on to production alone, by the parts that
// production uses; services bear nothing of one another.
//
// All three ways fail with ErrServicesSingular, ErrUseOverOne and ErrUseUnknown,
// ErrNegativeWeight for a part below zero, ErrNoPositiveWeight without production,
// ErrKeyMissing, ErrDuplicateKey (also for a service that is production, and for
// one who uses the same service twice), ErrFinerThanMinorUnit and ErrOutOfRange.
func Direct(services []Service, production []string) (ServiceCosts, error) {
	n, err := readNetwork(services, production)
	if err != nil {
		return ServiceCosts{}, err
	}
	passed := n.own()
	costs := slices.Clone(passed)
	for s := range services {
		if err := n.passOn(costs, s, n.isProduction); err != nil {
			return ServiceCosts{}, err
		}
	}
	return n.costs(ServicesDirect, passed, costs), nil
}

// StepDown closes the services one after the other: each passes what it cost, and
// what it took over until then, on to production and to those still open; once
// closed it gets nothing more. The order decides and is part of the rule; ByOwnCost
// is the usual one. Besides Direct's faults it fails with ErrOrderIncomplete, with
// ErrUseUnknown for a name in the order that is no service, and with ErrDuplicateKey
// for one that comes twice.
func StepDown(services []Service, production, order []string) (ServiceCosts, error) {
	n, err := readNetwork(services, production)
	if err != nil {
		return ServiceCosts{}, err
	}
	closing, err := n.places(order)
	if err != nil {
		return ServiceCosts{}, err
	}
	costs := n.own()
	passed := make([]Ratio, len(n.parts))
	closed := make([]bool, len(n.names))
	for _, s := range closing {
		closed[s] = true
		passed[s] = costs[s]
		if err := n.passOn(costs, s, func(to int) bool { return !closed[to] }); err != nil {
			return ServiceCosts{}, err
		}
	}
	return n.costs(ServicesStepDown, passed, costs), nil
}

// ByOwnCost is the usual order of StepDown: the service with the highest own cost
// first, of equal ones the smaller name.
func ByOwnCost(services []Service) []string {
	sorted := slices.Clone(services)
	slices.SortFunc(sorted, func(a, b Service) int {
		return cmp.Or(b.Own.Cmp(a.Own), compareKeys(a.Name, b.Name))
	})
	names := make([]string, len(sorted))
	for i, s := range sorted {
		names[i] = s.Name
	}
	return names
}

// Reciprocal lets services bear what they use of one another, all at once: of a
// service's total x, which is its own cost and what it takes over, everybody takes
// over the part used, the service itself too. The equations are solved exactly; they have no solution, and
// ErrServicesSingular is the fault, when some services only use one another.
func Reciprocal(services []Service, production []string) (ServiceCosts, error) {
	n, err := readNetwork(services, production)
	if err != nil {
		return ServiceCosts{}, err
	}
	passed, err := n.solve()
	if err != nil {
		return ServiceCosts{}, err
	}
	costs := make([]Ratio, len(n.names))
	for s, total := range passed {
		for to, part := range n.parts[s] {
			if n.isProduction(to) && !part.IsZero() {
				costs[to] = costs[to].Add(part.Mul(total))
			}
		}
	}
	return n.costs(ServicesReciprocal, passed, costs), nil
}

// network is the services with their uses as a table, checked: services come first
// among the names, then production.
type network struct {
	names []string
	place map[string]int
	total decimal.Decimal
	first []Ratio   // the services' own costs
	parts [][]Ratio // of a service, by who uses it; what it uses itself is left out
}

func readNetwork(services []Service, production []string) (*network, error) {
	if len(production) == 0 {
		return nil, ErrNoPositiveWeight
	}
	n := &network{place: map[string]int{}}
	for _, s := range services {
		n.names = append(n.names, s.Name)
	}
	n.names = append(n.names, production...)
	if _, err := keyOrder(n.names); err != nil {
		return nil, err
	}
	for i, name := range n.names {
		n.place[name] = i
	}
	for i, s := range services {
		if err := n.add(s); err != nil {
			return nil, err.At("services." + strconv.Itoa(i))
		}
	}
	return n, nil
}

// add checks a service and enters it.
func (n *network) add(s Service) *fault.Fault {
	if _, err := wholeUnits(s.Own); err != nil {
		f, _ := fault.Of(err) // wholeUnits has no other errors
		return f
	}
	self := len(n.parts)
	parts, sum := make([]Ratio, len(n.names)), decimal.Zero
	used := map[string]bool{}
	for _, use := range s.Use {
		to, known := n.place[use.To]
		switch {
		case !known:
			return ErrUseUnknown.With("service", s.Name).With("to", use.To)
		case used[use.To]:
			return ErrDuplicateKey.With("key", use.To)
		case use.Part.Sign() < 0:
			return ErrNegativeWeight.With("key", use.To)
		case outOfRange(use.Part):
			return ErrOutOfRange
		}
		used[use.To] = true
		sum = sum.Add(use.Part)
		if to != self {
			parts[to] = RatioOf(use.Part)
		}
	}
	if sum.Cmp(decimal.NewFromInt(1)) > 0 {
		return ErrUseOverOne.With("service", s.Name)
	}
	n.parts = append(n.parts, parts)
	n.first = append(n.first, RatioOf(s.Own))
	n.total = n.total.Add(s.Own)
	return nil
}

// own are the services' own costs, and nothing for production yet.
func (n *network) own() []Ratio {
	return append(slices.Clone(n.first), make([]Ratio, len(n.names)-len(n.first))...)
}

// isProduction reports who bears costs in the end.
func (n *network) isProduction(to int) bool { return to >= len(n.parts) }

// passOn spreads the cost of a service over those who are open for it, by their parts.
func (n *network) passOn(costs []Ratio, s int, open func(to int) bool) error {
	if costs[s].IsZero() {
		return nil
	}
	var used Ratio
	for to, part := range n.parts[s] {
		if open(to) {
			used = used.Add(part)
		}
	}
	if used.IsZero() {
		return ErrServicesSingular.With("service", n.names[s])
	}
	rate := costs[s].Quo(used)
	for to, part := range n.parts[s] {
		if open(to) && !part.IsZero() {
			costs[to] = costs[to].Add(rate.Mul(part))
		}
	}
	costs[s] = Ratio{}
	return nil
}

// places reads an order of the services.
func (n *network) places(order []string) ([]int, error) {
	seen := make([]bool, len(n.parts))
	places := make([]int, len(order))
	for i, name := range order {
		s, known := n.place[name]
		switch {
		case !known || s >= len(n.parts):
			return nil, ErrUseUnknown.With("service", name).With("to", name).At("order." + strconv.Itoa(i))
		case seen[s]:
			return nil, ErrDuplicateKey.With("key", name).At("order." + strconv.Itoa(i))
		}
		seen[s], places[i] = true, s
	}
	if s := slices.Index(seen, false); s >= 0 {
		return nil, ErrOrderIncomplete.With("service", n.names[s]).At("order")
	}
	return places, nil
}

// solve finds the services' totals x with
//
//	(what others use of s) * x(s) = own(s) + the sum of (what s uses of t) * x(t)
//
// by Gaussian elimination. Rows need no exchange: no column's entries off the
// diagonal outweigh the one on it (what all others use of s is at least what other
// services use), and of such a matrix every pivot is above zero unless it is singular.
func (n *network) solve() ([]Ratio, error) {
	rows := n.equations()
	size := len(rows)
	for k := range rows {
		if rows[k][k].IsZero() {
			return nil, ErrServicesSingular.With("service", n.names[k])
		}
		for i := k + 1; i < size; i++ {
			if !rows[i][k].IsZero() {
				subtract(rows[i], rows[i][k].Quo(rows[k][k]), rows[k], k)
			}
		}
	}
	totals := make([]Ratio, size)
	for k := size - 1; k >= 0; k-- {
		rest := rows[k][size]
		for j := k + 1; j < size; j++ {
			rest = rest.Sub(rows[k][j].Mul(totals[j]))
		}
		totals[k] = rest.Quo(rows[k][k])
	}
	return totals, nil
}

// equations are the coefficients of the totals, and own in the last column.
func (n *network) equations() [][]Ratio {
	size := len(n.parts)
	rows := make([][]Ratio, size)
	for s := range rows {
		rows[s] = make([]Ratio, size+1)
		rows[s][size] = n.first[s]
		for _, part := range n.parts[s] {
			rows[s][s] = rows[s][s].Add(part)
		}
		for t := range size {
			if t != s {
				rows[s][t] = n.parts[t][s].Neg()
			}
		}
	}
	return rows
}

// subtract takes factor times the other row off, from a column on.
func subtract(row []Ratio, factor Ratio, other []Ratio, from int) {
	for j := from; j < len(row); j++ {
		if !other[j].IsZero() {
			row[j] = row[j].Sub(factor.Mul(other[j]))
		}
	}
}

// costs writes the result down.
func (n *network) costs(rule string, passed, ends []Ratio) ServiceCosts {
	c := ServiceCosts{Rule: rule, Total: n.total}
	for s, cost := range passed[:len(n.parts)] {
		c.Services = append(c.Services, Quota{n.names[s], cost})
	}
	for i := len(n.parts); i < len(n.names); i++ {
		c.Production = append(c.Production, Quota{n.names[i], ends[i]})
	}
	return c
}
