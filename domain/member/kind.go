package member

import "allmende/domain/fault"

// Kind is what sort of body a member is.
type Kind string

// The kinds of member. KindArea is no member: the register also lists areas that
// belong to no municipality (gemeindefreie Gebiete).
const (
	KindState             Kind = "state"
	KindDistrict          Kind = "district"
	KindMunicipality      Kind = "municipality"
	KindJointMunicipality Kind = "joint-municipality"
	KindITProvider        Kind = "it-provider"
	KindUniversity        Kind = "university"
	KindAssociation       Kind = "association"
	KindArea              Kind = "area"
)

// ErrKindOutside: this kind of body is admitted out of the directory, or is unknown.
var ErrKindOutside = fault.New(fault.Invalid, "member.kind-invalid", fault.Field("kind"))

// Guest reports whether members of the kind read and speak, but neither vote nor
// call off (domain.md, People).
func (k Kind) Guest() bool { return k == KindAssociation }

// Status is where a membership stands.
type Status string

// The states of a membership.
const (
	Applied   Status = "applied"
	Admitted  Status = "admitted"
	Suspended Status = "suspended"
	Left      Status = "left"
)
