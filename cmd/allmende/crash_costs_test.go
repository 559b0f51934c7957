package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
)

const (
	crashOffices = 6  // at once
	crashPools   = 12 // of each, one after the other
)

// Finance officers open pools, draft and post runs while the server, and with it its
// database, is killed three times; who got no answer asks again. In the end every pool
// is there once, its run is posted once and whole, and the books and the log hold.
func TestNoRunIsLostDoubledOrHalfPostedWhenTheServerIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for half a minute")
	}
	v := newVictim(t)
	members := v.found()
	v.start()
	first, second := v.signIn("first@nord.example"), v.signIn("second@nord.example")
	var answered atomic.Int64
	var all sync.WaitGroup
	for office := range crashOffices {
		all.Go(func() {
			for n := range crashPools {
				v.sharedCost(first, second, fmt.Sprintf("%02d-%02d", office, n), members)
				answered.Add(1)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for n := range int64(3) {
		v.killAfter(done, &answered, (n+1)*crashOffices*crashPools/4)
	}
	<-done
	v.stop()
	v.judgeCosts()
}

// found makes a cooperative with three members and two finance officers.
func (v *victim) found() (members []string) {
	v.t.Helper()
	commands := [][]string{{"migrate"}, {"cooperative", "add", "Nord"}}
	for _, name := range []string{"Stadt A", "Stadt B", "Stadt C"} {
		commands = append(commands, []string{"admit", "--cooperative", "Nord", "--name", name, "--kind", "it-provider"})
	}
	for _, name := range []string{"first", "second"} {
		commands = append(commands, []string{"person", "add", "--cooperative", "Nord", "--email", name + "@nord.example", "--name", name, "--role", "finance-officer"})
	}
	for _, arguments := range commands {
		cmd := v.command(arguments...)
		cmd.Stdin = strings.NewReader(stage.Password + "\n")
		if out, err := cmd.CombinedOutput(); err != nil {
			v.t.Fatalf("%v: %v\n%s", arguments, err, out)
		}
	}
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) {
		if err := pool.QueryRow(ctx, `select array_agg(id::text) from member`).Scan(&members); err != nil {
			v.t.Fatal(err)
		}
	})
	return members
}

// sharedCost opens a pool with a cost of 100.01, drafts its run and posts it.
func (v *victim) sharedCost(first, second *crashClient, name string, members []string) {
	texts, err := json.Marshal(members)
	if err != nil {
		v.t.Error(err)
		return
	}
	pool := v.asked(first, "/cost-pools", "pool-"+name, fmt.Sprintf(`{"title":"Dienst %s","kind":"shared-service","memberIds":%s,"cost":{"text":"Betrieb",
		"from":"2025-01-01","to":"2025-01-31","net":"100.01","vatCategory":"S","vatRate":"19","source":"typed"}}`, name, texts), http.StatusCreated)
	run := v.asked(first, "/cost-pools/"+pool+"/allocations", "draft-"+name,
		`{"from":"2025-01-01","to":"2025-01-31","scheme":{"parts":[{"key":"equal","percent":"100"}]}}`, http.StatusCreated)
	// A second time it is stale: the first was carried out, and only its answer lost.
	v.asked(second, "/allocations/"+run+"/post", "", "", http.StatusOK, http.StatusPreconditionFailed)
}

// asked sends a request until there is an answer, and returns the id of what it tells.
func (v *victim) asked(who *crashClient, path, key, body string, expected ...int) (id string) {
	a := ask{path: path, key: key}
	if body != "" {
		a.body = json.RawMessage(body)
	}
	if key == "" {
		a.version = 1
	}
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 3000 {
		status, answer, err := v.request(who, a)
		if err != nil || status >= http.StatusInternalServerError || bytes.Contains(answer, []byte(`"idempotency.running"`)) {
			<-tick.C
			continue
		}
		for _, e := range expected {
			if e == status {
				var made struct{ ID string }
				if err := json.Unmarshal(answer, &made); err != nil {
					v.t.Errorf("%s: %v: %s", path, err, answer)
				}
				return made.ID
			}
		}
		v.t.Errorf("%s: %d %s", path, status, answer)
		return ""
	}
	v.t.Errorf("%s: no answer within a minute", path)
	return ""
}

// judgeCosts holds the books against what was asked for.
func (v *victim) judgeCosts() {
	v.t.Helper()
	const want = crashOffices * crashPools
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) {
		for _, c := range []struct {
			what, sql string
			want      int
		}{
			{"pools", `select count(*) from cost_pool`, want},
			{"costs", `select count(*) from cost`, want},
			{"runs that are posted", `select count(*) from allocation where status = 'posted'`, want},
			{"runs", `select count(*) from allocation`, want},
			{"entries of costs", `select count(*) from ledger_entry where cause_type = 'cost'`, want},
			{"entries of runs", `select count(*) from ledger_entry where cause_type = 'allocation'`, want},
			{"entries with another number of lines than two, or four", `select count(*) from ledger_entry e
				where (select count(*) from ledger_line l where l.entry_id = e.id) <> case e.cause_type when 'cost' then 2 else 4 end`, 0},
			{"entries that do not sum to zero", `select count(*) from (select entry_id from ledger_line group by entry_id having sum(amount) <> 0) e`, 0},
			{"cents that members owe", `select (100 * sum(l.amount))::int from ledger_line l join ledger_account a on a.id = l.account_id where a.kind = 'member'`, want * 11901},
			{"gaps in the numbers of pools", `select count(*) from (select number, lag(number) over (order by number) as before from cost_pool) n
				where right(number, 4)::int <> coalesce(right(before, 4)::int, 0) + 1`, 0},
		} {
			var got int
			if err := pool.QueryRow(ctx, c.sql).Scan(&got); err != nil || got != c.want {
				v.t.Errorf("%d %s, want %d; %v", got, c.what, c.want, err)
			}
		}
	})
	v.verify()
}
