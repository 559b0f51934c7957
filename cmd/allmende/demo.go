package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	fileage "filippo.io/age"

	"allmende/adapters/age"
	"allmende/adapters/catalogue"
	"allmende/cmd/allmende/demo"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// demoCmd loads the demonstration by hand.
type demoCmd struct{}

// Help is shown under the command's usage.
func (demoCmd) Help() string { return "Example: DATABASE_URL=postgres://owner@db/trial allmende demo" }

// Run loads the demonstration; an installation with cooperatives is refused.
func (demoCmd) Run(ctx context.Context, c config, say *console) error {
	i, err := openInstallation(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(i.demonstrate(ctx, c, say), i.close())
}

func (i *installation) demonstrate(ctx context.Context, c config, say *console) error {
	empty, err := i.db.Empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return errors.New("the installation is not empty: the demonstration is loaded into an empty one only")
	}
	return i.loadDemo(ctx, c, say)
}

// The setting under which an installation remembers its demonstration.
const (
	demoSetting = "demo"
	demoLoading = "loading"
	demoLoaded  = "true"
)

// loadDemoWhenEmpty loads the demonstration on the first start, and once more when
// the first was interrupted. It prints who can sign in, and reports whether the
// demonstration runs here.
func (i *installation) loadDemoWhenEmpty(ctx context.Context, c config, say *console) (bool, error) {
	state, err := i.db.Setting(ctx, demoSetting)
	if err != nil {
		return false, err
	}
	if state == demoLoading {
		say.say("The demonstration was interrupted; it is loaded anew.")
		if err := i.db.Clear(ctx); err != nil {
			return false, err
		}
	}
	empty, err := i.db.Empty(ctx)
	if err != nil {
		return false, err
	}
	if empty && c.demo {
		if err := i.loadDemo(ctx, c, say); err != nil {
			return false, err
		}
		state = demoLoaded
	}
	if state == demoLoaded {
		introduce(c, say)
	}
	return state == demoLoaded, nil
}

func (i *installation) loadDemo(ctx context.Context, c config, say *console) error {
	say.say("Loading the demonstration:")
	if err := i.db.SetSetting(ctx, demoSetting, demoLoading); err != nil {
		return err
	}
	now, err := i.db.Now(ctx)
	if err != nil {
		return err
	}
	if err := i.importCodes(ctx, c.codes, say); err != nil {
		return err
	}
	if err := demo.Load(ctx, i.doors(c, say), now); err != nil {
		return err
	}
	if _, err := i.verification().Extend(ctx); err != nil {
		return err
	}
	return i.db.SetSetting(ctx, demoSetting, demoLoaded)
}

// doors are the use cases that everybody comes by, and the clock.
func (i *installation) doors(c config, say *console) demo.Doors {
	sealing, passwords, prices := age.Sealing{}, i.passwords(), usecase.NewPricing(i.db)
	return demo.Doors{
		Register: usecase.NewRegister(i.db, demo.Reader{}, passwords), SignIn: usecase.NewSignIn(i.db, i.db, passwords), Suppliers: usecase.NewSuppliers(i.db),
		Demand: usecase.NewDemand(i.db), Tendering: usecase.NewTendering(i.db), Bidding: usecase.NewBidding(i.db, sealing, i.notary),
		Keys: usecase.NewKeys(i.db, sealing), Opening: usecase.NewOpening(i.db, sealing), Scoring: usecase.NewScoring(i.db), Awarding: usecase.NewAwarding(i.db), Informing: usecase.NewInforming(i.db), Market: usecase.NewMarketplace(i.db),
		Contracts: usecase.NewContracts(i.db), Ordering: usecase.NewOrdering(i.db, i.db, i.db), Joining: usecase.NewJoining(i.db, i.db), Engaging: usecase.NewEngaging(i.db), Keeping: usecase.NewCapacityKeeping(i.db), Energy: usecase.NewEnergyReporting(i.db), Metering: usecase.NewMetering(i.db), Rating: usecase.NewRating(i.db), Reserving: usecase.NewReserving(i.db, i.db), Deciding: usecase.NewReserving(i.db, i.db), Recurring: usecase.NewRecurring(i.db, i.db, i.db), Competing: usecase.NewCompeting(i.db),
		Dispatching: usecase.NewDispatching(i.db, false), Holding: usecase.NewHolding(i.db), Costing: usecase.NewCosting(i.db), Allocating: usecase.NewAllocating(i.db),
		Billing: usecase.NewBilling(i.db), Cataloguing: usecase.NewCataloguing(i.db, catalogue.Reader{}),
		Buying: usecase.NewBuying(i.db), Listing: usecase.NewBuying(i.db), Settling: usecase.NewBuying(i.db), Approving: usecase.NewApproving(i.db),
		Modifying: usecase.NewModifying(i.db), Pricing: prices, Indexing: prices,
		ShiftClock: i.db.ShiftClock, Say: say.say, Seal: sealForDemo,
		NewKey: func(name string) (demo.Key, error) { return newDemoKey(keyFolder(c), name) },
	}
}

func introduce(c config, say *console) {
	say.say("\nThe demonstration's people, all with the password %s:\n", demo.Password)
	for _, line := range demo.SignIns() {
		say.say("  %s", line)
	}
	say.say("\nThe opening officers' key files, with the same passphrase: %s\n", keyFolder(c))
}

func keyFolder(c config) string { return filepath.Join(c.data, "demo-keys") }

func sealForDemo(t view.Tender, bidder member.SupplierID, contents ...tender.Content) (driving.SealedBid, error) {
	sealed, err := age.SealBid(biddingIn(t, bidder), contents...)
	if err != nil {
		return driving.SealedBid{}, err
	}
	in := driving.SealedBid{ID: sealed.Bidding.Bid.String(), Committee: sealed.Bidding.CommitteeHash}
	for _, c := range sealed.Containers {
		container := driving.SealedContainer{Kind: string(c.Kind), Container: c.Container, ContentHash: tender.Hash(c.Content)}
		for _, e := range c.Envelopes {
			container.Envelopes = append(container.Envelopes, driving.SealedShare{Officer: e.Officer.String(), Envelope: e.Envelope, ShareHash: e.ShareHash})
		}
		in.Containers = append(in.Containers, container)
	}
	return in, nil
}

func biddingIn(t view.Tender, bidder member.SupplierID) age.Bidding {
	b := age.Bidding{Tender: tender.ID(t.ID), CommitteeHash: t.CommitteeHash, Bidder: bidder, Bid: id.New[tender.Bid]()}
	for _, o := range t.OpeningOfficers {
		b.Officers = append(b.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	return b
}

// demoKey is a key pair whose secret half also lies in a passphrase-encrypted file,
// as an officer's own does.
type demoKey struct{ age.Identity }

func (k demoKey) Recipient() string { return k.Identity.Recipient }

func (k demoKey) Share(envelope []byte) (string, error) {
	opened, err := age.OpenShareEnvelope(envelope, k.Secret)
	return hex.EncodeToString(opened.Share), err
}

func newDemoKey(folder, name string) (demo.Key, error) {
	identity, err := age.NewIdentity()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("keep a demonstration key: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(folder, name+".age"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("keep a demonstration key: %w", err)
	}
	defer file.Close() //nolint:errcheck // closed below, this is for the ways out before
	lock, err := fileage.NewScryptRecipient(demo.Password)
	if err != nil {
		return nil, err
	}
	lock.SetWorkFactor(15) // the passphrase is public anyway
	w, err := fileage.Encrypt(file, lock)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintln(w, identity.Secret); err != nil {
		return nil, err
	}
	return demoKey{identity}, errors.Join(w.Close(), file.Close())
}
