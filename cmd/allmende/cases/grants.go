package cases

import (
	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

type offTopped struct {
	NetTotal string   `json:"net_total"`
	Shares   []string `json:"shares"`
}

// offTop answers "grant_off_top".
func offTop(g *given) (any, error) {
	total, grant, members := g.amount("total"), g.amount("grant"), g.members()
	if err := g.done(); err != nil {
		return nil, err
	}
	net, _, _, err := split.OffTop(total, grant, members)
	if err != nil {
		return nil, err
	}
	return offTopped{NetTotal: g.money(net.Total), Shares: g.shares(net)}, nil
}

type granted struct {
	Gross  []string `json:"gross"`
	Grant  []string `json:"grant"`
	Net    []string `json:"net"`
	Unused string   `json:"unused"`
}

// earmarked answers "grant_earmarked".
func earmarked(g *given) (any, error) {
	total, members := g.amount("total"), g.members()
	grant, weights := g.amount("grant"), g.weights("grant_weights")
	if len(weights) != len(members) {
		g.refuse(refusal("malformed_given grant_weights"))
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	gross, err := split.Units(total, members)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(members))
	for i, m := range members {
		keys[i] = m.Key
	}
	paid, unused, err := split.Earmarked(unitsOf(gross), grant, keys, weights)
	if err != nil {
		return nil, err
	}
	net := make([]decimal.Decimal, len(paid))
	for i, s := range gross.Shares {
		net[i] = s.Units.Sub(paid[i])
	}
	return granted{Gross: g.shares(gross), Grant: g.monies(paid), Net: g.monies(net), Unused: g.money(unused)}, nil
}

type rated struct {
	Grant string `json:"grant"`
}

// rate answers "grant_rate".
func rate(g *given) (any, error) {
	eligible, fraction := g.amount("eligible"), g.number("rate")
	var limit *decimal.Decimal
	if g.has("cap") {
		units := g.amount("cap")
		limit = &units
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	grant, err := split.Rate(eligible, fraction, limit)
	if err != nil {
		return nil, err
	}
	return rated{Grant: g.money(grant)}, nil
}
