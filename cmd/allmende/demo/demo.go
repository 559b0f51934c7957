// Package demo fills an empty installation with the cooperative of Lower Saxony:
// real members, made-up people, and purchases in every stage. It acts through the
// same use cases as everybody; only the clock is set back meanwhile.
package demo

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Doors are the ways in that the demonstration takes.
type Doors struct {
	Register    driving.Register
	Suppliers   driving.Suppliers
	SignIn      driving.SignIn
	Demand      driving.Demand
	Tendering   driving.Tendering
	Bidding     driving.Bidding
	Keys        driving.Keys
	Opening     driving.Opening
	Scoring     driving.Scoring
	Awarding    driving.Awarding
	Informing   driving.Informing
	Market      driving.Marketplace
	Contracts   driving.Contracts
	Ordering    driving.Ordering
	Competing   driving.Competing
	Dispatching driving.Dispatching
	Holding     driving.Holding
	Buying      driving.Buying
	Listing     driving.Listing
	Settling    driving.Settling
	Approving   driving.Approving
	Joining     driving.Joining
	Recurring   driving.Recurring
	Engaging    driving.Engaging
	Keeping     driving.CapacityKeeping
	Metering    driving.Metering
	Energy      driving.EnergyReporting
	Reserving   driving.Reserving
	Deciding    driving.ReservationDeciding
	Rating      driving.Rating
	Costing     driving.Costing
	Allocating  driving.Allocating
	Billing     driving.Billing
	Cataloguing driving.Cataloguing
	Membership  driving.Membership
	Modifying   driving.Modifying
	Pricing     driving.Pricing
	Indexing    driving.Indexing

	// ShiftClock moves the installation's clock by so much; 0 sets it right.
	ShiftClock func(ctx context.Context, by time.Duration) error
	// NewKey makes an opening officer's key and keeps the secret half under the name.
	NewKey func(name string) (Key, error)
	// Seal makes a sealed bid to the tender's committee.
	Seal func(t view.Tender, bidder member.SupplierID, contents ...tender.Content) (driving.SealedBid, error)
	// Say tells what is being done.
	Say func(format string, args ...any)
}

// Key is an opening officer's key pair.
type Key interface {
	Recipient() string
	// Share opens an envelope and gives the share in hexadecimal digits.
	Share(envelope []byte) (string, error)
}

// story is the demonstration while it is told.
type story struct {
	Doors
	now       time.Time // the day on which the demonstration is loaded
	actors    map[string]access.Actor
	members   map[string]member.ID // by official key, and by name outside the register
	keys      map[string]Key
	suppliers map[string]member.SupplierID // by name
	pools     map[string]costing.PoolID    // by title
	reserved  map[string]view.Reservation  // of the data center, by purpose
	meters    []metering.ID
	told      period.Day // the day of the chapter
	// The data center's pools.
	racks, cloud view.CapacityPool
}

// Load tells the story. now is the true time; the installation must be empty.
func Load(ctx context.Context, d Doors, now time.Time) error {
	s := &story{
		Doors: d, now: now, actors: map[string]access.Actor{}, members: map[string]member.ID{}, keys: map[string]Key{},
		suppliers: map[string]member.SupplierID{}, pools: map[string]costing.PoolID{}, reserved: map[string]view.Reservation{},
	}
	for _, chapter := range []struct {
		title   string
		daysAgo int
		tell    func(context.Context) error
	}{
		{"Members, people and suppliers", 130, s.found},
		{"Suppliers are checked", 126, s.checkSuppliers},
		{"A demand round of nine members", 125, s.workplaceRound},
		{"An EU-wide tender with sealed bids", 110, s.workplaceTender},
		{"Two officers open the bids", 74, s.workplaceOpening},
		{"The bids are examined", 72, s.workplaceExamination},
		{"The award, after the standstill", 60, s.workplaceAward},
		{"A tender for a contract of several suppliers", 46, s.projectorTender},
		{"Costs of the tender, split and posted", 45, s.tenderCost},
		{"A membership fee", 44, s.membershipFee},
		{"A joint licence with a grant", 43, s.jointLicence},
		{"Two services, charged by the month", 42, s.monthlyServices},
		{"Call-offs", 41, s.callOffs},
		{"A data center that members share", 40, s.sharedCapacity},
		{"Its bids are opened and examined", 29, s.projectorOpening},
		{"The next month, all pools at once", 28, s.secondMonth},
		{"A member that joins late", 26, s.lateMember},
		{"A run that is reversed", 24, s.wrongKey},
		{"The books closed, statements issued", 21, s.firstClosing},
		{"A tender whose bids wait for their opening", 20, s.headsets},
		{"A second supplier joins the contract", 14, s.projectorAward},
		{"A payment, and a statement that is taken back", 10, s.settling},
		{"A catalogue with more than was put out to tender", 6, s.catalogue},
		{"Suppliers that compete for an order", 9, s.projectorCompetition},
		{"An order passed on, two that suppliers compete for", 5, s.projectorOrders},
		{"Licences of a catalogue, and how many are in use", 5, s.licences},
		{"A tender that takes bids, a round that asks for needs", 4, s.current},
		{"A frozen round, a draft that waits for a second officer", 2, s.printers},
		{"An order that came, and a part of it that goes back", 2, s.returning},
		{"A joint call-off of three members", 1, s.together},
		{"An order for every quarter", 1, s.standing},
		{"Services by the hour, with time sheets", 1, s.services},
		{"Others reserve of the data center", 1, s.fullerCapacity},
		{"Its meters are read", 1, s.readings},
		{"What its last month cost", 1, s.dataCenterMonth},
		{"The supplier's next catalogue, which waits for an officer", 1, s.nextCatalogue},
		{"What waits for somebody today", 0, s.today},
	} {
		s.Say("  %s …", chapter.title)
		if err := s.daysAgo(ctx, chapter.daysAgo); err != nil {
			return err
		}
		s.told = period.DayOf(s.at(-chapter.daysAgo))
		if err := chapter.tell(ctx); err != nil {
			return fmt.Errorf("the demonstration, %s: %w", chapter.title, err)
		}
	}
	return s.ShiftClock(ctx, 0)
}

// daysAgo sets the clock back.
func (s *story) daysAgo(ctx context.Context, days int) error {
	return s.ShiftClock(ctx, s.back(days))
}

// back is how far the clock is set back to show the hour of now so many days ago, also across a
// change of the clocks: late in the evening of a winter's day that many times 24 hours are a day less.
func (s *story) back(days int) time.Duration {
	return s.now.In(period.Berlin).AddDate(0, 0, -days).Sub(s.now)
}

// at is an instant so many days from today as Berlin counts days, at noon UTC.
func (s *story) at(days int) time.Time {
	return period.DayOf(s.now).Add(days).UTC().Add(12 * time.Hour)
}

// as is the person with the address.
func (s *story) as(email string) access.Actor { return s.actors[email] }

// SignIns are the lines that are printed at the start.
func SignIns() (lines []string) {
	for _, p := range people {
		if p.shown != "" {
			lines = append(lines, fmt.Sprintf("%-34s %s, %s", p.email, p.name, p.shown))
		}
	}
	return lines
}
