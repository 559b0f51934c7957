package readings

import (
	"encoding/json"
	"io"

	"allmende/domain/metering"
)

// series is what a Prometheus answers to query_range: for each series its labels and its samples,
// of a time and a value as text.
type series struct {
	answer struct {
		Status string `json:"status"`
		Data   struct {
			ResultType string `json:"resultType"`
			Result     []struct {
				Metric map[string]string    `json:"metric"`
				Values [][2]json.RawMessage `json:"values"`
			} `json:"result"`
		} `json:"data"`
	}
	at, sample, number int
}

// mostAnswer is how much a Prometheus may answer at once.
const mostAnswer = 256 << 20

func openPrometheus(from io.Reader) (*series, error) {
	s := &series{}
	if err := json.NewDecoder(io.LimitReader(from, mostAnswer)).Decode(&s.answer); err != nil || s.answer.Status != "success" || s.answer.Data.ResultType != "matrix" {
		return nil, unreadable(1)
	}
	return s, nil
}

// Next is the next sample; a line is its number.
func (s *series) Next() (metering.Line, bool, error) {
	for s.at < len(s.answer.Data.Result) {
		of := s.answer.Data.Result[s.at]
		if s.sample == len(of.Values) {
			s.at, s.sample = s.at+1, 0
			continue
		}
		pair := of.Values[s.sample]
		s.sample++
		s.number++
		var value string
		if err := json.Unmarshal(pair[1], &value); err != nil {
			return metering.Line{}, false, unreadable(s.number)
		}
		return metering.Line{Number: s.number, Meter: of.Metric["meter"], At: instant(string(pair[0])), Value: plain(value)}, true, nil
	}
	return metering.Line{}, false, nil
}
