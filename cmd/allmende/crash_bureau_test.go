package main_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"allmende/adapters/age"
	"allmende/adapters/cluster"
	"allmende/adapters/passwords"
	"allmende/adapters/postgres"
	"allmende/adapters/register"
	"allmende/cmd/bench/stage"
	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// body is an object in JSON.
type body = map[string]any

const (
	crashHouse   = "Einkauf"
	crashBidders = 4
	crashTerm    = 40 * 24 * time.Hour // from publication to the deadline
)

// crashBureau is a cooperative that tenders, on a server that is killed.
type crashBureau struct {
	*victim
	url             string // of the database, for its owner
	people          map[string]*crashClient
	secrets         map[string]string // of opening officers, by their addresses
	suppliers       map[string]string // by the addresses of their bidders
	member          string            // whose needs are bought
	openers         []string
	bidders         []string
	evaluators      []string
	officer, second string
	keys            int
}

// openCrashBureau starts a server with everybody who takes part; its clock stands so far in the past.
func openCrashBureau(v *victim, past time.Duration) *crashBureau {
	v.t.Helper()
	v.start()
	b := &crashBureau{victim: v, officer: "officer@kill.example", second: "second@kill.example", people: map[string]*crashClient{}, secrets: map[string]string{}, suppliers: map[string]string{}}
	for n := range 3 {
		b.openers = append(b.openers, fmt.Sprintf("opener%d@kill.example", n))
	}
	for n := range 2 {
		b.evaluators = append(b.evaluators, fmt.Sprintf("evaluator%d@kill.example", n))
	}
	for n := range crashBidders {
		b.bidders = append(b.bidders, fmt.Sprintf("bidder%d@kill.example", n))
	}
	b.beside(func(ctx context.Context, db *postgres.DB) error {
		if err := db.ShiftClock(ctx, -past); err != nil {
			return err
		}
		return b.addPeople(ctx, usecase.NewRegister(db, register.Reader{}, passwords.New(2)))
	})
	for _, opener := range b.openers {
		b.registerKey(opener)
	}
	return b
}

// beside does something with the database of the running server, whose clock is right
// afterwards only if do leaves it so.
func (b *crashBureau) beside(do func(context.Context, *postgres.DB) error) {
	b.t.Helper()
	ctx := b.t.Context()
	share, err := cluster.Use(ctx, cluster.Config{Data: filepath.Join(b.data, "postgresql")})
	if err != nil {
		b.t.Fatal(err)
	}
	b.url = share.URL()
	db, err := postgres.Open(ctx, b.url)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := do(ctx, db); err != nil {
		b.t.Fatal(err)
	}
	db.Close()
	if err := share.Stop(); err != nil {
		b.t.Fatal(err)
	}
}

func (b *crashBureau) addPeople(ctx context.Context, to *usecase.Register) error {
	if _, err := to.AddCooperative(ctx, crashHouse); err != nil {
		return err
	}
	town, err := to.Admit(ctx, driving.OperatorAdmit{Cooperative: crashHouse, Kind: "it-provider", Name: "Stadt"})
	if err != nil {
		return err
	}
	b.member = town.ID
	add := func(email string, role access.Role, of, supplier string) error {
		_, err := to.AddPerson(ctx, driving.AddPerson{Cooperative: crashHouse, Email: email, Name: "Person " + email,
			Role: string(role), Member: of, Supplier: supplier, Password: stage.Password})
		return err
	}
	for role, emails := range map[access.Role][]string{access.ProcurementOfficer: {b.officer, b.second}, access.OpeningOfficer: b.openers, access.Evaluator: b.evaluators} {
		for _, email := range emails {
			if err := add(email, role, "", ""); err != nil {
				return err
			}
		}
	}
	for n, email := range b.bidders {
		supplier, err := to.AddSupplier(ctx, crashHouse, fmt.Sprintf("Bieter %d GmbH", n))
		if err != nil {
			return err
		}
		b.suppliers[email] = supplier.ID
		if err := add(email, access.Bidder, "", supplier.Name); err != nil {
			return err
		}
	}
	return add("buyer@kill.example", access.Buyer, "Stadt", "")
}

// as gives somebody's session, and begins it if there is none.
func (b *crashBureau) as(email string) *crashClient {
	b.t.Helper()
	if b.people[email] == nil {
		b.people[email] = b.signIn(email)
	}
	return b.people[email]
}

// get, post and put have somebody ask for what has to succeed.
func (b *crashBureau) get(who, path string, into any) {
	b.t.Helper()
	b.must(b.as(who), ask{method: http.MethodGet, path: path}, into)
}

func (b *crashBureau) post(who, path string, version int, sent, into any) {
	b.t.Helper()
	b.must(b.as(who), ask{path: path, key: b.once(), version: version, body: sent}, into)
}

func (b *crashBureau) put(who, path string, version int, sent, into any) {
	b.t.Helper()
	b.must(b.as(who), ask{method: http.MethodPut, path: path, version: version, body: sent}, into)
}

// once is a fresh Idempotency-Key.
func (b *crashBureau) once() string {
	b.keys++
	return fmt.Sprintf("kill-key-%06d", b.keys)
}

func (b *crashBureau) registerKey(opener string) {
	b.t.Helper()
	made, err := age.NewIdentity()
	if err != nil {
		b.t.Fatal(err)
	}
	var key view.OpeningKey
	b.put(opener, "/opening-keys/mine", 0, body{"recipient": made.Recipient}, &key)
	b.post(b.officer, "/opening-keys/"+b.as(opener).person+"/confirm", 0, body{"fingerprint": key.Fingerprint}, nil)
	b.secrets[opener] = made.Secret
}

// publish has a tender published whose bids have two envelopes, as of a time.
func (b *crashBureau) publish(now time.Time) (t view.Tender) {
	b.t.Helper()
	var round view.Round
	b.post(b.officer, "/rounds", 0, body{"title": "Monitore", "closesAt": now.Add(crashTerm / 2).UTC().Format(time.RFC3339), "items": []body{
		{"name": "Monitor", "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": "210.50"},
	}}, &round)
	b.post(b.officer, "/rounds/"+round.ID+"/open", round.Version, nil, nil)
	b.put("buyer@kill.example", "/rounds/"+round.ID+"/needs/"+b.member, 0, body{"needs": []body{{"itemId": round.Items[0].ID, "firm": "20", "tolerance": "0"}}}, &round)
	b.post(b.officer, "/rounds/"+round.ID+"/freeze", round.Version, nil, &round)
	committee := make([]string, len(b.openers))
	for i, opener := range b.openers {
		committee[i] = b.as(opener).person
	}
	b.post(b.officer, "/tenders", 0, body{
		"roundId": round.ID, "title": "Monitore", "noLotsReason": "Nur eine Art von Geräten", "termMonths": 48, "quotaMode": "hard", "openingOfficers": committee,
		"deadline": now.Add(crashTerm).UTC().Format(time.RFC3339),
		"rules":    body{"method": "simple-ratio", "points": "100", "criteria": []body{{"name": "Leistung", "weight": "100", "scale": "100"}}},
		"lots":     []body{{"title": "Monitore", "maximumValue": "10000.00", "items": []body{{"roundItemId": round.Items[0].ID, "maximumQuantity": "40"}}}},
	}, &t)
	b.post(b.officer, "/tenders/"+t.ID+"/submit", t.Version, nil, &t)
	b.post(b.second, "/tenders/"+t.ID+"/publish", t.Version, nil, &t)
	return t
}

// sealed is the request that hands a bid in.
func (b *crashBureau) sealed(t view.Tender, bidder string) ask {
	b.t.Helper()
	lot := t.Lots[0]
	to := age.Bidding{Tender: tender.ID(t.ID), CommitteeHash: t.CommitteeHash, Bidder: member.SupplierID(b.suppliers[bidder]), Bid: id.New[tender.Bid]()}
	for _, o := range t.OpeningOfficers {
		to.Officers = append(to.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	bid, err := age.SealBid(to,
		tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{tender.LotID(lot.ID): "Gerät wie beschrieben"}},
		tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{tender.ItemID(lot.Items[0].ID): money.MustPrice("198.40")}})
	if err != nil {
		b.t.Fatal(err)
	}
	containers := []body{}
	for _, c := range bid.Containers {
		envelopes := []body{}
		for _, e := range c.Envelopes {
			envelopes = append(envelopes, body{"officerId": e.Officer, "envelope": e.Envelope, "shareHash": e.ShareHash})
		}
		containers = append(containers, body{"kind": c.Kind, "container": c.Container, "contentHash": tender.Hash(c.Content), "envelopes": envelopes})
	}
	return ask{path: "/tenders/" + t.ID + "/bids", key: b.once(), body: body{"bidId": to.Bid, "committeeHash": t.CommitteeHash, "containers": containers}}
}

// release is the request by which an officer releases the shares of all bids.
func (b *crashBureau) release(t view.Tender, opener string) ask {
	b.t.Helper()
	var shown view.Opening
	b.get(opener, "/tenders/"+t.ID+"/opening", &shown)
	if len(shown.Envelopes) == 0 {
		b.t.Fatalf("%s has no envelope to open: %+v", opener, shown)
	}
	releases := []body{}
	for _, e := range shown.Envelopes {
		opened, err := age.OpenShareEnvelope(e.Envelope, b.secrets[opener])
		if err != nil {
			b.t.Fatal(err)
		}
		releases = append(releases, body{"bidId": e.BidID, "share": hex.EncodeToString(opened.Share)})
	}
	return ask{path: "/tenders/" + t.ID + "/opening/shares", body: body{"kind": shown.Kind, "releases": releases}}
}

// lockScores has bids examined and scored, so that their prices can be opened.
func (b *crashBureau) lockScores(t view.Tender) {
	b.t.Helper()
	at := "/tenders/" + t.ID
	var panel []string
	for _, evaluator := range b.evaluators {
		panel = append(panel, b.as(evaluator).person)
	}
	b.post(b.officer, at+"/panel", 0, body{"evaluators": panel, "spreadLimit": 20}, nil)
	var s view.Scoring
	b.post(b.officer, at+"/examinations/declaration", 0, body{"conflict": false}, &s)
	for _, bid := range s.Bids {
		for _, aspect := range []string{"form", "suitability", "requirements"} {
			b.post(b.officer, at+"/examinations", 0, body{"bidId": bid.BidID, "aspect": aspect, "passed": true, "reason": "Unterlagen geprüft"}, nil)
		}
	}
	for _, evaluator := range b.evaluators {
		b.post(evaluator, at+"/panel/declaration", 0, body{"conflict": false}, &s)
		scores := []body{}
		for _, bid := range s.Bids {
			scores = append(scores, body{"bidId": bid.BidID, "lotId": t.Lots[0].ID, "criterion": "Leistung", "score": "80", "reason": "Leistung geprüft"})
		}
		b.put(evaluator, at+"/sheet", s.Sheet.Version, body{"scores": scores}, &s)
		b.post(evaluator, at+"/sheet/hand-in", s.Sheet.Version, nil, nil)
	}
	b.get(b.officer, at+"/scoring", &s)
	b.post(b.officer, at+"/scoring/lock", s.Version, nil, nil)
}
