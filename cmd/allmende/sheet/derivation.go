package sheet

import "allmende/domain/split"

// Split is what a sheet comes to, and how: everything that somebody needs to follow it
// with pencil and paper. Amounts are in the currency's major unit, floors and the like
// in minor units.
type Split struct {
	Title     string       `json:"title,omitzero"`
	Total     string       `json:"total"`
	Exponent  int32        `json:"exponent"`
	Days      *DaysCounted `json:"period,omitzero"`
	Keys      []KeySum     `json:"keys,omitzero"`
	Rounding  string       `json:"rounding,omitzero"`
	Grants    []Granted    `json:"grants,omitzero"`
	ToShare   string       `json:"to_share"` // the total less grants off the top and by rate
	Base      string       `json:"base,omitzero"`
	Bounds    *Bounds      `json:"bounds,omitzero"`
	Divisions []Division   `json:"divisions"`
	Groups    []GroupShare `json:"groups,omitzero"`
	VAT       *Taxed       `json:"vat,omitzero"`
	Members   []Share      `json:"members"`
	Sum       Sums         `json:"sum"`
}

// DaysCounted is the period and the rule by which its days count.
type DaysCounted struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Days    int    `json:"days"`
	Rule    string `json:"rule"`
	Version int    `json:"version"`
}

// KeySum is a key and what all members count under it.
type KeySum struct {
	Name    string `json:"name"`
	Percent string `json:"percent"`
	Sum     string `json:"sum"`
}

// Bounds are how floors and caps were kept.
type Bounds struct {
	Rule    string `json:"rule"`
	Version int    `json:"version"`
	Level   string `json:"level_per_weight"` // in minor units
}

// Division is one application of the rule of the largest remainder to something: "the
// rest", a grant, the supplier's tax. Of weights:
// floor * weight sum + remainder = |minor units| * weight. Of quotas: floor + remainder
// / denominator is the exact quota without its sign.
type Division struct {
	Of          string `json:"of"`
	Among       string `json:"among"`
	Rule        string `json:"rule"`
	Version     int    `json:"version"`
	InputHash   string `json:"input_hash,omitzero"`
	Units       string `json:"minor_units"`
	WeightSum   string `json:"weight_sum,omitzero"`
	Denominator string `json:"denominator,omitzero"`
	Left        int    `json:"units_left"`
	Threshold   string `json:"threshold_remainder"`
	Rows        []Row  `json:"shares"`
}

// Row is a share of a division.
type Row struct {
	Key       string `json:"key"`
	Weight    string `json:"weight,omitzero"`
	Quota     string `json:"quota,omitzero"`
	Floor     string `json:"floor"`
	Remainder string `json:"remainder"`
	Extra     bool   `json:"extra_unit"`
	Units     string `json:"minor_units"`
}

// GroupShare is what the members of a group bear together of what is shared.
type GroupShare struct {
	Name  string `json:"name"`
	Share string `json:"share"`
}

// Granted is what a grant came to.
type Granted struct {
	Funder  string `json:"funder,omitzero"`
	Method  string `json:"method"`
	Amount  string `json:"amount"`
	Used    string `json:"used"`
	Unused  string `json:"unused"`
	Members []Gift `json:"members"` // who got any of it
}

// Gift is what a member got of a grant.
type Gift struct {
	Key     string `json:"key"`
	Weight  string `json:"weight"` // among those eligible
	Granted string `json:"granted"`
}

// Taxed is the tax on the total.
type Taxed struct {
	Rate       string `json:"rate"`
	Regime     string `json:"regime"`
	Supplier   string `json:"supplier_vat"`
	Members    string `json:"members_vat"`
	Difference string `json:"difference_to_post"`
}

// Share is what a member bears: its share and tax, less what is granted.
type Share struct {
	Key     string `json:"key"`
	Name    string `json:"name,omitzero"`
	Group   string `json:"group,omitzero"`
	Days    string `json:"days,omitzero"`
	Parts   []Part `json:"parts,omitzero"`
	Mixed   string `json:"of_a_hundred,omitzero"`
	Weight  string `json:"weight"`
	Held    string `json:"held_by,omitzero"`
	Share   string `json:"share"` // before grants
	VAT     string `json:"vat,omitzero"`
	Granted string `json:"granted,omitzero"`
	Bears   string `json:"bears"`
}

// Part is what a member counts under one key: the weight given and, with a period, that
// with the days in it.
type Part struct {
	Key    string `json:"key,omitzero"`
	Weight string `json:"weight"`
	Counts string `json:"counts,omitzero"`
}

// Sums are those of the members.
type Sums struct {
	Share   string `json:"share"`
	VAT     string `json:"vat,omitzero"`
	Granted string `json:"granted,omitzero"`
	Bears   string `json:"bears"`
}

func divisionOf(among string, r split.Result) Division {
	d := Division{
		Among: among, Rule: r.Rule, Version: r.Version, InputHash: r.InputHash,
		Units: r.Total.String(), WeightSum: r.WeightSum.String(), Left: r.Left, Threshold: r.Threshold.String(),
	}
	for _, s := range r.Shares {
		d.Rows = append(d.Rows, Row{
			Key: s.Key, Weight: s.Weight.String(), Floor: s.Floor.String(), Remainder: s.Remainder.String(), Extra: s.Extra, Units: s.Units.String(),
		})
	}
	return d
}

func divisionOfQuotas(among string, r split.QuotaResult) Division {
	d := Division{
		Among: among, Rule: r.Rule, Version: r.Version,
		Units: r.Total.String(), Denominator: r.Denominator.String(), Left: r.Left, Threshold: r.Threshold.String(),
	}
	for _, s := range r.Shares {
		d.Rows = append(d.Rows, Row{
			Key: s.Key, Quota: s.Quota.String(), Floor: s.Floor.String(), Remainder: s.Remainder.String(), Extra: s.Extra, Units: s.Units.String(),
		})
	}
	return d
}
