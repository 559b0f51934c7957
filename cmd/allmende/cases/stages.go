package cases

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
)

type staged struct {
	PerStage perStage `json:"per_stage"`
	Once     []string `json:"once"`
}

type perStage struct {
	Groups  []string   `json:"groups"`
	Members [][]string `json:"members"`
}

// stages answers "stages": rounded per stage and rounded once.
func stages(g *given) (any, error) {
	total, groups := g.amount("total"), g.groups()
	if err := g.done(); err != nil {
		return nil, err
	}
	each, err := split.PerStage(total, groups)
	if err != nil {
		return nil, err
	}
	once, err := split.Once(total, groups)
	if err != nil {
		return nil, err
	}
	answer := staged{PerStage: perStage{Groups: g.shares(each.Groups), Members: [][]string{}}, Once: []string{}}
	for _, group := range each.Members {
		answer.PerStage.Members = append(answer.PerStage.Members, g.shares(group))
	}
	for _, s := range once.Shares {
		answer.Once = append(answer.Once, g.money(s.Units))
	}
	return answer, nil
}

// groups have the keys of the field "tie", or their places; a member's key begins with
// its group's, so that no two are equal and the groups' order decides first.
func (g *given) groups() []split.Group {
	var list []struct {
		Weight  *numeral.Number  `json:"weight"`
		Members []numeral.Number `json:"members"`
		Tie     []tieKey         `json:"tie"`
	}
	g.into("groups", &list)
	keys := g.keys(len(list))
	groups := make([]split.Group, len(list))
	for i, group := range list {
		if group.Weight == nil || group.Members == nil || group.Tie != nil && len(group.Tie) != len(group.Members) {
			g.refuse(refusal("malformed_given groups"))
			return nil
		}
		own := places(len(group.Members))
		if group.Tie != nil {
			own = g.ordered("groups", group.Tie)
		}
		if g.err != nil {
			return nil
		}
		for j := range own {
			own[j] = keys[i] + "/" + own[j]
		}
		groups[i] = split.Group{
			Key: keys[i], Weight: g.finite("groups", []numeral.Number{*group.Weight})[0],
			Members: withKeys(own, g.finite("groups", group.Members)),
		}
	}
	return groups
}

type serviceCosts struct {
	Reciprocal []string `json:"reciprocal"`
	Totals     []string `json:"reciprocal_service_totals_exact"`
	StepDown   []string `json:"step_down"`
	Direct     []string `json:"direct"`
}

// departments answers "service_departments". Services stand in the order of "own",
// production in the order in which "use" first names it; both decide ties.
func departments(g *given) (any, error) {
	services, production := g.services()
	order := split.ByOwnCost(services)
	if g.has("order") {
		g.into("order", &order)
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	reciprocal, err := split.Reciprocal(services, production)
	if err != nil {
		return nil, err
	}
	stepDown, err := split.StepDown(services, production, order)
	if err != nil {
		return nil, err
	}
	direct, err := split.Direct(services, production)
	if err != nil {
		return nil, err
	}
	answer := serviceCosts{Totals: []string{}}
	for _, way := range []struct {
		costs split.ServiceCosts
		to    *[]string
	}{{reciprocal, &answer.Reciprocal}, {stepDown, &answer.StepDown}, {direct, &answer.Direct}} {
		if *way.to, err = g.production(way.costs); err != nil {
			return nil, err
		}
	}
	for _, total := range reciprocal.Services {
		answer.Totals = append(answer.Totals, g.inMajorExactly(total.Quota).String())
	}
	return answer, nil
}

// production is what production bears, rounded once, ties by place.
func (g *given) production(costs split.ServiceCosts) ([]string, error) {
	for i, key := range places(len(costs.Production)) {
		costs.Production[i].Key = key
	}
	rounded, err := costs.Rounded()
	if err != nil {
		return nil, err
	}
	shares := make([]string, len(rounded.Shares))
	for i, s := range rounded.Shares {
		shares[i] = g.money(s.Units)
	}
	return shares, nil
}

// inMajorExactly turns minor units into the amount's unit.
func (g *given) inMajorExactly(units split.Ratio) split.Ratio {
	return units.Mul(split.RatioOf(decimal.New(1, -g.exponent())))
}

func (g *given) services() (services []split.Service, production []string) {
	var own inOrder[numeral.Number]
	var use inOrder[inOrder[numeral.Number]]
	g.into("own", &own)
	g.into("use", &use)
	place, ends := map[string]int{}, map[string]bool{}
	for i, cost := range own {
		place[cost.name] = i
		services = append(services, split.Service{Name: cost.name, Own: g.units(g.decimal("own", cost.value))})
	}
	for _, used := range use {
		i, known := place[used.name]
		if !known {
			g.refuse(refusal("missing_given own " + used.name))
			return nil, nil
		}
		for _, part := range used.value {
			services[i].Use = append(services[i].Use, split.Use{To: part.name, Part: g.decimal("use", part.value)})
			if _, serves := place[part.name]; !serves && !ends[part.name] {
				ends[part.name] = true
				production = append(production, part.name)
			}
		}
	}
	return services, production
}

// inOrder is an object whose members keep their order.
type inOrder[T any] []named[T]

type named[T any] struct {
	name  string
	value T
}

// UnmarshalJSON reads an object.
func (o *inOrder[T]) UnmarshalJSON(text []byte) error {
	decoder := jsontext.NewDecoder(bytes.NewReader(text))
	if start, err := decoder.ReadToken(); err != nil || start.Kind() != '{' {
		return errors.Join(errors.New("no object"), err)
	}
	*o = inOrder[T]{}
	for decoder.PeekKind() == '"' {
		name, err := decoder.ReadToken()
		if err != nil {
			return err
		}
		member := named[T]{name: name.String()}
		if err := json.UnmarshalDecode(decoder, &member.value); err != nil {
			return err
		}
		*o = append(*o, member)
	}
	if _, err := decoder.ReadToken(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}
