package http_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/ports/view"
)

// A delivery that runs is cancelled: what was taken stays, the rest is left, and the same file
// goes on with it later.
func TestADeliveryIsCancelledWhileItRuns(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	const meters, each = 3, 50_000
	var lines strings.Builder
	lines.WriteString("meter,at,value\n")
	for m := range meters {
		name := fmt.Sprint("lang-", m)
		officer.post("/meters", map[string]any{"name": name, "memberId": s.member("Stadt A"), "resource": "power", "unit": "KWH", "kind": "counter", "every": "quarter-hour", "from": "2025-01-01"},
			key("fit-"+name)).want(http.StatusCreated)
		lines.WriteString(strings.TrimPrefix(quarters(name, each), "meter,at,value\n"))
	}
	deliver := func() (queued view.ReadingImport) {
		officer.post("/reading-imports?name=lang&format=csv&upload="+officer.sendInParts(lines.String()), "", file).want(http.StatusAccepted).into(&queued)
		return queued
	}
	get := func(id string) (shown view.ReadingImport) {
		officer.get("/reading-imports/" + id).want(http.StatusOK).into(&shown)
		return shown
	}
	queued := deliver()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.takeReadings()
	}()
	var seen view.ReadingImport
	for patience := time.Now().Add(time.Minute); seen.Lines == 0; seen = get(queued.ID) {
		if time.Now().After(patience) {
			t.Fatal("no chunk is taken")
		}
		time.Sleep(5 * time.Millisecond)
	}
	if seen.State != "running" || seen.Read == 0 || seen.Read > seen.Size {
		t.Errorf("while it runs: %+v", seen)
	}
	var cancelled view.ReadingImport
	officer.post("/reading-imports/"+queued.ID+"/cancel", nil).want(http.StatusOK).into(&cancelled)
	<-ended
	got := get(queued.ID)
	if got.State != "cancelled" || !got.EndedAt.IsZero() || got.Stop == nil || got.Taken != cancelled.Taken {
		t.Errorf("cancelled: %+v, then %+v", cancelled, got)
	}
	if got.Taken == 0 || got.Taken >= meters*each || got.Taken%metering.ChunkLines != 0 {
		t.Errorf("%d of %d readings are taken, which are no whole chunks before the end", got.Taken, meters*each)
	}
	officer.post("/reading-imports/"+queued.ID+"/cancel", nil).wantProblem(http.StatusConflict, "reading-import.not-running")
	if again := deliver(); again.ID != queued.ID {
		t.Errorf("another delivery: %+v", again)
	}
	s.takeReadings()
	if got := get(queued.ID); got.State != "complete" || got.Taken != meters*each || got.Unchanged != 0 || got.Refused != 0 {
		t.Errorf("sent again: %+v", got)
	}
}
