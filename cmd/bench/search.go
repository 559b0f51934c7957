package main

import (
	"context"
	"fmt"
	mathrand "math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
)

// The bar of the search, and how much it is done in.
const (
	searchBar       = 50 * time.Millisecond
	searchContracts = 40
	searchClients   = 8
)

// searchReport is what was measured of the marketplace's search, through the real server.
type searchReport struct {
	items    int
	stocking time.Duration
	readings []reading
	paint    paintReport
}

// sought is what buyers look for: one of the queries, each as likely as it stands here often.
type sought struct {
	what    string
	queries []string
}

// searches are what is measured one by one, and then all mixed.
var searches = []sought{
	{"the first page, nothing looked for", []string{"", "quantity=10"}},
	{"a frequent word", []string{"q=notebook", "q=drucker", "q=stuhl", "q=monitor", "q=lizenz"}},
	{"two or three words", []string{"q=notebook+lenovo", "q=monitor+27+zoll", "q=toner+schwarz+hp", "q=b%C3%BCrostuhl+sedus", "q=switch+48+port+cisco"}},
	{"umlauts written out, inflected words", []string{"q=buerostuehle", "q=schreibtische+hoehenverstellbar", "q=feuerwehrschl%C3%A4uche", "q=burostuhl"}},
	{"misspelt words", []string{"q=schreibtsich", "q=tastatru+cherry", "q=dokumentenscaner"}},
	{"part of an article's name", []string{"q=AB317", "q=CF400+notebook"}},
	{"narrowed by facets", []string{"q=notebook&category=hardware&quantity=5", "category=software", "cpv=301&q=toner", "q=a4&priceFrom=100&priceTo=500"}},
	{"sorted by price", []string{"q=monitor&order=price", "order=price-desc", "q=kopierpapier&order=price"}},
}

// search fills a database of its own with 200,000 items and searches them as buyers do.
func (g *ground) search(ctx context.Context, r *report) error {
	market := *g
	market.server = nil
	defer market.stopServer()
	if err := market.stock(ctx, &r.search); err != nil {
		return err
	}
	defer market.owner.Close()
	browsers, err := market.buyers(ctx)
	if err != nil {
		return err
	}
	var mixed []string
	for _, s := range searches {
		mixed = append(mixed, s.queries...)
		if err := market.searching(ctx, &r.search, s, browsers); err != nil {
			return err
		}
	}
	if err := market.searching(ctx, &r.search, sought{"**all of these, mixed**", mixed}, browsers); err != nil {
		return err
	}
	return market.paint(ctx, &r.search)
}

// stock opens a database, fills it and starts the server on it.
func (g *ground) stock(ctx context.Context, r *searchReport) error {
	database, err := g.database(ctx, "market")
	if err != nil {
		return err
	}
	if out, err := g.command(database, "migrate").CombinedOutput(); err != nil {
		return fmt.Errorf("migrate: %w\n%s", err, out)
	}
	if g.owner, err = pgxpool.New(ctx, database); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	say("Writing %d items …", g.plan.items)
	g.stage, err = stage.Set(ctx, g.owner, stage.Plan{Members: 100, Buyers: searchClients, Frameworks: searchContracts, Items: 3, Maximum: "900000000000.00"})
	if err != nil {
		return err
	}
	begun := time.Now()
	if err := g.stage.Stock(ctx, g.owner, g.plan.items/searchContracts); err != nil {
		return err
	}
	r.items, r.stocking = g.plan.items, time.Since(begun)
	return g.startServer(ctx, database)
}

// searching measures one kind of search.
func (g *ground) searching(ctx context.Context, r *searchReport, s sought, browsers []*browser) error {
	say("Search: %s …", s.what)
	do := func(ctx context.Context, b *browser) error {
		return b.get(ctx, "/catalogue?limit=50&"+s.queries[mathrand.IntN(len(s.queries))]+"&memberId="+url.QueryEscape(b.member), nil)
	}
	if err := g.warmUp(ctx, browsers, do, &report{}); err != nil {
		return err
	}
	measured, err := g.load(ctx, browsers, do)
	if err != nil {
		return err
	}
	r.readings = append(r.readings, reading{s.what, len(browsers), measured})
	return nil
}

// text is the table in Markdown, or nothing.
func (r searchReport) text() string {
	if len(r.readings) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d items in %d contracts; they were written and made searchable, with all that guards them, in %.0f s.\n\n", r.items, searchContracts, r.stocking.Seconds())
	fmt.Fprintf(&b, "| search, %d clients, first 50 items with all facets | requests/s | p50 ms | p95 ms | CPU ms (server + database) |\n|---|---|---|---|---|\n", searchClients)
	for _, x := range r.readings {
		fmt.Fprintf(&b, "| %s | %.0f | %.1f | %.1f | %.2f |\n", x.what, x.sample.rate, milliseconds(x.sample.p50), milliseconds(x.sample.p95), milliseconds(x.sample.work()))
	}
	mixed := r.readings[len(r.readings)-1].sample.p95
	reached := "reached"
	if mixed > searchBar {
		reached = "**not reached**"
	}
	fmt.Fprintf(&b, "\nGoal P10, all mixed: p95 %.1f ms, must be under %.0f ms: %s.\n", milliseconds(mixed), milliseconds(searchBar), reached)
	r.paint.write(&b)
	return b.String()
}
