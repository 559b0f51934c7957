package costing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/wording"
)

var (
	percentText = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,6})?$`)
	weightText  = regexp.MustCompile(`^[0-9]{1,18}(\.[0-9]{1,9})?$`)
)

// ParseScheme reads a scheme. Without a way of rounding, groups are rounded per stage;
// without a method, services are shared directly; the weights of groups do not count
// where there are services. It fails with the faults of schemes, money, days and ids,
// and with those of split for percentages, bounds and services, each at the field.
func ParseScheme(t SchemeText) (Scheme, error) {
	s := &scheme{weightSource: strings.TrimSpace(t.WeightSource)}
	for _, read := range []func(SchemeText) error{s.readParts, s.readRules, s.readGroups, s.readServices, s.readParticipants, s.check} {
		if err := read(t); err != nil {
			return Scheme{}, err
		}
	}
	var document bytes.Buffer
	encoder := json.NewEncoder(&document)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s.text()); err != nil {
		return Scheme{}, fmt.Errorf("write a scheme: %w", err)
	}
	s.canonical = bytes.TrimSuffix(document.Bytes(), []byte("\n"))
	sum := sha256.Sum256(s.canonical)
	s.hash = hex.EncodeToString(sum[:])
	return Scheme{s}, nil
}

// RestoreScheme reads what Canonical wrote; anything else is an error, but no fault.
func RestoreScheme(canonical []byte) (Scheme, error) {
	var text SchemeText
	if err := json.Unmarshal(canonical, &text); err != nil {
		return Scheme{}, fmt.Errorf("read a scheme: %w", err)
	}
	s, err := ParseScheme(text)
	if err != nil {
		return Scheme{}, fmt.Errorf("read a scheme: %v", err) //nolint:errorlint // a broken document is not the caller's mistake
	}
	if !bytes.Equal(s.s.canonical, canonical) {
		return Scheme{}, fmt.Errorf("a scheme is not canonical: %.80s", canonical)
	}
	return s, nil
}

func (s *scheme) readParts(t SchemeText) error {
	if len(t.Parts) == 0 {
		return split.ErrPercentNotHundred.With("sum", "0").At("parts")
	}
	sum := decimal.Zero
	for i, p := range t.Parts {
		at := "parts." + strconv.Itoa(i)
		part := Part{Key: Key(p.Key)}
		if !slices.Contains(Keys, part.Key) {
			return ErrKey.At(at + ".key")
		}
		if slices.ContainsFunc(s.parts, func(other Part) bool { return other.Key == part.Key }) {
			return ErrKeyTwice.At(at + ".key")
		}
		var err error
		if part.Percent, err = ParsePercent(p.Percent); err != nil {
			return fault.At(err, at+".percent")
		}
		sum = sum.Add(part.Percent)
		s.parts = append(s.parts, part)
	}
	positive := !slices.ContainsFunc(s.parts, func(p Part) bool { return p.Percent.Sign() <= 0 })
	if !positive || !sum.Equal(hundred) {
		return split.ErrPercentNotHundred.With("sum", plain(sum)).At("parts")
	}
	return nil
}

func (s *scheme) readRules(t SchemeText) error {
	var err error
	if t.Base != "" {
		if s.base, err = parseAmount(t.Base, "base"); err != nil {
			return err
		}
	}
	switch s.days = DaysRule(t.Days); s.days {
	case NoDays, MemberDays, DaySlices:
	default:
		return ErrDaysRule
	}
	s.weightAsOf, err = parseDay(t.WeightAsOf, "weightAsOf")
	return err
}

func (s *scheme) readParticipants(t SchemeText) error {
	seen := make(map[member.ID]bool, len(t.Participants))
	for i, p := range t.Participants {
		at := "participants." + strconv.Itoa(i)
		read, err := readParticipant(p, at)
		if err != nil {
			return err
		}
		if seen[read.Member] {
			return ErrMemberTwice.At(at + ".memberId")
		}
		seen[read.Member] = true
		if err := s.checkParticipant(read, at); err != nil {
			return err
		}
		s.participants = append(s.participants, read)
	}
	return nil
}

func readParticipant(t ParticipantText, at string) (Participant, error) {
	p := Participant{Group: strings.TrimSpace(t.Group)}
	var err error
	if p.Member, err = id.Parse[member.Member](t.MemberID); err != nil {
		return p, fault.At(err, at+".memberId")
	}
	if t.Weight != "" {
		weight, err := ParseWeight(t.Weight)
		if err != nil {
			return p, fault.At(err, at+".weight")
		}
		p.Weight = &weight
	}
	if p.From, err = parseDay(t.From, at+".from"); err != nil {
		return p, err
	}
	if p.To, err = parseDay(t.To, at+".to"); err != nil {
		return p, err
	}
	if p.Floor, err = parseBound(t.Floor, at+".floor"); err != nil {
		return p, err
	}
	p.Cap, err = parseBound(t.Cap, at+".cap")
	return p, err
}

// checkParticipant holds a participant against the parts, rules and groups.
func (s *scheme) checkParticipant(p Participant, at string) error {
	typed := s.weighsByTypedWeights()
	grouped := slices.ContainsFunc(s.groups, func(g Group) bool { return g.Name == p.Group })
	switch {
	case grouped != (len(s.groups) > 0), !grouped && p.Group != "":
		return ErrGroup.At(at + ".group")
	case typed && p.Weight == nil:
		return ErrWeightMissing.At(at + ".weight")
	case !typed && p.Weight != nil:
		return ErrWeightUnused.At(at + ".weight")
	case s.days == NoDays && (!p.From.IsZero() || !p.To.IsZero()):
		return ErrDaysUnused.At(at + ".from")
	case !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From):
		return period.ErrReversed.At(at + ".to")
	case p.Cap != nil && (p.Floor != nil && p.Cap.Cmp(*p.Floor) < 0 || p.Cap.Cmp(s.base) < 0):
		return split.ErrBoundsCrossed.With("key", p.Member.String()).At(at + ".cap")
	}
	return nil
}

func (s *scheme) readGroups(t SchemeText) error {
	sum := decimal.Zero
	for i, g := range t.Groups {
		at := "groups." + strconv.Itoa(i)
		group := Group{Name: strings.TrimSpace(g.Name)}
		known := slices.ContainsFunc(s.groups, func(other Group) bool { return other.Name == group.Name })
		if known || !wording.Line(group.Name, 1, 100) {
			return ErrGroup.At(at + ".name")
		}
		weight, err := ParseWeight(g.Weight)
		if err != nil {
			return fault.At(err, at+".weight")
		}
		if len(t.Services) == 0 {
			group.Weight = weight
			sum = sum.Add(weight)
		}
		s.groups = append(s.groups, group)
	}
	if len(s.groups) > 0 && len(t.Services) == 0 && sum.IsZero() {
		return split.ErrNoPositiveWeight.At("groups")
	}
	switch {
	case t.Rounding == "" && len(s.groups) > 0:
		s.rounding = split.RoundedPerStage
	case len(s.groups) > 0 && t.Rounding != split.RoundedPerStage && t.Rounding != split.RoundedOnce, len(s.groups) == 0 && t.Rounding != "":
		return ErrRounding
	default:
		s.rounding = t.Rounding
	}
	return nil
}

func (s *scheme) readServices(t SchemeText) error {
	switch {
	case len(t.Services) == 0 && t.ServiceMethod != "":
		return ErrServiceMethod
	case len(t.Services) == 0:
		return nil
	case len(s.groups) == 0:
		return ErrServicesWithoutGroups
	}
	switch s.method = t.ServiceMethod; s.method {
	case "":
		s.method = split.ServicesDirect
	case split.ServicesDirect, split.ServicesStepDown, split.ServicesReciprocal:
	default:
		return ErrServiceMethod
	}
	for i, service := range t.Services {
		at := "services." + strconv.Itoa(i)
		own, err := parseAmount(service.Own, at+".own")
		if err != nil {
			return err
		}
		read := split.Service{Name: strings.TrimSpace(service.Name), Own: own.Decimal().Shift(2)}
		if !wording.Line(read.Name, 1, 100) {
			return ErrGroup.At(at + ".name")
		}
		for j, use := range service.Use {
			percent, err := ParsePercent(use.Percent)
			if err != nil {
				return fault.At(err, at+".use."+strconv.Itoa(j)+".percent")
			}
			read.Use = append(read.Use, split.Use{To: strings.TrimSpace(use.To), Part: percent.Shift(-2)})
		}
		s.services = append(s.services, read)
	}
	costs, err := s.serviceCosts()
	if err == nil && costs.Total.IsZero() {
		err = split.ErrNoPositiveWeight
	}
	return fault.At(err, "services")
}

// check looks at what concerns several parts of a scheme.
func (s *scheme) check(SchemeText) error {
	if s.weighsByTypedWeights() {
		switch {
		case slices.Contains(s.keys(), Fixed) && slices.Contains(s.keys(), Metered):
			return ErrCombination.At("parts")
		case len(s.participants) == 0:
			return ErrWeightMissing.At("participants")
		case !wording.Line(s.weightSource, 3, 200):
			return ErrWeightSource
		case s.weightAsOf.IsZero():
			return ErrWeightSource.At("weightAsOf")
		}
	} else if s.weightSource != "" || !s.weightAsOf.IsZero() {
		return ErrWeightUnused.At("weightSource")
	}
	if len(s.groups) > 0 {
		if s.bounded() || !s.base.IsZero() {
			return ErrCombination.At("groups")
		}
		if len(s.participants) == 0 {
			return ErrGroup.At("participants")
		}
	}
	return nil
}

// ParsePercent reads "7.5"; it fails with ErrPercent.
func ParsePercent(text string) (decimal.Decimal, error) {
	if !percentText.MatchString(text) {
		return decimal.Zero, ErrPercent
	}
	return decimal.RequireFromString(text), nil
}

// ParseWeight reads "248667"; it fails with ErrWeight.
func ParseWeight(text string) (decimal.Decimal, error) {
	if !weightText.MatchString(text) {
		return decimal.Zero, ErrWeight
	}
	return decimal.RequireFromString(text), nil
}

// parseAmount reads what is not below zero.
func parseAmount(text, at string) (money.Amount, error) {
	amount, err := money.ParseAmount(text)
	if err == nil && amount.Sign() < 0 {
		err = split.ErrBaseNegative
	}
	return amount, fault.At(err, at)
}

func parseBound(text, at string) (*money.Amount, error) {
	if text == "" {
		return nil, nil
	}
	amount, err := parseAmount(text, at)
	return &amount, err
}

func parseDay(text, at string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	day, err := period.ParseDay(text)
	return day, fault.At(err, at)
}
