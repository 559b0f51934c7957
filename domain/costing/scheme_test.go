package costing_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// everything is a scheme with all that can be combined.
func everything() costing.SchemeText {
	return costing.SchemeText{
		Parts: []costing.PartText{{"equal", "30.0"}, {"metered", "70"}}, Base: "5", Days: "member-days", WeightSource: " Zählerstände ", WeightAsOf: "2026-09-30",
		Participants: []costing.ParticipantText{
			{MemberID: town.String(), Weight: "007.50", From: "2026-01-01", To: "2026-12-31", Cap: "100"},
			{MemberID: strings.ToUpper(city.String()), Weight: "0", Floor: "1.5"},
		},
	}
}

// staged has services and groups.
func staged() costing.SchemeText {
	return costing.SchemeText{
		Parts: []costing.PartText{{"equal", "100"}}, Groups: []costing.GroupText{{" Nord ", "3"}, {"Süd", "1"}}, ServiceMethod: "step-down",
		Services:     []costing.ServiceText{{"IT & Netz", "1000", []costing.UseText{{"Nord", "50"}, {"Süd", "50"}}}},
		Participants: []costing.ParticipantText{{MemberID: city.String(), Group: "Nord"}, {MemberID: town.String(), Group: "Süd"}},
	}
}

func TestTheCanonicalFormOfASchemeIsTheSameForTheSameScheme(t *testing.T) {
	for want, text := range map[string]costing.SchemeText{
		`{"parts":[{"key":"inhabitants","percent":"100"}]}`: by(costing.Inhabitants),
		`{"parts":[{"key":"equal","percent":"30"},{"key":"metered","percent":"70"}],"base":"5.00","days":"member-days","weightSource":"Zählerstände",` +
			`"weightAsOf":"2026-09-30","participants":[{"memberId":"` + city.String() + `","weight":"0","floor":"1.50"},{"memberId":"` + town.String() +
			`","weight":"7.5","from":"2026-01-01","to":"2026-12-31","cap":"100.00"}]}`: everything(),
		`{"parts":[{"key":"equal","percent":"100"}],"participants":[{"memberId":"` + city.String() + `","group":"Nord"},{"memberId":"` + town.String() +
			`","group":"Süd"}],"groups":[{"name":"Nord","weight":"0"},{"name":"Süd","weight":"0"}],"services":[{"name":"IT & Netz","own":"1000.00",` +
			`"use":[{"to":"Nord","percent":"50"},{"to":"Süd","percent":"50"}]}],"serviceMethod":"step-down","rounding":"per-stage"}`: staged(),
	} {
		s := scheme(t, text)
		wantText(t, "canonical", string(s.Canonical()), want)
		again, err := costing.RestoreScheme(s.Canonical())
		if err != nil || again.Hash() != s.Hash() || len(s.Hash()) != 64 {
			t.Errorf("restored: %v", err)
		}
	}
}

func TestADocumentThatIsNoCanonicalSchemeIsABrokenRowAndNoFault(t *testing.T) {
	for _, document := range []string{"", "{}", `{"parts": [{"key":"equal","percent":"100"}]}`, `{"parts":[{"key":"equal","percent":"100.0"}]}`} {
		_, err := costing.RestoreScheme([]byte(document))
		if _, isFault := fault.Of(err); err == nil || isFault {
			t.Errorf("%q: got %v", document, err)
		}
	}
}

func TestASchemeThatIsWrongInItselfIsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		wrong func(*costing.SchemeText)
		want  error
		field string
	}{
		{"no parts", func(s *costing.SchemeText) { s.Parts = nil }, split.ErrPercentNotHundred, "parts"},
		{"an unknown key", func(s *costing.SchemeText) { s.Parts[0].Key = "height" }, costing.ErrKey, "parts.0.key"},
		{"a key twice", func(s *costing.SchemeText) { s.Parts[0].Key = "metered" }, costing.ErrKeyTwice, "parts.1.key"},
		{"no percentage", func(s *costing.SchemeText) { s.Parts[0].Percent = "-1" }, costing.ErrPercent, "parts.0.percent"},
		{"99 percent", func(s *costing.SchemeText) { s.Parts[0].Percent = "29" }, split.ErrPercentNotHundred, "parts"},
		{"a part of nothing", func(s *costing.SchemeText) { s.Parts[0].Percent, s.Parts[1].Percent = "0", "100" }, split.ErrPercentNotHundred, "parts"},
		{"fixed and metered", func(s *costing.SchemeText) { s.Parts[0].Key = "fixed" }, costing.ErrCombination, "parts"},
		{"a base below zero", func(s *costing.SchemeText) { s.Base = "-1" }, split.ErrBaseNegative, "base"},
		{"a base finer than a cent", func(s *costing.SchemeText) { s.Base = "1.001" }, money.ErrFinerThanCent, "base"},
		{"an unknown rule of days", func(s *costing.SchemeText) { s.Days = "months" }, costing.ErrDaysRule, "days"},
		{"days without a rule", func(s *costing.SchemeText) { s.Days = "" }, costing.ErrDaysUnused, "participants.0.from"},
		{"no such day", func(s *costing.SchemeText) { s.WeightAsOf = "2026-02-30" }, period.ErrDayMalformed, "weightAsOf"},
		{"weights of no day", func(s *costing.SchemeText) { s.WeightAsOf = "" }, costing.ErrWeightSource, "weightAsOf"},
		{"weights from nowhere", func(s *costing.SchemeText) { s.WeightSource = " x " }, costing.ErrWeightSource, "weightSource"},
		{"no weight", func(s *costing.SchemeText) { s.Participants[1].Weight = "" }, costing.ErrWeightMissing, "participants.1.weight"},
		{"a weight below zero", func(s *costing.SchemeText) { s.Participants[1].Weight = "-1" }, costing.ErrWeight, "participants.1.weight"},
		{"a weight of 10^18", func(s *costing.SchemeText) { s.Participants[1].Weight = "1000000000000000000" }, costing.ErrWeight, "participants.1.weight"},
		{"no participants with weights", func(s *costing.SchemeText) { s.Participants = nil }, costing.ErrWeightMissing, "participants"},
		{"weights that nothing uses", func(s *costing.SchemeText) { s.Parts[1].Key = "inhabitants" }, costing.ErrWeightUnused, "participants.0.weight"},
		{"no id", func(s *costing.SchemeText) { s.Participants[0].MemberID = "x" }, id.ErrMalformed, "participants.0.memberId"},
		{"a member twice", func(s *costing.SchemeText) { s.Participants[0].MemberID = city.String() }, costing.ErrMemberTwice, "participants.1.memberId"},
		{"reversed days", func(s *costing.SchemeText) { s.Participants[0].To = "2025-12-31" }, period.ErrReversed, "participants.0.to"},
		{"a cap below the floor", func(s *costing.SchemeText) { s.Participants[0].Floor = "100.01" }, split.ErrBoundsCrossed, "participants.0.cap"},
		{"a cap below the base", func(s *costing.SchemeText) { s.Participants[0].Cap = "4.99" }, split.ErrBoundsCrossed, "participants.0.cap"},
		{"a group where there are none", func(s *costing.SchemeText) { s.Participants[0].Group = "Nord" }, costing.ErrGroup, "participants.0.group"},
		{"rounding without groups", func(s *costing.SchemeText) { s.Rounding = "once" }, costing.ErrRounding, "rounding"},
		{"services without groups", func(s *costing.SchemeText) { s.Services = staged().Services }, costing.ErrServicesWithoutGroups, "services"},
		{"a method without services", func(s *costing.SchemeText) { s.ServiceMethod = "direct" }, costing.ErrServiceMethod, "serviceMethod"},
		{"groups with bounds", func(s *costing.SchemeText) {
			s.Groups = []costing.GroupText{{"Nord", "1"}}
			s.Participants[0].Group, s.Participants[1].Group, s.Base = "Nord", "Nord", ""
		}, costing.ErrCombination, "groups"},
		{"no services", func(s *costing.SchemeText) { *s = staged(); s.Services = nil }, costing.ErrServiceMethod, "serviceMethod"},
		{"groups without weights", func(s *costing.SchemeText) {
			*s = staged()
			s.Services, s.Groups[0].Weight, s.Groups[1].Weight = nil, "0", "0"
		}, split.ErrNoPositiveWeight, "groups"},
		{"a group twice", func(s *costing.SchemeText) { *s = staged(); s.Groups[1].Name = "Nord" }, costing.ErrGroup, "groups.1.name"},
		{"a participant in no group", func(s *costing.SchemeText) { *s = staged(); s.Participants[1].Group = "" }, costing.ErrGroup, "participants.1.group"},
		{"groups of nobody", func(s *costing.SchemeText) { *s = staged(); s.Participants = nil }, costing.ErrGroup, "participants"},
		{"an unknown rounding", func(s *costing.SchemeText) { *s = staged(); s.Rounding = "never" }, costing.ErrRounding, "rounding"},
		{"an unknown method", func(s *costing.SchemeText) { *s = staged(); s.ServiceMethod = "guess" }, costing.ErrServiceMethod, "serviceMethod"},
		{"a service used by a stranger", func(s *costing.SchemeText) { *s = staged(); s.Services[0].Use[0].To = "West" }, split.ErrUseUnknown, "services"},
		{"a service used to 110 percent", func(s *costing.SchemeText) { *s = staged(); s.Services[0].Use[0].Percent = "60" }, split.ErrUseOverOne, "services"},
		{"services that cost nothing", func(s *costing.SchemeText) { *s = staged(); s.Services[0].Own = "0" }, split.ErrNoPositiveWeight, "services"},
	} {
		text := everything()
		c.wrong(&text)
		_, err := costing.ParseScheme(text)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}
