package access_test

import (
	"errors"
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
)

var (
	ours   = id.New[member.Member]()
	theirs = id.New[member.Member]()
)

func actor(grants ...access.Grant) access.Actor { return access.Actor{Grants: grants} }

func TestABuyerActsForTheOwnMemberOnly(t *testing.T) {
	buyer := actor(access.Grant{Role: access.Buyer, Member: ours})
	if err := buyer.MayFor(access.CallOffPlace, ours); err != nil {
		t.Errorf("own member: %v", err)
	}
	if err := buyer.MayFor(access.CallOffPlace, theirs); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("foreign member: %v, want not found", err)
	}
	if err := buyer.MayFor(access.CallOffApprove, ours); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("without the role: %v, want forbidden", err)
	}
	if err := buyer.May(access.RoundOpen); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("cooperative's act: %v, want forbidden", err)
	}
}

func TestARoleInAMemberGivesNothingInTheCooperative(t *testing.T) {
	a := actor(access.Grant{Role: access.Auditor, Member: ours})
	if a.Sight(access.CallOffRead).Everything {
		t.Error("a member's auditor sees the whole cooperative")
	}
	if !a.Sight(access.CallOffRead).SeesMember(ours) || a.Sight(access.CallOffRead).SeesMember(theirs) {
		t.Error("a member's auditor sees the own member, and no other")
	}
	if err := a.May(access.AuditVerify); err == nil {
		t.Error("a member's auditor verifies the cooperative")
	}
}

func TestAnEmptyMemberIsNobodysMember(t *testing.T) {
	officer := actor(access.Grant{Role: access.FinanceOfficer})
	if err := officer.MayFor(access.CallOffPlace, ""); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestTheAdministratorSeesNoBusiness(t *testing.T) {
	admin := actor(access.Grant{Role: access.Administrator})
	for _, act := range []access.Act{access.BidRead, access.CallOffRead, access.CostRead, access.TenderRead, access.FrameworkRead} {
		if !admin.Sight(act).Nothing() {
			t.Errorf("the administrator sees under %s", act)
		}
	}
}

func TestActsListsWhatOneMayDoSomewhere(t *testing.T) {
	acts := actor(access.Grant{Role: access.Buyer, Member: ours}).Acts()
	if !slices.Contains(acts, access.NeedState) || slices.Contains(acts, access.RoundCreate) || !slices.IsSorted(acts) {
		t.Errorf("got %v", acts)
	}
}

func TestAnOldVersionIsStale(t *testing.T) {
	if err := access.CheckVersion(3, 4); !errors.Is(err, access.ErrStale) {
		t.Errorf("got %v", err)
	}
	if err := access.CheckVersion(4, 4); err != nil {
		t.Error(err)
	}
}
