package readings

import (
	"bufio"
	"io"
	"math/big"
	"strings"
	"time"

	"allmende/domain/metering"
)

// metricsFile reads OpenMetrics text, also that of Prometheus: samples whose label "meter" names
// the meter, with a timestamp. Comments, samples without that label, and those that say since when a counter counts
// (its name ends in "_created") are left out.
type metricsFile struct {
	lines  *bufio.Scanner
	number int
}

func openMetrics(from io.Reader) *metricsFile {
	f := &metricsFile{lines: bufio.NewScanner(from)}
	f.lines.Buffer(make([]byte, 0, longestLine), longestLine)
	return f
}

// Next is the next sample with a meter.
func (f *metricsFile) Next() (metering.Line, bool, error) {
	for f.lines.Scan() {
		f.number++
		text := strings.TrimSpace(f.lines.Text())
		if text == "" || text[0] == '#' {
			continue
		}
		meter, rest, found, good := sample(text)
		if !good {
			return metering.Line{}, false, unreadable(f.number)
		}
		if !found || strings.HasSuffix(strings.TrimSpace(text[:strings.IndexByte(text, '{')]), "_created") {
			continue
		}
		line := metering.Line{Number: f.number, Meter: meter}
		if fields := strings.Fields(rest); len(fields) >= 2 {
			line.Value, line.At = plain(fields[0]), instant(fields[1])
		} // else the domain says that a column is missing
		return line, true, nil
	}
	if f.lines.Err() != nil {
		return metering.Line{}, false, unreadable(f.number + 1)
	}
	return metering.Line{}, false, nil
}

// sample takes `name{meter="rack-1",site="h"} 12.5 1767225600` apart.
func sample(text string) (meter, rest string, found, good bool) {
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return "", "", false, true
	}
	labels := text[open+1:]
	for {
		labels = strings.TrimLeft(labels, ", ")
		if strings.HasPrefix(labels, "}") {
			return meter, labels[1:], found, true
		}
		name, value, is := strings.Cut(labels, `="`)
		if !is {
			return "", "", false, false
		}
		end := closing(value)
		if end < 0 {
			return "", "", false, false
		}
		if name == "meter" {
			meter, found = unescape.Replace(value[:end]), true
		}
		labels = value[end+1:]
	}
}

// closing is where the quote is that ends a label's value.
func closing(value string) int {
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

var unescape = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n")

const longestNumber = 40

// plain writes 1.25e+03 as 1250, exactly; what is no number, or finer than a meter reads, stays
// for the domain to refuse.
func plain(text string) string {
	if !strings.ContainsAny(text, "eE") || len(text) > longestNumber {
		return text
	}
	if _, exponent, _ := strings.Cut(strings.ToLower(text), "e"); len(exponent) > 3 {
		return text
	}
	number, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	written := number.FloatString(metering.Places)
	if back, _ := new(big.Rat).SetString(written); back.Cmp(number) != 0 {
		return text
	}
	return strings.TrimRight(strings.TrimRight(written, "0"), ".")
}

// instant is a timestamp: seconds as OpenMetrics writes them, also with places, or the whole
// milliseconds of Prometheus. What falls between seconds belongs to the second that runs.
func instant(text string) string {
	number, ok := new(big.Rat).SetString(text)
	if !ok || len(text) > longestNumber || strings.ContainsAny(text, "eE/") {
		return text
	}
	seconds := new(big.Int).Quo(number.Num(), number.Denom())
	if len(seconds.String()) >= 12 { // milliseconds, until the year 5138
		seconds.Quo(seconds, big.NewInt(1000))
	}
	return time.Unix(seconds.Int64(), 0).UTC().Format(time.RFC3339)
}
