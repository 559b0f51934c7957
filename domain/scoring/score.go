package scoring

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/split"
)

// The faults of a single score.
var (
	// ErrScoreMalformed: a score is a number without a sign and with two decimals at most.
	ErrScoreMalformed = fault.New(fault.Invalid, "scoring.score-malformed", fault.Rule("G-EVA"))
	// ErrOutOfScale: the score is above "most", where the criterion's scale ends.
	ErrOutOfScale = fault.New(fault.Invalid, "scoring.score-out-of-scale", fault.Rule("G-EVA"))
)

// Score is what somebody gives, in hundredths of a point.
type Score int64

var scoreText = regexp.MustCompile(`^[0-9]{1,5}(\.[0-9]{1,2})?$`)

// ParseScore reads "7", "7.5" or "7.25", or fails with ErrScoreMalformed.
func ParseScore(text string) (Score, error) {
	if !scoreText.MatchString(text) {
		return 0, ErrScoreMalformed
	}
	whole, part, _ := strings.Cut(text, ".")
	hundredths, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return Score(hundredths), err
}

// String is the score without zeros that say nothing: "7", "7.5".
func (s Score) String() string {
	text := strconv.FormatInt(int64(s/100), 10)
	if part := int64(s % 100); part != 0 {
		text += "." + strings.TrimRight(string([]byte{'0' + byte(part/10), '0' + byte(part%10)}), "0")
	}
	return text
}

// Ratio is the score without loss.
func (s Score) Ratio() split.Ratio { return split.NewRatio(big.NewInt(int64(s)), big.NewInt(100)) }

// within fails with ErrOutOfScale.
func (s Score) within(scale split.Ratio) error {
	if s < 0 || s.Ratio().Cmp(scale) > 0 {
		return ErrOutOfScale.With("most", evaluation.Text(scale))
	}
	return nil
}

// mean is exact.
func mean(scores []Score) split.Ratio {
	sum := int64(0)
	for _, s := range scores {
		sum += int64(s)
	}
	return split.NewRatio(big.NewInt(sum), big.NewInt(100*int64(len(scores))))
}
