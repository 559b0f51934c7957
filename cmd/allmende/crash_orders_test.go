package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"
)

// crashOrder is an order, or what else takes away, with its key and its last word.
type crashOrder struct {
	buyer  *crashClient
	path   string
	key    string
	body   string
	total  decimal.Decimal
	status int
	answer []byte
}

// orders are those of every buyer, one to nine pieces at 1.01 EUR each.
func (v *victim) orders() [][]*crashOrder {
	v.t.Helper()
	people := make([]*crashClient, len(v.stage.Buyers))
	for i, b := range v.stage.Buyers {
		people[i] = v.signIn(b.Email)
	}
	orders := make([][]*crashOrder, crashBuyers)
	for i := range orders {
		for n := range crashOrders {
			pieces := 1 + (i*7+n*5)%9
			f, home := v.stage.Frameworks[0], v.stage.Buyers[i%len(people)].Member
			orders[i] = append(orders[i], &crashOrder{
				buyer: people[i%len(people)], path: "/call-offs", key: fmt.Sprintf("order-%03d-%03d", i, n), total: decimal.New(101*int64(pieces), -2),
				body: fmt.Sprintf(`{"frameworkId":%q,"memberId":%q,"budgetCode":"4711","lines":[{"itemId":%q,"quantity":"%d"}]}`, f.ID, home, f.Items[0], pieces),
			})
		}
	}
	return orders
}

// insist sends an order until there is an answer that says what became of it.
func (v *victim) insist(o *crashOrder) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 3000 {
		status, answer, err := v.send(o)
		if err == nil && status < http.StatusInternalServerError && !bytes.Contains(answer, []byte(`"idempotency.running"`)) {
			o.status, o.answer = status, answer
			return
		}
		<-tick.C
	}
	v.t.Errorf("%s: no answer within a minute", o.key)
}

func (v *victim) send(o *crashOrder) (int, []byte, error) {
	return v.request(o.buyer, ask{path: o.path, key: o.key, body: json.RawMessage(o.body)})
}

// repeatAll asks once more under every key that bought something: the same bytes come back.
func (v *victim) repeatAll(orders [][]*crashOrder) {
	v.t.Helper()
	for _, mine := range orders {
		for _, o := range mine {
			if o.status != http.StatusCreated {
				continue
			}
			if status, answer, err := v.send(o); err != nil || status != o.status || !bytes.Equal(answer, o.answer) {
				v.t.Errorf("%s: answered %s, and when asked again %d %s, %v", o.key, o.answer, status, answer, err)
			}
		}
	}
}

// judge holds the answers against the database.
func (v *victim) judge(orders [][]*crashOrder) {
	v.t.Helper()
	placed, refused := map[string]string{}, []*crashOrder{}
	drawn := decimal.Zero
	for _, mine := range orders {
		for _, o := range mine {
			switch {
			case o.status == http.StatusCreated:
				var c struct{ ID string }
				if err := json.Unmarshal(o.answer, &c); err != nil || placed[c.ID] != "" {
					v.t.Errorf("%s: %s, as %q already, %v", o.key, o.answer, placed[c.ID], err)
				}
				placed[c.ID] = o.key
				drawn = drawn.Add(o.total)
			case o.status == http.StatusConflict && bytes.Contains(o.answer, []byte(`"framework.`)):
				refused = append(refused, o)
			default:
				v.t.Errorf("%s: %d %s", o.key, o.status, o.answer)
			}
		}
	}
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) { v.compare(ctx, pool, placed, refused, drawn) })
}

func (v *victim) compare(ctx context.Context, pool *pgxpool.Pool, placed map[string]string, refused []*crashOrder, drawn decimal.Decimal) {
	v.t.Helper()
	var stored []string
	var kept, left string
	if err := pool.QueryRow(ctx, `select array_agg(id::text) from call_off`).Scan(&stored); err != nil {
		v.t.Fatal(err)
	}
	if err := pool.QueryRow(ctx, `select drawn::text, (maximum - drawn)::text from framework_drawn`).Scan(&kept, &left); err != nil {
		v.t.Fatal(err)
	}
	for _, id := range stored {
		if placed[id] == "" {
			v.t.Errorf("call-off %s is there, and nobody was told", id)
		}
	}
	if len(stored) != len(placed) {
		v.t.Errorf("%d call-offs are there, %d were promised", len(stored), len(placed))
	}
	if kept != drawn.StringFixed(2) {
		v.t.Errorf("%s is drawn, %s was promised", kept, drawn)
	}
	for _, o := range refused {
		if o.total.Cmp(decimal.RequireFromString(left)) <= 0 {
			v.t.Errorf("%s over %s was refused, and %s is left", o.key, o.total, left)
		}
	}
	wrong, err := v.stage.Wrong(ctx, pool)
	if err != nil || len(wrong) > 0 {
		v.t.Errorf("totals that are not the sums of their parts: %v, %v", wrong, err)
	}
	if len(refused) == 0 || len(placed) == 0 {
		v.t.Errorf("%d were placed and %d refused: nothing was shown", len(placed), len(refused))
	}
}
