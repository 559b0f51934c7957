package capacity_test

import (
	"errors"
	"testing"

	"allmende/domain/capacity"
	"allmende/domain/member"
)

func TestRoomIsForAdmittedMembersThatCallOff(t *testing.T) {
	for _, c := range []struct {
		kind   member.Kind
		status member.Status
		want   error
	}{
		{member.KindMunicipality, member.Admitted, nil},
		{member.KindMunicipality, member.Applied, capacity.ErrNotAdmitted},
		{member.KindMunicipality, member.Suspended, capacity.ErrNotAdmitted},
		{member.KindMunicipality, member.Left, capacity.ErrNotAdmitted},
		{member.KindAssociation, member.Admitted, capacity.ErrNotAdmitted},
	} {
		if err := capacity.MayHold(c.kind, c.status); !errors.Is(err, c.want) {
			t.Errorf("%s, %s: %v", c.kind, c.status, err)
		}
	}
}
