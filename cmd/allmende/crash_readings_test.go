package main_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
	"allmende/domain/metering"
	"allmende/domain/upload"
	"allmende/ports/view"
)

const (
	crashMeters = 40
	crashLines  = 4*metering.ChunkLines - crashMeters/2
)

// The server, and with it its database, is killed while a file of readings is sent, and twice
// while it takes them. Sending goes on where it broke off, and so does taking, by itself. In the
// end each reading is there once.
func TestReadingsAreTakenOnceWhenTheServerIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for half a minute")
	}
	v := newVictim(t)
	v.prepare(stage.Plan{Members: 2, Buyers: 1, Frameworks: 1, Items: 3, Maximum: "1000.00"})
	v.start()
	officer := v.signIn(v.stage.Officer)
	for i := range crashMeters {
		v.must(officer, ask{path: "/meters", key: fmt.Sprintf("fit-meter-%03d", i), body: body{
			"name": fmt.Sprintf("rack-%d", i), "memberId": v.stage.Buyers[0].Member, "resource": "power", "unit": "KWH", "kind": "counter", "every": "quarter-hour", "from": "2024-01-01",
		}}, nil)
	}
	file := v.sendInParts(officer, crashReadings())
	var queued view.ReadingImport
	v.must(officer, ask{path: "/reading-imports?name=Jahr&format=csv&upload=" + file, octets: []byte{}}, &queued)
	for range 2 {
		before := v.readings(officer, queued.ID)
		after := before
		for after.Lines == before.Lines && after.EndedAt.IsZero() {
			after = v.readings(officer, queued.ID)
		}
		v.kill()
		if after.Lines >= crashLines {
			t.Errorf("all lines were taken before the server was killed: %+v", after)
		}
		v.start()
	}
	patience := time.After(2 * time.Minute)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	got := v.readings(officer, queued.ID)
	for ; got.State != "complete"; got = v.readings(officer, queued.ID) {
		select {
		case <-patience:
			t.Fatalf("it does not go on: %+v", got)
		case <-tick.C:
		}
	}
	if got.Lines != crashLines || got.Taken != crashLines {
		t.Errorf("got %+v", got)
	}
	v.stop()
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) {
		var rows, sums, left int
		err := pool.QueryRow(ctx, `select (select count(*) from reading), (select sum(taken) from reading_chunk), (select count(*) from reading_task) + (select count(*) from upload_part)`).Scan(&rows, &sums, &left)
		if err != nil || rows != crashLines || sums != crashLines || left != 0 {
			t.Errorf("%d readings are there, %d were counted, %d tasks and parts are left, %v", rows, sums, left, err)
		}
	})
	v.verify()
}

func (v *victim) readings(who *crashClient, id string) (shown view.ReadingImport) {
	v.t.Helper()
	v.must(who, ask{method: http.MethodGet, path: "/reading-imports/" + id}, &shown)
	return shown
}

// crashReadings are the lines of meters that read every quarter of an hour.
func crashReadings() []byte {
	var text bytes.Buffer
	text.WriteString("meter,at,value\n")
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range crashLines {
		at := begin.Add(time.Duration(i/crashMeters) * 15 * time.Minute)
		fmt.Fprintf(&text, "rack-%d,%s,%d.5\n", i%crashMeters, at.Format(time.RFC3339), i/crashMeters)
	}
	return text.Bytes()
}

// sendInParts sends a file to a server that is killed after the third part, and answers with the file's id.
func (v *victim) sendInParts(who *crashClient, content []byte) string {
	v.t.Helper()
	var parts [][]byte
	digest := sha256.New()
	for rest := content; len(rest) > 0; rest = rest[len(parts[len(parts)-1]):] {
		part := rest[:min(upload.PartSize, len(rest))]
		sum := sha256.Sum256(part)
		digest.Write(sum[:])
		parts = append(parts, part)
	}
	announced := body{"size": len(content), "digest": hex.EncodeToString(digest.Sum(nil))}
	var to view.Upload
	v.must(who, ask{path: "/uploads", body: announced}, &to)
	for n, killed := 0, false; n < len(parts); n++ {
		if n == 3 && !killed {
			v.kill()
			v.start()
			v.must(who, ask{path: "/uploads", body: announced}, &to)
			if n, killed = to.Received, true; n != 3 {
				v.t.Errorf("%d parts are there after 3 were sent", n)
			}
		}
		v.must(who, ask{method: http.MethodPut, path: fmt.Sprintf("/uploads/%s/parts/%d", to.ID, n), octets: parts[n]}, &to)
	}
	return to.ID
}
