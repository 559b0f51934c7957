package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	reader "allmende/adapters/catalogue"
	"allmende/adapters/postgres"
	"allmende/cmd/bench/stage"
	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/member"
	"allmende/ports/usecase"
)

// The bars of a catalogue.
const (
	catalogueBar       = time.Minute
	catalogueMemoryBar = 300 << 20
)

// catalogueReport is how long catalogues took.
type catalogueReport struct {
	articles  int
	size      int64
	imported  imported      // all articles new
	approved  time.Duration // and put into force
	next      imported      // a hundredth of the prices changed
	nextForce time.Duration
}

// imported is what the command took to send a catalogue.
type imported struct {
	took   time.Duration
	memory int64 // at most, of the command
}

// catalogue sends a BMEcat of many articles by the command, as it would on the page, and
// approves it through the use case; then the next one, with a few prices changed.
func (g *ground) catalogue(ctx context.Context, r *report) error {
	c, err := openCatalogue(ctx, g)
	if err != nil {
		return err
	}
	defer c.db.Close()
	r.catalogue.articles = g.plan.articles
	for i, into := range []struct {
		imported *imported
		approved *time.Duration
	}{{&r.catalogue.imported, &r.catalogue.approved}, {&r.catalogue.next, &r.catalogue.nextForce}} {
		name := filepath.Join(g.folder, fmt.Sprintf("katalog-%d.xml", i+1))
		if r.catalogue.size, err = writeBMEcat(name, g.plan.articles, i > 0); err != nil {
			return err
		}
		if *into.imported, err = c.send(name); err != nil {
			return err
		}
		if *into.approved, err = c.approve(ctx); err != nil {
			return err
		}
		say("  sent in %.1f s with %d MiB, in force after %.1f s", into.imported.took.Seconds(), into.imported.memory>>20, into.approved.Seconds())
	}
	return nil
}

// catalogueOffice is a contract with somebody who sends catalogues and another who approves.
type catalogueOffice struct {
	*ground
	db               *postgres.DB
	contract, sender string
	actor            access.Actor
}

func openCatalogue(ctx context.Context, g *ground) (*catalogueOffice, error) {
	say("Preparing a catalogue of %d articles …", g.plan.articles)
	if err := g.migrate(ctx); err != nil {
		return nil, err
	}
	set, err := stage.Set(ctx, g.owner, stage.Plan{Members: 10, Buyers: 1, Frameworks: 1, Items: 3, Maximum: "900000000000.00"})
	if err != nil {
		return nil, err
	}
	c := &catalogueOffice{ground: g, sender: set.Officer}
	var cooperative, name string
	err = g.owner.QueryRow(ctx, `select f.number, c.id::text, c.name from framework f join cooperative c on c.id = f.cooperative_id`).Scan(&c.contract, &cooperative, &name)
	if err != nil {
		return nil, fmt.Errorf("find the contract: %w", err)
	}
	add := g.command(g.cluster.URL(), "person", "add", "--cooperative", name, "--email", "second@stage.example", "--name", "Zweite Person", "--role", "procurement-officer")
	add.Stdin = strings.NewReader(stage.Password + "\n")
	if out, err := add.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("add a person: %w\n%s", err, out)
	}
	var person string
	if err := g.owner.QueryRow(ctx, `select id::text from person where email = 'second@stage.example'`).Scan(&person); err != nil {
		return nil, fmt.Errorf("find a person: %w", err)
	}
	c.actor = access.Actor{
		Person: member.PersonID(person), Cooperative: member.CooperativeID(cooperative), Grants: []access.Grant{{Role: access.ProcurementOfficer}},
	}
	c.db, err = postgres.Open(ctx, g.cluster.URL())
	return c, err
}

func (c *catalogueOffice) send(name string) (imported, error) {
	cmd := c.command(c.cluster.URL(), "import", "catalogue", name, "--framework", c.contract, "--by", c.sender)
	begun := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return imported{}, fmt.Errorf("import the catalogue: %w\n%s", err, out)
	}
	took := time.Since(begun)
	memory, err := mostMemory(cmd)
	return imported{took, memory}, err
}

// mostMemory is what a command that has ended held at most.
func mostMemory(cmd *exec.Cmd) (int64, error) {
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("the system does not tell how much memory a command took")
	}
	return usage.Maxrss << 10, nil
}

func (c *catalogueOffice) approve(ctx context.Context) (time.Duration, error) {
	var waiting string
	if err := c.owner.QueryRow(ctx, `select id::text from catalogue_version where status = 'staged'`).Scan(&waiting); err != nil {
		return 0, fmt.Errorf("find the catalogue: %w", err)
	}
	begun := time.Now()
	_, err := usecase.NewCataloguing(c.db, reader.Reader{}).Approve(ctx, c.actor, catalogue.ID(waiting), 1)
	return time.Since(begun), err
}

// writeBMEcat writes a catalogue with images, data sheets and properties as they come from
// the trade; the second one changes a hundredth of the prices.
func writeBMEcat(name string, articles int, second bool) (int64, error) {
	file, err := os.Create(name)
	if err != nil {
		return 0, fmt.Errorf("write a catalogue: %w", err)
	}
	w := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?><BMECAT version="2005" xmlns="http://www.bmecat.org/bmecat/2005"><HEADER><CATALOG><LANGUAGE>deu</LANGUAGE><CATALOG_ID>K</CATALOG_ID><CATALOG_VERSION>1</CATALOG_VERSION><CURRENCY>EUR</CURRENCY></CATALOG><SUPPLIER><SUPPLIER_NAME>Bühne GmbH</SUPPLIER_NAME></SUPPLIER></HEADER><T_NEW_CATALOG>`+"\n")
	for i := range articles {
		cents := 100 + i%90_000
		if second && i%100 == 0 {
			cents++
		}
		fmt.Fprintf(w, bmecatArticle, i, i%40, i, i%7, i, i%14, i%5, i%300, i%20, cents/100, cents%100, i, i, i, (i+1)%articles)
	}
	fmt.Fprint(w, "</T_NEW_CATALOG></BMECAT>\n")
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		return 0, fmt.Errorf("write a catalogue: %w", err)
	}
	info, err := os.Stat(name)
	if err != nil {
		return 0, fmt.Errorf("write a catalogue: %w", err)
	}
	return info.Size(), nil
}

const bmecatArticle = `<PRODUCT>
<SUPPLIER_PID>ART-%06d</SUPPLIER_PID>
<PRODUCT_DETAILS><DESCRIPTION_SHORT>Büroartikel der Reihe %d, Nr. %d</DESCRIPTION_SHORT><DESCRIPTION_LONG>Für den täglichen Gebrauch in Büro und Werkstatt, geprüft und verpackt; Ausführung nach Wahl des Bestellers, Farbe und Maße siehe Merkmale.</DESCRIPTION_LONG><MANUFACTURER_PID>M-%d-%d</MANUFACTURER_PID><MANUFACTURER_NAME>Hersteller AG</MANUFACTURER_NAME><DELIVERY_TIME>%d</DELIVERY_TIME></PRODUCT_DETAILS>
<PRODUCT_FEATURES><REFERENCE_FEATURE_SYSTEM_NAME>CPV</REFERENCE_FEATURE_SYSTEM_NAME><REFERENCE_FEATURE_GROUP_ID>30192000-1</REFERENCE_FEATURE_GROUP_ID><FEATURE><FNAME>Farbe</FNAME><FVALUE>Farbton %d</FVALUE></FEATURE><FEATURE><FNAME>Breite</FNAME><FVALUE>%d</FVALUE><FUNIT>MMT</FUNIT></FEATURE><FEATURE><FNAME>Gewicht</FNAME><FVALUE>%d</FVALUE><FUNIT>KGM</FUNIT></FEATURE><FEATURE><FNAME>Umweltzeichen</FNAME><FVALUE>Blauer Engel</FVALUE></FEATURE></PRODUCT_FEATURES>
<PRODUCT_ORDER_DETAILS><ORDER_UNIT>H87</ORDER_UNIT><PRICE_QUANTITY>1</PRICE_QUANTITY></PRODUCT_ORDER_DETAILS>
<PRODUCT_PRICE_DETAILS><PRODUCT_PRICE price_type="net_customer"><PRICE_AMOUNT>%d.%02d</PRICE_AMOUNT><PRICE_CURRENCY>EUR</PRICE_CURRENCY></PRODUCT_PRICE></PRODUCT_PRICE_DETAILS>
<MIME_INFO><MIME><MIME_TYPE>image/jpeg</MIME_TYPE><MIME_SOURCE>bilder/art-%06d-vorn.jpg</MIME_SOURCE><MIME_DESCR>Vorderansicht</MIME_DESCR><MIME_PURPOSE>normal</MIME_PURPOSE></MIME><MIME><MIME_TYPE>image/jpeg</MIME_TYPE><MIME_SOURCE>bilder/art-%06d-seite.jpg</MIME_SOURCE><MIME_PURPOSE>detail</MIME_PURPOSE></MIME><MIME><MIME_TYPE>application/pdf</MIME_TYPE><MIME_SOURCE>blatt/art-%06d.pdf</MIME_SOURCE><MIME_PURPOSE>data_sheet</MIME_PURPOSE></MIME></MIME_INFO>
<PRODUCT_REFERENCE type="accessories"><PROD_ID_TO>ART-%06d</PROD_ID_TO></PRODUCT_REFERENCE>
</PRODUCT>
`

// text is the table in Markdown, or nothing.
func (r catalogueReport) text() string {
	if r.articles == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "BMEcat 2005, %d articles, %d MiB, each with two images and a data sheet referenced.\n\n", r.articles, r.size>>20)
	b.WriteString("| catalogues | | bar | |\n|---|---|---|---|\n")
	for _, row := range []struct {
		what string
		imported
	}{{"all articles new", r.imported}, {"a hundredth of the prices changed", r.next}} {
		fmt.Fprintf(&b, "| read, checked, compared: %s | %.1f s | %.0f s | %s |\n", row.what, row.took.Seconds(), catalogueBar.Seconds(), reached(row.took < catalogueBar))
		fmt.Fprintf(&b, "| memory of the command meanwhile | %d MiB | %d MiB | %s |\n", row.memory>>20, catalogueMemoryBar>>20, reached(row.memory < catalogueMemoryBar))
	}
	fmt.Fprintf(&b, "| put into force, all at once | %.1f s | | |\n| put into force, the changed ones | %.1f s | | |\n", r.approved.Seconds(), r.nextForce.Seconds())
	return b.String()
}
