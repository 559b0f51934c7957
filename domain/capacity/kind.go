package capacity

// Kind is what of a data center is reserved.
type Kind string

// The kinds.
const (
	RackUnit  Kind = "rack-unit"
	Rack      Kind = "rack"
	ITLoad    Kind = "it-load"
	VCPU      Kind = "vcpu"
	Memory    Kind = "memory"
	Storage   Kind = "storage"
	GPU       Kind = "gpu"
	Backup    Kind = "backup"
	Bandwidth Kind = "bandwidth"
)

// Kinds lists every kind.
var Kinds = []Kind{RackUnit, Rack, ITLoad, VCPU, Memory, Storage, GPU, Backup, Bandwidth}

// Unit is what a kind is counted in.
func (k Kind) Unit() string {
	switch k {
	case RackUnit:
		return "HE"
	case Rack:
		return "Rack"
	case ITLoad:
		return "kW"
	case VCPU:
		return "vCPU"
	case Memory:
		return "GiB"
	case Storage, Backup:
		return "TiB"
	case GPU:
		return "GPU"
	case Bandwidth:
		return "Mbit/s"
	}
	return ""
}

// Known reports whether it is one of the kinds.
func (k Kind) Known() bool { return k.Unit() != "" }

// Whole reports whether there is no part of a unit.
func (k Kind) Whole() bool {
	switch k {
	case RackUnit, Rack, VCPU, Memory, GPU, Bandwidth:
		return true
	case ITLoad, Storage, Backup:
	}
	return false
}

// Check fails with ErrKind where it is none of the kinds, and with ErrTier where there is no such tier of it.
func (k Kind) Check(tier string) error {
	if !k.Known() {
		return ErrKind
	}
	if k.Tiered() != (tier != "") || !lasts(tier, 0, longestTier) {
		return ErrTier
	}
	return nil
}

// Tiered reports whether it comes in tiers: fast, plain, archive.
func (k Kind) Tiered() bool { return k == Storage }

// Overcommits reports whether more of it may be promised than there is: the time of processors
// is shared, while space, power and memory that two have at once are not there.
func (k Kind) Overcommits() bool { return k == VCPU }
