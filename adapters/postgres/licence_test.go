package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	held "allmende/domain/licence"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// lessee is a counter whose catalogue sells licences for a year, five seats to a unit.
type lessee struct {
	*counter
	*usecase.Holding
	dispatching *usecase.Dispatching
}

func openLessee(t *testing.T) *lessee {
	c := openCounter(t)
	v, err := c.sendFile("katalog.csv", `Artikelnummer;Bezeichnung;Einheit;Preis netto;Kategorie;Merkmale
L;Bürosoftware;C62;50;Software;Laufzeit: 12 [MON] | Verlängerung: keine | Plätze je Einheit: 5 | Metrik: Benutzer
M;Maus;H87;10;Hardware;Laufzeit: 12 [MON]
N;Schriftart;C62;30;Software;Farbe: keine`)
	if err != nil {
		t.Fatal(err)
	}
	c.mustApprove(v)
	return &lessee{c, usecase.NewHolding(c.db), usecase.NewDispatching(c.db, true)}
}

// order calls off units of articles.
func (d *lessee) order(units map[string]string) view.CallOff {
	d.t.Helper()
	wanted := driving.PlaceCallOff{Framework: framework.ID(d.contract.ID), Member: d.customer.Grants[0].Member, BudgetCode: "4711"}
	for _, article := range []string{"L", "M", "N"} {
		if quantity := units[article]; quantity != "" {
			wanted.Lines = append(wanted.Lines, driving.PlaceCallOffLine{Item: d.items()[article].ID, Quantity: quantity})
		}
	}
	placed, err := d.ordering.PlaceCallOff(d.t.Context(), d.customer, access.Key{}, wanted)
	if err != nil {
		d.t.Fatal(err)
	}
	return placed
}

func (d *lessee) confirm(c view.CallOff, deliveredOn string) {
	d.t.Helper()
	lines := make([]driving.AnswerLine, len(c.Lines))
	for i, line := range c.Lines {
		lines[i] = driving.AnswerLine{Position: line.Position, DeliveredOn: deliveredOn}
	}
	if _, err := d.dispatching.Confirm(d.t.Context(), d.bidder, calloff.ID(c.ID), c.Version, lines); err != nil {
		d.t.Fatal(err)
	}
}

func (d *lessee) licences() []view.Licence {
	d.t.Helper()
	got, err := d.Holdings(d.t.Context(), d.customer, d.customer.Grants[0].Member)
	if err != nil {
		d.t.Fatal(err)
	}
	return got.Licences
}

func TestAConfirmedOrderBecomesALicenceAsItsCatalogueTells(t *testing.T) {
	d := openLessee(t)
	order := d.order(map[string]string{"L": "4", "M": "1", "N": "1"})
	if got := d.licences(); len(got) != 0 {
		t.Fatalf("before it is confirmed: %+v", got)
	}
	today := time.Now().UTC()
	d.confirm(order, today.AddDate(0, 0, 3).Format(time.DateOnly))
	got := d.licences()
	if len(got) != 1 || got[0].Seats != 20 || got[0].Months != 12 || got[0].Metric != "Benutzer" || got[0].CancelBy != "" || got[0].StartsOn != today.AddDate(0, 0, 3).Format(time.DateOnly) {
		t.Fatalf("got %+v", got)
	}
	_, err := d.RecordLicence(t.Context(), d.customer, calloff.ID(order.ID), driving.RecordLicence{Position: got[0].Position, Seats: 1, StartsOn: "2026-01-01", Months: 1})
	if !errors.Is(err, held.ErrRecorded) {
		t.Errorf("recorded twice: %v", err)
	}
	d.mustVerify()
}

func TestWhatIsUsedBeyondItsSeatsIsOrderedAndCounts(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	of := held.ID(d.licences()[0].ID)
	day := d.licences()[0].StartsOn
	counted, err := d.CountLicence(t.Context(), d.customer, access.Key{}, of, driving.CountLicence{CountedOn: day, Used: 31})
	if err != nil || counted.Missing != 3 || len(counted.Counts) != 1 || counted.Counts[0].Seats != 20 {
		t.Fatalf("got %+v, %v", counted, err)
	}
	more := d.order(map[string]string{"L": "3"})
	followed, err := d.FollowLicence(t.Context(), d.customer, of, calloff.ID(more.ID), held.TrueUp)
	if err != nil || followed.Seats != 35 || followed.Missing != 0 || len(followed.Orders) != 1 || followed.Orders[0].Total != "150.00" {
		t.Fatalf("got %+v, %v", followed, err)
	}
	if _, err := d.FollowLicence(t.Context(), d.customer, of, calloff.ID(more.ID), held.TrueUp); !errors.Is(err, held.ErrFollowed) {
		t.Errorf("twice: %v", err)
	}
	d.confirm(more, day)
	if got := d.licences(); len(got) != 1 || got[0].Seats != 35 {
		t.Errorf("a true-up is no licence of its own: %+v", got)
	}
	if fewer, err := d.CountLicence(t.Context(), d.customer, access.Key{}, of, driving.CountLicence{CountedOn: day, Used: 2}); err != nil || fewer.Missing != 0 {
		t.Errorf("got %+v, %v", fewer, err)
	}
	d.mustVerify()
}

func TestACancelledTrueUpTakesItsSeatsAlong(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	of := held.ID(d.licences()[0].ID)
	more := d.order(map[string]string{"L": "1"})
	if _, err := d.FollowLicence(t.Context(), d.customer, of, calloff.ID(more.ID), held.TrueUp); err != nil {
		t.Fatal(err)
	}
	if err := d.cancel(t.Context(), d.customer, more); err != nil {
		t.Fatal(err)
	}
	if got := d.licences()[0].Seats; got != 20 {
		t.Errorf("got %d seats", got)
	}
}

func TestARenewalIsALicenceOfItsOwnAfterTheFormerOne(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	former := d.licences()[0]
	next := d.order(map[string]string{"L": "4"})
	if _, err := d.FollowLicence(t.Context(), d.customer, held.ID(former.ID), calloff.ID(next.ID), held.Renewal); err != nil {
		t.Fatal(err)
	}
	d.confirm(next, period.DayOf(time.Now()).String())
	history, err := d.Licence(t.Context(), d.customer, held.ID(former.ID))
	if err != nil || history.RenewedBy == nil {
		t.Fatalf("got %+v, %v", history, err)
	}
	renewed, err := d.Licence(t.Context(), d.customer, held.ID(history.RenewedBy.ID))
	if err != nil || renewed.StartsOn <= former.EndsOn || renewed.Renews == nil || renewed.Renews.ID != former.ID {
		t.Errorf("got %+v, %v", renewed, err)
	}
	stranger := d.buyer("Gifhorn")
	if _, err := d.Licence(t.Context(), stranger, held.ID(former.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := d.CountLicence(t.Context(), stranger, access.Key{}, held.ID(former.ID), driving.CountLicence{CountedOn: former.StartsOn, Used: 1}); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a stranger counts: %v", err)
	}
	d.mustVerify()
}

func TestACountThatIsDueIsATaskUntilItIsMade(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	of := d.licences()[0]
	tasks := func() (due []view.ToDo) {
		t.Helper()
		list, err := usecase.NewToDo(d.db).ToDo(t.Context(), d.customer)
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range list.Items {
			if task.Kind == "licence-count" {
				due = append(due, task)
			}
		}
		return due
	}
	if got := tasks(); len(got) != 0 {
		t.Errorf("of a new licence: %+v", got)
	}
	if got := constraintOf(d.write(`update licence set starts_on = starts_on - 350`)); got != "" {
		t.Fatal(got)
	}
	got := tasks()
	if len(got) != 1 || got[0].ObjectID != of.ID || got[0].Title != "Bürosoftware" || got[0].Due.IsZero() {
		t.Fatalf("got %+v", got)
	}
	history, err := d.Licence(t.Context(), d.customer, held.ID(of.ID))
	if err != nil || history.CountBy == "" || history.CountBy != period.DayOf(got[0].Due).String() {
		t.Errorf("due by %q, %v", history.CountBy, err)
	}
	if _, err := d.CountLicence(t.Context(), d.customer, access.Key{}, held.ID(of.ID), driving.CountLicence{CountedOn: period.DayOf(time.Now()).String(), Used: 20}); err != nil {
		t.Fatal(err)
	}
	if got := tasks(); len(got) != 0 {
		t.Errorf("after it was counted: %+v", got)
	}
}

func TestSeatsThatWaitForApprovalAreNotMissing(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	of := held.ID(d.licences()[0].ID)
	if _, err := d.CountLicence(t.Context(), d.customer, access.Key{}, of, driving.CountLicence{CountedOn: d.licences()[0].StartsOn, Used: 131}); err != nil {
		t.Fatal(err)
	}
	if got := constraintOf(d.write(`update member set approval_limit = 100`)); got != "" {
		t.Fatal(got)
	}
	more := d.order(map[string]string{"L": "20"})
	if more.Status != string(calloff.Submitted) {
		t.Fatalf("it is %s", more.Status)
	}
	followed, err := d.FollowLicence(t.Context(), d.customer, of, calloff.ID(more.ID), held.TrueUp)
	if err != nil || followed.Seats != 20 || followed.WaitingSeats != 100 || followed.Missing != 3 {
		t.Fatalf("got %+v, %v", followed, err)
	}
	if err := d.cancel(t.Context(), d.customer, more); err != nil {
		t.Fatal(err)
	}
	after, err := d.Licence(t.Context(), d.customer, of)
	if err != nil || after.WaitingSeats != 0 || after.Missing != 23 {
		t.Errorf("once it is withdrawn: %+v, %v", after, err)
	}
}

func TestTheEndOfALicenceReachesMailAndCalendar(t *testing.T) {
	d := openLessee(t)
	d.confirm(d.order(map[string]string{"L": "4"}), period.DayOf(time.Now()).String())
	if got := constraintOf(d.write(`update licence set starts_on = starts_on - 310`)); got != "" {
		t.Fatal(got)
	}
	of := d.licences()[0]
	p := &post{shop: d.shop, box: &postbox{}}
	p.sends = usecase.NewDelivering(d.db, d.db, p.box)
	for range 2 {
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.deliver()
	}
	if _, err := d.owner.Exec(t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
		t.Fatal(err)
	}
	var told []driven.News
	for _, mail := range p.deliver() {
		told = append(told, mail.News...)
	}
	path := "/contracts/licences/" + of.ID
	if len(told) != 1 || told[0].Kind != notice.LicenceRenews || told[0].Path != path || told[0].Day != of.EndsOn || told[0].Title != of.Name {
		t.Errorf("by mail: %+v", told)
	}
	calendars := usecase.NewCalendars(d.db, d.db)
	renewed, err := calendars.Renew(t.Context(), d.customer)
	if err != nil {
		t.Fatal(err)
	}
	feed, err := calendars.Feed(t.Context(), renewed.Secret)
	if err != nil || !slices.ContainsFunc(feed.Entries, func(e view.CalendarEntry) bool {
		return e.Kind == "licence-ends" && e.Path == path && e.Day == of.EndsOn
	}) {
		t.Errorf("in the calendar: %+v, %v", feed.Entries, err)
	}
	if !slices.ContainsFunc(feed.Entries, func(e view.CalendarEntry) bool { return e.UID == "licence-count-"+of.ID }) {
		t.Errorf("the count that is due is not in the calendar: %+v", feed.Entries)
	}
}
