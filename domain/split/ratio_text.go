package split

import (
	"fmt"
	"math/big"
	"regexp"
)

var ratioText = regexp.MustCompile(`^-?[0-9]+(/[0-9]*[1-9][0-9]*)?$`)

// ParseRatio reads what Ratio.String wrote, for stores; anything else is an error. Time
// and memory grow with the text, so that whoever takes it from others bounds it first.
func ParseRatio(text string) (Ratio, error) {
	if !ratioText.MatchString(text) {
		return Ratio{}, fmt.Errorf("split: %.40q is no ratio", text)
	}
	rat, ok := new(big.Rat).SetString(text)
	if !ok {
		return Ratio{}, fmt.Errorf("split: %.40q is no ratio", text)
	}
	return Ratio{rat}, nil
}
