package postgres_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	reader "allmende/adapters/catalogue"
	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// counter is a shop whose supplier sends catalogues of one contract.
type counter struct {
	*shop
	*usecase.Cataloguing
	contract view.Framework
	second   access.Actor // an officer who did not send it
	customer access.Actor
}

func openCounter(t testing.TB) *counter {
	s := openShop(t)
	customer := s.buyer("Celle")
	return &counter{
		shop: s, Cataloguing: usecase.NewCataloguing(s.db, reader.Reader{}), contract: s.conclude(s.agreement(customer.Grants[0].Member)),
		customer: customer, second: s.appoint("Olaf Ordnung", access.Grant{Role: access.ProcurementOfficer}),
	}
}

const heads = "Artikelnummer;Bezeichnung;Einheit;Preis netto;Position im Vertrag;Lieferzeit in Tagen;Nachfolger;Staffelpreise;CPV;GTIN\n"

func (c *counter) send(rows ...string) (view.CatalogueVersion, error) {
	return c.sendFile("katalog.csv", heads+strings.Join(rows, "\n"))
}

func (c *counter) sendFile(name, content string) (view.CatalogueVersion, error) {
	sum := sha256.Sum256([]byte(content))
	return c.Upload(c.t.Context(), c.bidder, access.Key{}, driving.UploadCatalogue{
		Framework: framework.ID(c.contract.ID), Name: name, Content: strings.NewReader(content), Size: int64(len(content)), Hash: hex.EncodeToString(sum[:]),
	})
}

func (c *counter) mustSend(rows ...string) view.CatalogueVersion {
	c.t.Helper()
	v, err := c.send(rows...)
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

func (c *counter) mustApprove(v view.CatalogueVersion) {
	c.t.Helper()
	got, err := c.Approve(c.t.Context(), c.second, catalogue.ID(v.ID), v.Version)
	if err != nil {
		c.t.Fatal(err)
	}
	if got.Status != "approved" || got.DecidedBy == nil {
		c.t.Errorf("got %+v", got)
	}
}

func (c *counter) items() map[string]view.ContractItem {
	c.t.Helper()
	page, err := c.Items(c.t.Context(), c.officer, framework.ID(c.contract.ID), "", view.PageRequest{Limit: 200})
	if err != nil {
		c.t.Fatal(err)
	}
	items := map[string]view.ContractItem{}
	for _, item := range page.Items {
		items[item.Number] = item
	}
	return items
}

func (c *counter) detail(number string) view.ContractItemDetail {
	c.t.Helper()
	item, err := c.Item(c.t.Context(), c.officer, framework.ID(c.contract.ID), framework.ItemID(c.items()[number].ID))
	if err != nil {
		c.t.Fatal(err)
	}
	return item
}

func (c *counter) changes(v view.CatalogueVersion, kind string) []view.CatalogueChange {
	c.t.Helper()
	page, err := c.Changes(c.t.Context(), c.officer, catalogue.ID(v.ID), kind, view.PageRequest{Limit: 200})
	if err != nil {
		c.t.Fatal(err)
	}
	return page.Items
}

func (c *counter) faults(v view.CatalogueVersion) map[string]string {
	c.t.Helper()
	page, err := c.Faults(c.t.Context(), c.officer, catalogue.ID(v.ID), view.PageRequest{Limit: 200})
	if err != nil {
		c.t.Fatal(err)
	}
	codes := map[string]string{}
	for _, f := range page.Items {
		codes[f.Number] += f.Code + " "
	}
	return codes
}

// mustVerify fails where a row is not as its event left it, or a total not the sum of its parts.
func (c *counter) mustVerify() {
	c.t.Helper()
	rows, err := c.owner.Query(c.t.Context(), `select kind || ' ' || relation || ' ' || row_key from set_config('app.cooperative_id', $1, false), audit_row_findings()`, c.id.String())
	if err != nil {
		c.t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(found) > 0 {
		c.t.Errorf("verification finds %v, %v", found, err)
	}
	c.totalsMustAgree()
}

func countsOf(v view.CatalogueVersion) [5]int {
	return [5]int{v.NewCount, v.Changed, v.SameCount, v.GoneCount, v.FaultCount}
}

func TestACatalogueWaitsUntilAnotherOfficerApprovesIt(t *testing.T) {
	c := openCounter(t)
	v := c.mustSend("NB-14;Notebook 14 Zoll;H87;389,90;1;5;;;;", "MO-27;Monitor für Büros;H87;189,90;;;MO-28;10: 179,90;;", "MO-28;Monitor neu;H87;199;;;;;;")
	if got := countsOf(v); got != [5]int{2, 1, 0, 0, 0} || v.Status != "staged" || v.Number != 1 || v.Extent != "whole" {
		t.Fatalf("got %+v", v)
	}
	if len(c.items()) != 1 { // the awarded ones, without a number
		t.Errorf("before approval there is %v", c.items())
	}
	waits := func() bool {
		return slices.ContainsFunc(c.todo(c.second), func(task view.ToDo) bool { return task.Kind == "catalogue-approve" && task.ObjectID == v.Framework.ID })
	}
	if !waits() {
		t.Error("nothing waits for the second officer")
	}
	if _, err := c.Approve(t.Context(), c.bidder, catalogue.ID(v.ID), v.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the bidder approves: %v", err)
	}
	c.mustApprove(v)
	if waits() {
		t.Error("it still waits when it is approved")
	}
	items := c.items()
	if items["NB-14"].Position != 1 || !items["NB-14"].Awarded || items["MO-27"].Price != "189.90" || items["MO-27"].Awarded {
		t.Errorf("got %v", items)
	}
	if d := c.detail("MO-27"); d.Successor == nil || d.Successor.ID != items["MO-28"].ID || len(d.Tiers) != 1 || d.Tiers[0].Price != "179.90" {
		t.Errorf("got %+v", d)
	}
	if d := c.detail("NB-14"); d.DeliveryDays == nil || *d.DeliveryDays != 5 || d.MaximumQuantity != "20" {
		t.Errorf("got %+v", d)
	}
	if _, err := c.Approve(t.Context(), c.second, catalogue.ID(v.ID), v.Version+1); !errors.Is(err, catalogue.ErrDecided) {
		t.Errorf("approved twice: %v", err)
	}
	c.mustVerify()
}

func TestTheNextCatalogueIsComparedWithTheOneInForce(t *testing.T) {
	c := openCounter(t)
	c.mustApprove(c.mustSend("A;Maus;H87;10;;;;;;", "B;Tastatur;H87;20;;;C;;;", "C;Tastatur neu;H87;25;;;;;;", "D;Kabel;MTR;1;;;;;;", "E;Hub;H87;30;;;;;;"))
	v := c.mustSend("A;Maus;H87;12,50;;;;;;", "C;Tastatur neu;H87;25;;;;;;", "D;Kabel, schwarz;MTR;1;;;;;;", "F;Dock;H87;90;;;;;;", "E;Hub;XYZ1;30;;;;;;")
	if got := countsOf(v); got != [5]int{1, 2, 1, 1, 1} || v.Dearer != 1 {
		t.Fatalf("got %v, %d dearer", got, v.Dearer)
	}
	changed := c.changes(v, "changed")
	if len(changed) != 2 || changed[0].Number != "A" || changed[0].PriceChange != "25.0" || len(changed[0].Differences) != 1 || changed[0].Differences[0] != (view.CatalogueDifference{Field: "price", From: "10.00", To: "12.50"}) {
		t.Errorf("changed %+v", changed)
	}
	if d := changed[1].Differences; len(d) != 1 || d[0].Field != "name" || d[0].From != "Kabel" {
		t.Errorf("changed %+v", d)
	}
	if gone := c.changes(v, "gone"); len(gone) != 1 || gone[0].Number != "B" || gone[0].Retired != "replaced" {
		t.Errorf("gone %+v", gone)
	}
	if dearer := c.changes(v, "dearer"); len(dearer) != 1 || dearer[0].Number != "A" {
		t.Errorf("dearer %+v", dearer)
	}
	c.mustApprove(v)
	items := c.items()
	if items["B"].Retired != "replaced" || items["E"].Retired != "" || items["D"].Name != "Kabel, schwarz" || items["A"].Price != "10.00" {
		t.Errorf("got %v", items)
	}
	if err := c.db.ShiftClock(t.Context(), 25*time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := c.items()["A"].Price; got != "12.50" {
		t.Errorf("tomorrow it costs %s", got)
	}
	back := c.mustSend("A;Maus;H87;12,50;;;;;;", "B;Tastatur;H87;20;;;C;;;", "C;Tastatur neu;H87;25;;;;;;", "D;Kabel, schwarz;MTR;1;;;;;;", "E;Hub;H87;30;;;;;;", "F;Dock;H87;90;;;;;;")
	if got := countsOf(back); got != [5]int{0, 1, 5, 0, 0} {
		t.Errorf("what comes back: %v", got)
	}
	c.mustApprove(back)
	if got := c.items()["B"]; got.Retired != "" {
		t.Errorf("got %v", got)
	}
	c.mustVerify()
}

func TestWhatCameByCatalogueIsCalledOffUntilItIsGone(t *testing.T) {
	c := openCounter(t)
	c.mustApprove(c.mustSend("A;Maus;H87;10;;;;;;", "B;Tastatur;H87;20;;;;;;"))
	order := driving.PlaceCallOff{
		Framework: framework.ID(c.contract.ID), Member: c.customer.Grants[0].Member, BudgetCode: "4711",
		Lines: []driving.PlaceCallOffLine{{Item: c.items()["A"].ID, Quantity: "150"}},
	}
	quote, err := c.ordering.QuoteCallOff(t.Context(), c.customer, order)
	if err != nil || !quote.Orderable || quote.Total != "1500.00" || quote.Lines[0].RemainingQuantity != "" {
		t.Errorf("%+v, %v", quote, err)
	}
	if _, err := c.ordering.PlaceCallOff(t.Context(), c.customer, access.Key{}, order); err != nil {
		t.Fatal(err)
	}
	c.mustApprove(c.mustSend("B;Tastatur;H87;20;;;;;;"))
	if _, err := c.ordering.PlaceCallOff(t.Context(), c.customer, access.Key{}, order); !errors.Is(err, framework.ErrItemRetired) {
		t.Errorf("called off what is gone: %v", err)
	}
	if quote, err := c.ordering.QuoteCallOff(t.Context(), c.customer, order); err != nil || quote.Orderable {
		t.Errorf("%+v, %v", quote, err)
	}
	c.mustVerify()
}

func TestBadLinesAreReportedAndTheRestIsIntact(t *testing.T) {
	c := openCounter(t)
	c.prepare(`insert into reference_code values ('cpv', '30213100-6', 'Tragbare Computer', 'Portable computers', '')`)
	v := c.mustSend("OK;Bürotisch;H87;100;;;;;30213100;4006381333931", "TWICE;Lampe;H87;10;;;;;;", "TWICE;Lampe;H87;11;;;;;;", "UNIT;Stuhl;FOO;10;;;;;;",
		"CPV;Stuhl;H87;10;;;;;30213100-5;", "FREE;Stuhl;H87;0;;;;;;", "MINUS;Stuhl;H87;-5;;;;;;", "GTIN;Stuhl;H87;5;;;;;;4006381333932", "ABOVE;Notebook;H87;389,91;1;;;;;",
		"POS;Notebook;H87;1;7;;;;;", "PER;Rechenzeit;H87;0,001;2;;;;;")
	want := map[string]string{
		"TWICE": "catalogue.number-twice catalogue.number-twice ", "UNIT": "catalogue.unit-unknown ", "CPV": "catalogue.cpv-unknown ", "FREE": "catalogue.price-not-positive ",
		"MINUS": "catalogue.price-not-positive ", "GTIN": "catalogue.gtin-wrong ", "ABOVE": "catalogue.price-above-contract ", "POS": "catalogue.position-unknown ",
		"PER": "catalogue.unit-of-contract ",
	}
	got := c.faults(v)
	for number, codes := range want {
		if got[number] != codes {
			t.Errorf("%s: %q, want %q", number, got[number], codes)
		}
	}
	if len(got) != len(want) || v.NewCount != 2 || v.Changed != 0 {
		t.Errorf("%v, %+v", got, v)
	}
	c.mustApprove(v)
	if items := c.items(); items["OK"].Name != "Bürotisch" || items["GTIN"].ID == "" || items["ABOVE"].ID != "" {
		t.Errorf("got %v", items)
	}
	c.mustVerify()
}

func TestANewUploadSupersedesTheOneThatWaits(t *testing.T) {
	c := openCounter(t)
	first, second := c.mustSend("A;Maus;H87;10;;;;;;"), c.mustSend("A;Maus;H87;11;;;;;;")
	if _, err := c.Approve(t.Context(), c.second, catalogue.ID(first.ID), first.Version+1); !errors.Is(err, catalogue.ErrDecided) {
		t.Errorf("got %v", err)
	}
	got, err := c.Reject(t.Context(), c.second, catalogue.ID(second.ID), second.Version, "zu teuer")
	if err != nil || got.Status != "rejected" || got.Reason != "zu teuer" {
		t.Errorf("%+v, %v", got, err)
	}
	page, err := c.Versions(t.Context(), c.bidder, framework.ID(c.contract.ID), view.PageRequest{Limit: 1})
	if err != nil || len(page.Items) != 1 || page.Items[0].Number != 2 || page.Next == "" {
		t.Errorf("%+v, %v", page, err)
	}
	c.mustVerify()
}

func TestUpdatesOfBMEcatTouchOnlyWhatTheyName(t *testing.T) {
	c := openCounter(t)
	c.mustApprove(c.mustSend("A;Maus;H87;10;;;;;;", "B;Tastatur;H87;20;;3;;;;"))
	prices := `<BMECAT version="1.2"><T_UPDATE_PRICES><ARTICLE><SUPPLIER_AID>B</SUPPLIER_AID><ARTICLE_PRICE_DETAILS><ARTICLE_PRICE price_type="net_customer"><PRICE_AMOUNT>18</PRICE_AMOUNT></ARTICLE_PRICE></ARTICLE_PRICE_DETAILS></ARTICLE>` +
		`<ARTICLE><SUPPLIER_AID>Z</SUPPLIER_AID><ARTICLE_PRICE_DETAILS><ARTICLE_PRICE price_type="net_customer"><PRICE_AMOUNT>18</PRICE_AMOUNT></ARTICLE_PRICE></ARTICLE_PRICE_DETAILS></ARTICLE></T_UPDATE_PRICES></BMECAT>`
	v, err := c.sendFile("preise.xml", prices)
	if err != nil || countsOf(v) != [5]int{0, 1, 0, 0, 1} || v.Extent != "prices" {
		t.Fatalf("%+v, %v", v, err)
	}
	if d := c.changes(v, "")[0].Differences; len(d) != 1 || d[0].Field != "price" {
		t.Errorf("differences %v", d)
	}
	c.mustApprove(v)
	if d := c.detail("B"); d.Name != "Tastatur" || d.DeliveryDays == nil {
		t.Errorf("got %+v", d)
	}
	v, err = c.sendFile("artikel.xml", `<BMECAT version="1.2"><T_UPDATE_PRODUCTS><ARTICLE mode="delete"><SUPPLIER_AID>A</SUPPLIER_AID></ARTICLE></T_UPDATE_PRODUCTS></BMECAT>`)
	if err != nil || countsOf(v) != [5]int{0, 0, 0, 1, 0} {
		t.Fatalf("%+v, %v", v, err)
	}
	c.mustApprove(v)
	if items := c.items(); items["A"].Retired != "blocked" || items["B"].Retired != "" {
		t.Errorf("got %v", items)
	}
	c.mustVerify()
}

func TestARefusedFileLeavesNothing(t *testing.T) {
	c := openCounter(t)
	if _, err := c.sendFile("bombe.xml", `<BMECAT version="1.2">`+strings.Repeat("<A>", 1000)); !errors.Is(err, catalogue.ErrTooDeep) {
		t.Errorf("got %v", err)
	}
	page, err := c.Versions(t.Context(), c.officer, framework.ID(c.contract.ID), view.PageRequest{Limit: 10})
	if err != nil || len(page.Items) > 0 {
		t.Errorf("%+v, %v", page, err)
	}
	c.mustVerify()
}

func TestNobodyElseSeesWhatASupplierSends(t *testing.T) {
	c := openCounter(t)
	v := c.mustSend("A;Maus;H87;10;;;;;;")
	other := id.New[member.Supplier]()
	c.prepare(`insert into supplier (cooperative_id, id, name) values ($1, $2, 'Andere GmbH')`, c.shop.id.String(), other.String())
	stranger := c.appoint("Frieda Fremd", access.Grant{Role: access.Bidder, Supplier: other})
	for name, actor := range map[string]access.Actor{"a buyer": c.customer, "another supplier": stranger} {
		if _, err := c.Version(t.Context(), actor, catalogue.ID(v.ID)); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASuppliersColumnsAreKept(t *testing.T) {
	c := openCounter(t)
	contract := framework.ID(c.contract.ID)
	got, err := c.SetColumns(t.Context(), c.bidder, contract, 0, map[string]string{"number": "SKU", "name": "Titel", "unit": "ME", "price": "EK", "gtin": " "})
	if err != nil || got.Version != 1 || len(got.Columns) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	if v, err := c.sendFile("eigene.csv", "SKU,Titel,ME,EK\nA,Maus,Stk,10\n"); err != nil || v.NewCount != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	if _, err := c.SetColumns(t.Context(), c.bidder, contract, 0, nil); !errors.Is(err, access.ErrStale) {
		t.Errorf("over a version that is gone: %v", err)
	}
	if _, err := c.SetColumns(t.Context(), c.bidder, contract, 1, map[string]string{"number": "SKU", "name": "sku"}); !errors.Is(err, catalogue.ErrMapping) {
		t.Errorf("one column for two fields: %v", err)
	}
	c.mustVerify()
}
