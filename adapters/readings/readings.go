// Package readings reads deliveries of meter readings: tables (CSV), JSON, OpenMetrics text and
// what a Prometheus answers. It gives lines as they stand there; what is wrong with one is for
// the domain to say.
package readings

import (
	"io"
	"strconv"

	"allmende/domain/metering"
	"allmende/ports/driving"
)

// Open reads a file of a format; it fails with metering.ErrFormat, and with metering.ErrUnreadable
// where its head is not of that format.
func Open(format metering.Format, from io.Reader) (driving.ReadingSource, error) {
	switch format {
	case metering.CSV:
		return openCSV(from)
	case metering.JSON:
		return openJSON(from), nil
	case metering.OpenMetrics:
		return openMetrics(from), nil
	case metering.Prometheus:
		return openPrometheus(from)
	}
	return nil, metering.ErrFormat
}

func unreadable(line int) error { return metering.ErrUnreadable.With("line", strconv.Itoa(line)) }
