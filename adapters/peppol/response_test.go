package peppol_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"allmende/adapters/peppol"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
	"allmende/domain/period"
)

// answers to an order: as it is, on several days, with changes, and not at all.
func answers(o dispatch.Order) []calloff.Answer {
	first := period.DayOf(o.PlacedAt)
	plain, spread, changed := make([]calloff.AnsweredLine, len(o.Lines)), make([]calloff.AnsweredLine, len(o.Lines)), make([]calloff.AnsweredLine, len(o.Lines))
	for i, l := range o.Lines {
		plain[i] = calloff.AnsweredLine{Position: l.Position, DeliveredOn: first.Add(7)}
		spread[i] = calloff.AnsweredLine{Position: l.Position, DeliveredOn: first.Add(7 + i)}
		changed[i] = calloff.AnsweredLine{Position: l.Position, DeliveredOn: first.Add(30), Change: "Nachfolgemodell <B> & mehr"}
	}
	return []calloff.Answer{
		{Kind: calloff.Accepted, Lines: plain, At: o.PlacedAt}, {Kind: calloff.Accepted, Lines: spread, At: o.PlacedAt},
		{Kind: calloff.Changed, Lines: changed, At: o.PlacedAt}, {Kind: calloff.Declined, Reason: "Nicht lieferbar.", At: o.PlacedAt},
	}
}

func TestTheOfficialRulesFindNothingInAnswersAndWhatIsWrittenIsRead(t *testing.T) {
	var files []string
	folder := t.TempDir()
	for seed := range 15 {
		o := dispatchtest.Orders().Example(seed)
		for i, answer := range answers(o) {
			var b bytes.Buffer
			if err := peppol.WriteResponse(&b, o, answer); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(folder, fmt.Sprintf("%03d-%d.xml", seed, i))
			if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
			response, err := peppol.ReadResponse(&b)
			if err != nil {
				t.Fatal(err)
			}
			lines, err := response.Answers(o)
			if err != nil || !reflect.DeepEqual(lines, answer.Lines) || response.Reason != answer.Reason || response.Declines() != (answer.Kind == calloff.Declined) {
				t.Fatalf("got %+v, %v, want %+v", lines, err, answer)
			}
		}
	}
	if findings, passed := validated(t, "order-response", files...); !passed || findings != "" {
		t.Errorf("%s", findings)
	}
}

func TestWhatIsNoAnswerIsRefusedWithItsReason(t *testing.T) {
	o := dispatchtest.Orders().Filter(func(o dispatch.Order) bool { return len(o.Lines) == 2 }).Example(1)
	var b bytes.Buffer
	if err := peppol.WriteResponse(&b, o, answers(o)[2]); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	for name, planted := range map[string]struct{ old, new, reason string }{
		"cut off":       {"</OrderResponse>", "", "xml"},
		"two documents": {"</OrderResponse>", "</OrderResponse><a/>", "xml"},
		"an invoice":    {"OrderResponse-2", "Invoice-2", "document"},
		"another order": {"<cac:OrderReference>\n    <cbc:ID>", "<cac:OrderReference>\n    <cbc:ID>X", "order"},
		"acknowledged":  {">CA<", ">AB<", "code"},
		"no line":       {"<cbc:LineID>2<", "<cbc:LineID>3<", "line"},
		"twice":         {"<cbc:LineID>2<", "<cbc:LineID>1<", "line"},
		"no number":     {"<cbc:LineID>2<", "<cbc:LineID>two<", "line"},
		"not delivered": {"<cbc:LineStatusCode>3<", "<cbc:LineStatusCode>7<", "status"},
		"no such day":   {"<cbc:EndDate>2", "<cbc:EndDate>X", "date"},
	} {
		altered := strings.Replace(whole, planted.old, planted.new, 1)
		if altered == whole {
			t.Fatalf("%s: nothing altered", name)
		}
		response, err := peppol.ReadResponse(strings.NewReader(altered))
		if err == nil {
			_, err = response.Answers(o)
		}
		if want := dispatch.ErrResponse.With("reason", planted.reason); !errors.Is(err, want) || err.Error() != want.Error() {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
}
