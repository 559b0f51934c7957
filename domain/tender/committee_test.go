package tender_test

import (
	"encoding/json"
	"os"
	"testing"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// The browser computes the same hash of the same file: frontend/src/lib/committee.test.ts.
func TestTheHashOfACommitteeIsTheOneThatBrowsersCompute(t *testing.T) {
	var vector struct {
		Tender   tender.ID
		Officers []struct {
			Person, ConfirmedBy    member.PersonID
			Recipient, Fingerprint string
		}
		Hash string
	}
	text, err := os.ReadFile("testdata/committee.json")
	ok(t, err)
	ok(t, json.Unmarshal(text, &vector))
	committee := tender.Committee{Tender: vector.Tender}
	for _, o := range vector.Officers {
		committee.Officers = append(committee.Officers, tender.Officer{
			Person: o.Person, Recipient: o.Recipient, Fingerprint: o.Fingerprint, ConfirmedBy: o.ConfirmedBy,
		})
	}
	if got := committee.Hash(); got != vector.Hash {
		t.Errorf("got %s", got)
	}
	committee.Officers[0], committee.Officers[1] = committee.Officers[1], committee.Officers[0]
	if committee.Hash() == vector.Hash {
		t.Error("the positions do not matter")
	}
}
