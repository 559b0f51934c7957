package costing

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// SchemeText is a scheme as it is written and read; its JSON is the canonical one.
type SchemeText struct {
	Parts         []PartText        `json:"parts"`
	Base          string            `json:"base,omitempty"`
	Days          string            `json:"days,omitempty"`
	WeightSource  string            `json:"weightSource,omitempty"`
	WeightAsOf    string            `json:"weightAsOf,omitempty"`
	Participants  []ParticipantText `json:"participants,omitempty"`
	Groups        []GroupText       `json:"groups,omitempty"`
	Services      []ServiceText     `json:"services,omitempty"`
	ServiceMethod string            `json:"serviceMethod,omitempty"`
	Rounding      string            `json:"rounding,omitempty"`
}

// PartText is a key with its percentage.
type PartText struct {
	Key     string `json:"key"`
	Percent string `json:"percent"`
}

// ParticipantText is a member with what is special about it.
type ParticipantText struct {
	MemberID string `json:"memberId"`
	Weight   string `json:"weight,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	Floor    string `json:"floor,omitempty"`
	Cap      string `json:"cap,omitempty"`
	Group    string `json:"group,omitempty"`
}

// GroupText is a group of the first stage.
type GroupText struct {
	Name   string `json:"name"`
	Weight string `json:"weight"`
}

// ServiceText is a service with its own cost and who uses it.
type ServiceText struct {
	Name string    `json:"name"`
	Own  string    `json:"own"`
	Use  []UseText `json:"use"`
}

// UseText is the percentage of a service that another service or a group uses.
type UseText struct {
	To      string `json:"to"`
	Percent string `json:"percent"`
}

func (s *scheme) keys() []Key { return Scheme{s}.Keys() }

func (s *scheme) text() SchemeText {
	t := SchemeText{Days: string(s.days), WeightSource: s.weightSource, WeightAsOf: s.weightAsOf.String(), ServiceMethod: s.method, Rounding: s.rounding}
	if !s.base.IsZero() {
		t.Base = s.base.String()
	}
	for _, p := range s.parts {
		t.Parts = append(t.Parts, PartText{string(p.Key), plain(p.Percent)})
	}
	for _, p := range s.participants {
		t.Participants = append(t.Participants, p.text())
	}
	slices.SortFunc(t.Participants, func(a, b ParticipantText) int { return strings.Compare(a.MemberID, b.MemberID) })
	for _, g := range s.groups {
		t.Groups = append(t.Groups, GroupText{g.Name, plain(g.Weight)})
	}
	for _, service := range s.services {
		text := ServiceText{Name: service.Name, Own: service.Own.Shift(-2).StringFixed(2)}
		for _, use := range service.Use {
			text.Use = append(text.Use, UseText{use.To, plain(use.Part.Shift(2))})
		}
		t.Services = append(t.Services, text)
	}
	return t
}

func (p Participant) text() ParticipantText {
	t := ParticipantText{MemberID: p.Member.String(), From: p.From.String(), To: p.To.String(), Group: p.Group}
	if p.Weight != nil {
		t.Weight = plain(*p.Weight)
	}
	if p.Floor != nil {
		t.Floor = p.Floor.String()
	}
	if p.Cap != nil {
		t.Cap = p.Cap.String()
	}
	return t
}

// plain writes a number without needless zeros behind the point.
func plain(d decimal.Decimal) string {
	text := d.String()
	if strings.Contains(text, ".") {
		return strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
