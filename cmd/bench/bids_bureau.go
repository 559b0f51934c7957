package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"allmende/adapters/age"
	"allmende/adapters/passwords"
	"allmende/adapters/postgres"
	"allmende/adapters/register"
	"allmende/cmd/bench/stage"
	"allmende/domain/access"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// bureau is a cooperative that tenders, with a committee of three and many bidders, on a
// server and in a database of its own.
type bureau struct {
	*ground
	db              *postgres.DB
	register        *usecase.Register
	key             string // that receipts are verified with
	officer, second *browser
	openers         []opener
	bidders         []bidder
}

// opener is an opening officer with the own secret key.
type opener struct {
	*browser
	email  string
	secret string
}

// bidder is a person of a supplier.
type bidder struct {
	*browser
	email    string
	supplier string
}

const house = "Einkauf"

func openBureau(ctx context.Context, g *ground) (*bureau, error) {
	say("Opening a bureau with %d bidders …", g.plan.bids)
	own := *g
	own.server, own.folder = nil, filepath.Join(g.folder, "bids")
	b := &bureau{ground: &own}
	for _, step := range []func(context.Context) error{b.openHouse, b.addPeople, b.signAllIn, b.registerKeys} {
		if err := step(ctx); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b *bureau) close() {
	b.stopServer()
	if b.db != nil {
		b.db.Close()
	}
}

// openHouse starts the server on a database of its own.
func (b *bureau) openHouse(ctx context.Context) error {
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	database, err := b.database(ctx, "bids")
	if err != nil {
		return err
	}
	if b.db, err = postgres.Open(ctx, database); err != nil {
		return err
	}
	b.register = usecase.NewRegister(b.db, register.Reader{}, passwords.New(2))
	if err := b.startServer(ctx, database); err != nil {
		return err
	}
	key, err := b.command(database, "verify", "key").Output()
	if err != nil {
		return fmt.Errorf("read the key of receipts: %w", err)
	}
	b.key = strings.TrimSpace(string(key))
	return nil
}

func (b *bureau) addPeople(ctx context.Context) error {
	if _, err := b.register.AddCooperative(ctx, house); err != nil {
		return err
	}
	if _, err := b.register.Admit(ctx, driving.OperatorAdmit{Cooperative: house, Kind: "it-provider", Name: "Stadt"}); err != nil {
		return err
	}
	for email, role := range map[string]access.Role{
		"officer@bench.example": access.ProcurementOfficer, "second@bench.example": access.ProcurementOfficer, "buyer@bench.example": access.Buyer,
	} {
		of := ""
		if role == access.Buyer {
			of = "Stadt"
		}
		if err := b.addPerson(ctx, email, role, of, ""); err != nil {
			return err
		}
	}
	for n := range 3 {
		o := opener{email: fmt.Sprintf("opener%d@bench.example", n)}
		if err := b.addPerson(ctx, o.email, access.OpeningOfficer, "", ""); err != nil {
			return err
		}
		b.openers = append(b.openers, o)
	}
	return b.addBidders(ctx)
}

// addBidders adds one more than hand in here: the last one bids in Chromium.
func (b *bureau) addBidders(ctx context.Context) error {
	b.bidders = make([]bidder, max(b.plan.bids, b.plan.large)+1)
	return each(len(b.bidders), func(n int) error {
		supplier, err := b.register.AddSupplier(ctx, house, fmt.Sprintf("Bieter %03d GmbH", n))
		if err != nil {
			return err
		}
		b.bidders[n] = bidder{email: fmt.Sprintf("bidder%d@bench.example", n), supplier: supplier.ID}
		return b.addPerson(ctx, b.bidders[n].email, access.Bidder, "", supplier.Name)
	})
}

func (b *bureau) addPerson(ctx context.Context, email string, role access.Role, of, supplier string) error {
	_, err := b.register.AddPerson(ctx, driving.AddPerson{
		Cooperative: house, Email: email, Name: "Person " + email, Role: string(role), Member: of, Supplier: supplier, Password: stage.Password,
	})
	return err
}

// signAllIn begins everybody's session; after the clock was moved it is needed again.
func (b *bureau) signAllIn(ctx context.Context) (err error) {
	if b.officer, err = b.enter(ctx, "officer@bench.example"); err != nil {
		return err
	}
	if b.second, err = b.enter(ctx, "second@bench.example"); err != nil {
		return err
	}
	if err := b.signOpenersIn(ctx); err != nil {
		return err
	}
	return each(len(b.bidders), func(n int) (err error) {
		b.bidders[n].browser, err = b.enter(ctx, b.bidders[n].email)
		return err
	})
}

func (b *bureau) signOpenersIn(ctx context.Context) (err error) {
	for i := range b.openers {
		if b.openers[i].browser, err = b.enter(ctx, b.openers[i].email); err != nil {
			return err
		}
	}
	return nil
}

// enter signs in with a connection of one's own, as at a computer of one's own.
func (b *bureau) enter(ctx context.Context, email string) (*browser, error) {
	return b.signIn(ctx, client(1), email, "")
}

func (b *bureau) registerKeys(ctx context.Context) error {
	for i := range b.openers {
		o := &b.openers[i]
		made, err := age.NewIdentity()
		if err != nil {
			return err
		}
		var key view.OpeningKey
		if err := o.put(ctx, "/opening-keys/mine", body{"recipient": made.Recipient}, &key); err != nil {
			return err
		}
		if err := b.officer.post(ctx, "/opening-keys/"+o.person+"/confirm", 0, body{"fingerprint": key.Fingerprint}, nil); err != nil {
			return err
		}
		o.secret = made.Secret
	}
	return nil
}

// clockTo moves the database's clock to a time, from where it goes on.
func (b *bureau) clockTo(ctx context.Context, at time.Time) error {
	return b.db.ShiftClock(ctx, time.Until(at))
}

// each does something for each of so many things, two at once, until one fails.
func each(count int, do func(n int) error) error {
	const atOnce = 2
	turns, failed := make(chan int), make(chan error, atOnce)
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for n := range turns {
				if err := do(n); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	var err error
	for n := 0; n < count && err == nil; n++ {
		select {
		case turns <- n:
		case err = <-failed:
		}
	}
	close(turns)
	all.Wait()
	close(failed)
	for other := range failed {
		err = other
	}
	return err
}

// body is an object in JSON.
type body = map[string]any

// The largest tender there can be: so many lots, with so many items together.
const (
	lots  = 50
	items = 200
)

// publish has a tender published whose bids have two envelopes, as the clock stands.
func (b *bureau) publish(ctx context.Context, title string) (t view.Tender, err error) {
	say("Publishing a tender of %d lots …", lots)
	round, err := b.frozenRound(ctx, title)
	if err != nil {
		return t, err
	}
	drafts := make([]body, lots)
	for n := range drafts {
		var of []body
		for i := n; i < items; i += lots {
			of = append(of, body{"roundItemId": round.Items[i].ID, "maximumQuantity": "120"})
		}
		drafts[n] = body{"title": fmt.Sprintf("Los %02d", n+1), "maximumValue": "10000.00", "items": of}
	}
	committee := make([]string, len(b.openers))
	for i, o := range b.openers {
		committee[i] = o.person
	}
	err = b.officer.post(ctx, "/tenders", 0, body{
		"roundId": round.ID, "title": title, "termMonths": 48, "quotaMode": "hard", "lots": drafts, "openingOfficers": committee,
		"deadline": time.Now().AddDate(0, 0, 40).UTC().Format(time.RFC3339),
		"rules":    body{"method": "simple-ratio", "points": "100", "criteria": []body{{"name": "Leistung", "weight": "100", "scale": "100"}}},
	}, &t)
	if err != nil {
		return t, err
	}
	if err := b.officer.post(ctx, "/tenders/"+t.ID+"/submit", t.Version, nil, &t); err != nil {
		return t, err
	}
	return t, b.second.post(ctx, "/tenders/"+t.ID+"/publish", t.Version, nil, &t)
}

func (b *bureau) frozenRound(ctx context.Context, title string) (round view.Round, err error) {
	asked := make([]body, items)
	for i := range asked {
		asked[i] = body{"name": fmt.Sprintf("Gerät %03d", i+1), "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": "20.00"}
	}
	closes := time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)
	if err := b.officer.post(ctx, "/rounds", 0, body{"title": title, "closesAt": closes, "items": asked}, &round); err != nil {
		return round, err
	}
	if err := b.officer.post(ctx, "/rounds/"+round.ID+"/open", round.Version, nil, nil); err != nil {
		return round, err
	}
	needs := make([]body, items)
	for i := range needs {
		needs[i] = body{"itemId": round.Items[i].ID, "firm": "100", "tolerance": "10"}
	}
	buyer, err := b.enter(ctx, "buyer@bench.example")
	if err != nil {
		return round, err
	}
	var members view.List[view.Member]
	if err := buyer.get(ctx, "/members", &members); err != nil {
		return round, err
	}
	if err := buyer.put(ctx, "/rounds/"+round.ID+"/needs/"+members.Items[0].ID, body{"needs": needs}, &round); err != nil {
		return round, err
	}
	return round, b.officer.post(ctx, "/rounds/"+round.ID+"/freeze", round.Version, nil, &round)
}
