package member_test

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/member"
)

func TestKeysOfEveryLevel(t *testing.T) {
	for _, text := range []string{"03", "03351", "033510006", "033510006006", "01", "16"} {
		if k, err := member.ParseKey(text); err != nil || k.String() != text {
			t.Errorf("%q: got %q, %v", text, k, err)
		}
	}
	for _, text := range []string{"", "3", "00", "17", "033", "0335", "03351000", "0335100060", "0335100060061", "0335x", "03351 ", "٠٣"} {
		if _, err := member.ParseKey(text); !errors.Is(err, member.ErrKeyMalformed) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestAKeyBeginsWithThoseOfTheBodiesAround(t *testing.T) {
	k := member.OfficialKey("033525403005")
	if k.State() != "03" || k.District() != "03352" || k.Association() != "033525403" {
		t.Errorf("got %s, %s, %s", k.State(), k.District(), k.Association())
	}
}

func TestPublishedLeitwegIDs(t *testing.T) {
	for _, text := range []string{"04011000-1234512345-06", "04011000-12345-03", "991-01484-64", "04011000-12345ABCXYZ-86", "991-33333TEST-33"} {
		if got, err := member.ParseLeitweg(text); err != nil || got.String() != text {
			t.Errorf("%s: got %s, %v", text, got, err)
		}
	}
	if got, err := member.ParseLeitweg("991-33333test-33"); err != nil || got != "991-33333TEST-33" {
		t.Errorf("lower case: got %s, %v", got, err)
	}
}

func TestWhatIsNoLeitwegID(t *testing.T) {
	for _, text := range []string{"", "04011000", "04011000-", "0-12", "04011000-12345-3", "04011000--03", "04011000-12 45-03", "0401100012345-12345-03",
		"04011000-" + strings.Repeat("1", 31) + "-03", "A4011000-12345-03", "04011000-1234ß-03", "04011000-12345-03\n"} {
		if _, err := member.ParseLeitweg(text); !errors.Is(err, member.ErrLeitwegMalformed) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := member.ParseLeitweg("04011000-12345-04"); !errors.Is(err, member.ErrLeitwegCheck) {
		t.Errorf("got %v", err)
	}
}

// number is the definition, with big numbers: letters become two digits.
func number(text string) *big.Int {
	digits := ""
	for _, r := range strings.ReplaceAll(text, "-", "") {
		if r >= 'A' {
			digits += fmt.Sprint(int(r-'A') + 10)
			continue
		}
		digits += string(r)
	}
	n, _ := new(big.Int).SetString(digits, 10)
	return n
}

func complete(rest string) string {
	check := new(big.Int).Mod(number(rest+"00"), big.NewInt(97)).Int64()
	return fmt.Sprintf("%s-%02d", rest, 98-check)
}

func TestCheckDigitsByTheDefinitionAreAcceptedAndAllOthersRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rest := rapid.StringMatching(`[0-9]{2,12}(-[0-9A-Z]{1,30})?`).Draw(t, "rest")
		right := complete(rest)
		for check := range 100 {
			text := fmt.Sprintf("%s-%02d", rest, check)
			_, err := member.ParseLeitweg(text)
			if (err == nil) != (text == right) {
				t.Fatalf("%s: got %v, right is %s", text, err, right)
			}
		}
	})
}

func TestASwappedOrWrongDigitIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := complete(rapid.StringMatching(`[0-9]{2,12}-[0-9]{1,20}`).Draw(t, "rest"))
		at := rapid.IntRange(0, len(right)-1).Draw(t, "at")
		other := rapid.RuneFrom([]rune("0123456789")).Draw(t, "digit")
		if right[at] == '-' || rune(right[at]) == other {
			t.Skip("nothing changed")
		}
		wrong := right[:at] + string(other) + right[at+1:]
		if _, err := member.ParseLeitweg(wrong); !errors.Is(err, member.ErrLeitwegCheck) {
			t.Fatalf("%s out of %s: got %v", wrong, right, err)
		}
	})
}
