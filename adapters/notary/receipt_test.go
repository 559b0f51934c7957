package notary_test

import (
	"errors"
	"testing"
	"time"

	"allmende/adapters/notary"
	"allmende/domain/tender"
)

func receipt() tender.Receipt {
	at := time.Date(2026, 11, 22, 9, 59, 59, 0, time.UTC)
	return tender.Receipt{
		Tender: "01900000-0000-7000-8000-000000000001", Number: "VV-2026-0001", Bid: "01900000-0000-7000-8000-000000000002", Version: 1,
		Supplier: "01900000-0000-7000-8000-000000000003", SupplierName: "Möbel — Söhne GmbH\tund\nCo. KG", Received: at, Deadline: at.Add(time.Second),
		Manifest: tender.Hash(nil), Containers: []tender.ReceiptContainer{{Kind: tender.KindPrice, Hash: tender.Hash([]byte("x"))}},
	}
}

func TestAReceiptIsCheckedWithThePublicKeyAlone(t *testing.T) {
	n := open(t)
	signed, err := n.SignReceipt(receipt())
	if err != nil {
		t.Fatal(err)
	}
	if text, err := notary.OpenReceipt([]byte(signed), n.Key()); err != nil || text != receipt().Text() {
		t.Errorf("got %q, %v", text, err)
	}
	if _, err := notary.OpenReceipt([]byte(signed), open(t).Key()); !errors.Is(err, notary.ErrNotSigned) {
		t.Errorf("another installation's key: got %v", err)
	}
	if _, err := notary.OpenReceipt([]byte(signed), "allmende"); !errors.Is(err, notary.ErrKey) {
		t.Errorf("no key: got %v", err)
	}
}

func TestAnyFlippedBitOfAReceiptIsNoticed(t *testing.T) {
	n := open(t)
	signed, err := n.SignReceipt(receipt())
	if err != nil {
		t.Fatal(err)
	}
	for at := range len(signed) * 8 {
		altered := []byte(signed)
		altered[at/8] ^= 1 << (at % 8)
		if text, err := notary.OpenReceipt(altered, n.Key()); err == nil {
			t.Fatalf("bit %d: got %q", at, text)
		}
	}
}

func TestACheckpointIsNoReceipt(t *testing.T) {
	n := open(t)
	growth, err := n.Grow(0, [][]byte{[]byte("event")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := notary.OpenReceipt([]byte(growth.Checkpoint.Note), n.Key())
	if !errors.Is(err, notary.ErrNoReceipt) {
		t.Errorf("got %q, %v", text, err)
	}
}
