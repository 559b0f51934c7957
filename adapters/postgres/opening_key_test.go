package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/tender"
)

func TestAKeyThatIsRegisteredLaterLeavesPublishedTendersAsTheyAre(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	former := o.first
	o.first = o.rekeyed(o.first)
	if seen := o.show(o.officer, published); seen.OpeningOfficers[0].Recipient != former.key.Recipient || seen.OpeningOfficers[0].ConfirmedBy == nil {
		t.Errorf("the tender's key changed: %+v", seen.OpeningOfficers[0])
	}
	o.first = former
	o.mustBid(published, o.anton, "900", "200")
	if record := o.mustOpen(published).Records[0]; len(record.Bids) != 1 || record.Bids[0].State != "opened" {
		t.Errorf("record: %+v", record)
	}
}

func TestAKeyIsConfirmedByAnotherPersonWhoComparedItsFingerprint(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft()
	made, err := age.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	registered, err := o.keys.RegisterKey(t.Context(), o.first.Actor, made.Recipient)
	if err != nil || !registered.Mine || registered.Fingerprint != tender.Hash([]byte(made.Recipient)) || registered.ConfirmedBy != nil {
		t.Errorf("registered: %+v, %v", registered, err)
	}
	if _, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(draft.ID), draft.Version); !errors.Is(err, tender.ErrOfficerUnconfirmed) {
		t.Errorf("submitted with a key that nobody confirmed: %v", err)
	}
	keyless := o.appoint("Karl Keyless", access.Grant{Role: access.OpeningOfficer})
	for _, c := range []struct {
		who         string
		actor, of   access.Actor
		fingerprint string
		want        error
	}{
		{"oneself", o.first.Actor, o.first.Actor, registered.Fingerprint, access.ErrSamePerson},
		{"another fingerprint", o.other.Actor, o.first.Actor, strings.Repeat("0", 64), tender.ErrFingerprintOther},
		{"no key", o.other.Actor, keyless, registered.Fingerprint, access.ErrNotFound},
		{"a bidder", o.anton, o.first.Actor, registered.Fingerprint, access.ErrForbidden},
	} {
		if _, err := o.keys.ConfirmKey(t.Context(), c.actor, c.of.Person, c.fingerprint); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.who, err)
		}
	}
	if confirmed, err := o.keys.ConfirmKey(t.Context(), o.other.Actor, o.first.Person, registered.Fingerprint); err != nil || confirmed.ConfirmedBy == nil || confirmed.ConfirmedBy.Name != "Zoe Zweite" {
		t.Errorf("confirmed: %+v, %v", confirmed, err)
	}
	for _, bad := range []string{"age1nothing", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"} {
		if _, err := o.keys.RegisterKey(t.Context(), o.first.Actor, bad); !errors.Is(err, tender.ErrRecipientMalformed) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
