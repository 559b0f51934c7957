package main

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// splitGiven is what a case gives: total and weights, or n members of one weight.
type splitGiven struct {
	Total    *numeral                  `json:"total"`
	Exponent *int32                    `json:"exponent"`
	Weights  *[]numeral                `json:"weights"`
	Tie      []tieKey                  `json:"tie"`
	N        *int                      `json:"n"`
	Weight   *numeral                  `json:"weight"`
	Others   map[string]jsontext.Value `json:",embed"`
}

// maxMembers keeps a case such as {"n": 1e12} from filling the memory.
const maxMembers = 1_000_000

// parseGiven refuses whatever it does not know: a split that ignores half of
// what is given would be a wrong number.
func parseGiven(text []byte) (splitGiven, error) {
	var given splitGiven
	if err := json.Unmarshal(text, &given); err != nil {
		var wrong *json.SemanticError
		if errors.As(err, &wrong) && wrong.JSONPointer != "" {
			field, _, _ := strings.Cut(string(wrong.JSONPointer[1:]), "/")
			return given, refusal("malformed_given " + field)
		}
		return given, refusal("malformed_given")
	}
	return given, given.check()
}

func (g splitGiven) check() error {
	for _, name := range slices.Sorted(maps.Keys(g.Others)) {
		if name == "floor" || name == "cap" {
			return refusal("unsupported_kind clamp")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(g.Others)) {
		return refusal("unsupported_given " + name)
	}
	switch {
	case g.Total == nil:
		return refusal("missing_given total")
	case g.exponent() < 0 || g.exponent() > 18:
		return refusal("malformed_given exponent")
	case g.N == nil && g.Weight != nil:
		return refusal("missing_given n")
	case g.N == nil && g.Weights == nil:
		return refusal("missing_given weights")
	case g.N != nil && (g.Weights != nil || g.Tie != nil):
		return refusal("malformed_given n")
	case g.N != nil && g.Weight == nil:
		return refusal("missing_given weight")
	case g.N != nil && *g.N < 0:
		return refusal("malformed_given n")
	case g.N != nil && *g.N > maxMembers:
		return split.ErrOutOfRange
	}
	return nil
}

func (g splitGiven) exponent() int32 {
	if g.Exponent == nil {
		return 2
	}
	return *g.Exponent
}

func (g splitGiven) split() (split.Result, error) {
	total, err := g.Total.decimal("total")
	if err != nil {
		return split.Result{}, err
	}
	members, err := g.members()
	if err != nil {
		return split.Result{}, err
	}
	return split.Units(total.Shift(g.exponent()), members)
}

func (g splitGiven) members() ([]split.Member, error) {
	weights, err := g.weights()
	if err != nil {
		return nil, err
	}
	tie := g.Tie
	if tie == nil {
		tie = places(len(weights))
	}
	if len(tie) != len(weights) {
		return nil, refusal("malformed_given tie")
	}
	keys, err := orderedKeys(tie)
	if err != nil {
		return nil, err
	}
	members := make([]split.Member, len(weights))
	for i, w := range weights {
		members[i] = split.Member{Key: keys[i], Weight: w}
	}
	return members, nil
}

func (g splitGiven) weights() ([]decimal.Decimal, error) {
	if g.N != nil {
		w, err := g.Weight.weight("weight")
		return slices.Repeat([]decimal.Decimal{w}, *g.N), err
	}
	weights := make([]decimal.Decimal, len(*g.Weights))
	for i, text := range *g.Weights {
		w, err := text.weight("weights")
		if err != nil {
			return nil, err
		}
		weights[i] = w
	}
	return weights, nil
}

// numeral is a number as it was written, in a JSON text or as a JSON number: it
// never becomes a float.
type numeral string

// UnmarshalJSON takes both.
func (n *numeral) UnmarshalJSON(text []byte) error {
	switch jsontext.Value(text).Kind() {
	case '0':
		*n = numeral(text)
		return nil
	case '"':
		plain, err := jsontext.AppendUnquote(nil, text)
		*n = numeral(plain)
		return err
	default:
		return errors.New("neither a number nor a text")
	}
}

// A number is digits with at most one point. Powers of ten stay out, so that no
// short text makes a long number; the length is what a database column holds.
var (
	plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	notFinite   = regexp.MustCompile(`(?i)^[+-]?(nan|inf|infinity)$`)
)

func (n numeral) decimal(field string) (decimal.Decimal, error) {
	if len(n) > split.MaxExponent {
		return decimal.Zero, split.ErrOutOfRange
	}
	if !plainNumber.MatchString(string(n)) {
		return decimal.Zero, refusal("malformed_given " + field)
	}
	return decimal.NewFromString(string(n))
}

// weight refuses what is not finite like what is negative: neither is a part of anything.
func (n numeral) weight(field string) (decimal.Decimal, error) {
	if notFinite.MatchString(string(n)) {
		return decimal.Zero, split.ErrNegativeWeight
	}
	return n.decimal(field)
}

// tieKey is a member's key: a whole number or a text.
type tieKey struct {
	text     string
	number   int64
	isNumber bool
}

// UnmarshalJSON takes both.
func (k *tieKey) UnmarshalJSON(text []byte) (err error) {
	if jsontext.Value(text).Kind() == '"' {
		plain, err := jsontext.AppendUnquote(nil, text)
		k.text = string(plain)
		return err
	}
	k.isNumber = true
	k.number, err = strconv.ParseInt(string(text), 10, 64)
	return err
}

// orderedKeys writes the keys so that their order as texts is the given one: of
// numbers by size, so with zeros in front, of texts byte by byte. A number and a
// text have no order.
func orderedKeys(tie []tieKey) ([]string, error) {
	var largest int64
	for _, k := range tie {
		if k.isNumber != tie[0].isNumber {
			return nil, refusal("malformed_given tie")
		}
		largest = max(largest, k.number)
	}
	keys, width := make([]string, len(tie)), len(strconv.FormatInt(largest, 10))
	for i, k := range tie {
		switch {
		case !k.isNumber:
			keys[i] = k.text
		case k.number < 0: // a minus stands before every digit; counted from the lowest, negative numbers ascend
			keys[i] = fmt.Sprintf("-%019d", k.number-math.MinInt64)
		default:
			keys[i] = fmt.Sprintf("%0*d", width, k.number)
		}
	}
	return keys, nil
}

// places are the keys of members who were given none.
func places(n int) []tieKey {
	tie := make([]tieKey, n)
	for i := range tie {
		tie[i] = tieKey{number: int64(i), isNumber: true}
	}
	return tie
}
