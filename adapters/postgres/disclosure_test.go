package postgres_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"allmende/adapters/notary"
	"allmende/adapters/ocds"
	"allmende/adapters/ocds/ocdstest"
	"allmende/domain/access"
	"allmende/domain/disclosure"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// disclose puts the log in order and tells the public, until there is nothing left to tell.
func (m *market) disclose() int {
	m.t.Helper()
	key, err := notary.Open(m.t.TempDir())
	if err != nil {
		m.t.Fatal(err)
	}
	for {
		n, err := usecase.NewVerification(m.db, m.db, key).Extend(m.t.Context())
		if err != nil {
			m.t.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	told, err := usecase.NewDisclosing(m.db, ocds.Writer{Public: &url.URL{Scheme: "https", Host: "allmende.example"}}, disclosure.Unregistered).Disclose(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	return told
}

func (m *market) released() (all []view.Release) {
	m.t.Helper()
	page := view.PageRequest{Limit: 200}
	for {
		found, err := m.db.Releases(m.t.Context(), page)
		if err != nil {
			m.t.Fatal(err)
		}
		all = append(all, found.Items...)
		if found.Next == "" {
			return all
		}
		page.Cursor = found.Next
	}
}

func (m *market) clockOn(days int) {
	m.t.Helper()
	m.prepare(`create or replace function allmende_clock() returns timestamptz language sql volatile as 'select clock_timestamp() + interval ''` + fmt.Sprint(days) + ` days'''`)
}

// A thousand orders become a thousand processes beside that of their contract: all valid, and what
// their contracts are worth together is what was drawn, once.
func TestAThousandProcessesAreValidAndCountedOnce(t *testing.T) {
	schemas := ocdstest.Load(t)
	s := openShop(t)
	buyers := []access.Actor{s.buyer("Celle"), s.buyer("Gifhorn")}
	a := s.agreement(buyers[0].Grants[0].Member, buyers[1].Grants[0].Member)
	a.Maximum = money.MustAmount("1000000.00")
	a.Items[0].Maximum = quantity.Must("5000")
	f := s.conclude(a)
	want := money.Zero
	var orders []view.CallOff
	for i := range 1000 {
		c := s.mustPlace(buyers[i%2], f, line(f, 1, fmt.Sprint(1+i%3)))
		orders = append(orders, c)
		want = want.Add(money.MustAmount(c.Total))
	}
	if told := s.disclose(); told != 0 {
		t.Errorf("%d processes are told of on the day itself", told)
	}
	s.clockOn(1)
	if told := s.disclose(); told != 1000 {
		t.Fatalf("%d orders are told of", told)
	}
	if told := s.disclose(); told != 0 {
		t.Errorf("%d processes are told of again, without anything new", told)
	}
	packed, err := ocds.Releases("https://allmende.example/", "", s.released())
	if err != nil {
		t.Fatal(err)
	}
	ocdstest.Must(t, schemas.Releases, packed)
	records, err := ocds.Records("https://allmende.example/", s.released())
	if err != nil {
		t.Fatal(err)
	}
	ocdstest.Must(t, schemas.Records, records)
	if got := contractsOf(t, records); got.Cmp(want) != 0 {
		t.Errorf("the contracts of all processes are worth %s, ordered was %s", got, want)
	}
	if drawn := money.MustAmount(s.contract(framework.ID(f.ID)).Drawn); drawn.Cmp(want) != 0 {
		t.Errorf("drawn is %s, ordered %s", drawn, want)
	}
	if strings.Contains(string(packed), "Einkauf Celle") || strings.Contains(string(packed), buyers[0].Person.String()) {
		t.Error("a person is public")
	}
	// One that is cancelled afterwards is worth nothing any more, and its record says both.
	if err := s.cancel(t.Context(), buyers[0], orders[0]); err != nil {
		t.Fatal(err)
	}
	s.clockOn(2)
	if told := s.disclose(); told != 1 {
		t.Fatalf("%d processes are told of after one was cancelled", told)
	}
	found, err := s.db.ReleasesOf(t.Context(), disclosure.Unregistered.Name(orders[0].ID))
	if err != nil || len(found) != 2 || !strings.Contains(found[1].Body, `"cancelled"`) {
		t.Errorf("the record has %d releases: %v", len(found), err)
	}
}

// contractsOf adds up what contracts are worth over all processes.
func contractsOf(t *testing.T, records []byte) money.Amount {
	t.Helper()
	var read struct {
		Records []struct {
			CompiledRelease struct {
				Contracts []struct{ Value *struct{ Amount json.Number } }
			}
		}
	}
	if err := json.Unmarshal(records, &read); err != nil {
		t.Fatal(err)
	}
	sum := money.Zero
	for _, r := range read.Records {
		for _, c := range r.CompiledRelease.Contracts {
			if c.Value != nil {
				sum = sum.Add(money.MustAmount(c.Value.Amount.String()))
			}
		}
	}
	return sum
}

// What was released stays, and nobody but the sequencer behind the log writes it.
func TestWhatWasReleasedStays(t *testing.T) {
	s := openShop(t)
	buyer := s.buyer("Celle")
	f := s.conclude(s.agreement(buyer.Grants[0].Member))
	s.mustPlace(buyer, f, line(f, 1, "1"))
	s.clockOn(1)
	s.disclose()
	for _, sql := range []string{`update publication.release set body = '{}'`, `delete from publication.release`, `truncate publication.release cascade`} {
		if _, err := s.owner.Exec(t.Context(), sql); err == nil || !strings.Contains(err.Error(), "stays as it was") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	tx, err := s.owner.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `set local role allmende_app`); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `delete from publication.process`); err == nil {
		t.Error("the role of the application writes what is public")
	}
}

// Whoever reads as nobody sees what is public and nothing of the business.
func TestThePublicSeesNothingElse(t *testing.T) {
	s := openShop(t)
	s.conclude(s.agreement(s.buyer("Celle").Grants[0].Member))
	tx, err := s.owner.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `set local role allmende_app`); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"tender", "tender_lot", "framework", "call_off", "bid", "member", "supplier"} {
		var n int
		if err := tx.QueryRow(t.Context(), `select count(*) from `+table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s shows %d rows: %v", table, n, err)
		}
	}
}

// A draft is nobody's business, and becomes it at its publication.
func TestATenderIsPublicFromItsPublicationOn(t *testing.T) {
	o := openOffice(t)
	o.mustDraft()
	o.disclose()
	if all := o.released(); len(all) != 0 {
		t.Fatalf("a draft is public: %+v", all)
	}
	published := o.published()
	if told := o.disclose(); told != 1 {
		t.Fatalf("%d processes are told of", told)
	}
	page, err := o.db.Processes(t.Context(), view.PublicSearch{Words: published.Lots[0].Title, Status: "active"}, view.PageRequest{Limit: 10})
	if err != nil || len(page.Items) != 1 || page.Items[0].Object != published.ID || len(page.Items[0].Awards) != 0 {
		t.Fatalf("found %+v, %v", page, err)
	}
	text, err := json.Marshal(page.Items[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{o.officer.Person.String(), "estimated"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%s is public: %s", secret, text)
		}
	}
	for _, none := range []view.PublicSearch{{Words: "Hubschrauber"}, {CPV: "99"}, {Status: "complete"}} {
		if page, err := o.db.Processes(t.Context(), none, view.PageRequest{Limit: 10}); err != nil || len(page.Items) != 0 {
			t.Errorf("%+v finds %d: %v", none, len(page.Items), err)
		}
	}
	if _, found, err := o.db.Process(t.Context(), "ocds-000000-nothing"); found || err != nil {
		t.Errorf("nothing is found: %v", err)
	}
}
