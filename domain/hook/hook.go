// Package hook tells programs of what happened: a person's webhook is an address that a call goes
// to whenever something is logged that the person may read. The call names it, and says no more.
package hook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// The faults of webhooks.
var (
	// ErrName: a name has 3 to 60 characters.
	ErrName = fault.New(fault.Invalid, "webhook.name-invalid", fault.Field("name"))
	// ErrAddress: the address is no https address without user, password and fragment, of at most 500 characters, at port 443 or from 1024 on.
	ErrAddress = fault.New(fault.Invalid, "webhook.address-invalid", fault.Field("address"))
	// ErrAddressPrivate: calls go to public addresses only, unless the installation allows the host.
	ErrAddressPrivate = fault.New(fault.Invalid, "webhook.address-private", fault.Field("address"))
	// ErrObjects: at least one kind of object, each once and known.
	ErrObjects = fault.New(fault.Invalid, "webhook.objects-invalid", fault.Field("objects"))
	// ErrMany: a person has so many already.
	ErrMany = fault.New(fault.Conflict, "webhook.too-many")
	// ErrStatus: it is paused already, or is not.
	ErrStatus = fault.New(fault.Conflict, "webhook.status")
	// ErrRotating: the secret before the present one is good still, so it is not replaced once more.
	ErrRotating = fault.New(fault.Conflict, "webhook.rotating")
	// ErrPaused: nothing is sent to a webhook that is paused.
	ErrPaused = fault.New(fault.Conflict, "webhook.paused")
	// ErrCallWaits: the call waits already, or is being made.
	ErrCallWaits = fault.New(fault.Conflict, "webhook.call-waits")
)

// Most is how many webhooks a person has in a cooperative.
const Most = 10

// Overlap is how long the secret before the present one is good after it was replaced.
const Overlap = 24 * time.Hour

// objects are the kinds that a program may be told of.
var objects = []string{"reservation", "capacity-pool", "meter", "call-off", "framework", "catalogue", "tender", "round", "statement", "rating", "member"}

// Objects lists the kinds of objects that a webhook may be told of.
func Objects() []string { return slices.Clone(objects) }

// ID names a webhook.
type ID = id.Of[Webhook]

// Cause is why a webhook is paused.
type Cause string

// The causes.
const (
	ByPerson  Cause = "person"  // its person paused it
	ByGone    Cause = "gone"    // the address answered 410: nobody is there any more
	ByFailing Cause = "failing" // a call failed as often as it is tried
)

// State is what is known of a webhook.
type State struct {
	ID         ID
	Person     member.PersonID
	Name       string
	Address    string
	Objects    []string // in order, each once
	Paused     Cause    // empty while calls are made
	Generation int      // of the secret, from 1
	RotatedAt  time.Time
	CreatedAt  time.Time
	Version    int
}

// Text is what a person says of a webhook.
type Text struct {
	Name, Address string
	Objects       []string
}

// Webhook is where calls go.
type Webhook struct{ s State }

// New makes a webhook of a person who has so many. It fails with ErrName, ErrAddress, ErrObjects and ErrMany.
func New(person member.PersonID, in Text, held int, now time.Time) (*Webhook, error) {
	w := &Webhook{State{ID: id.New[Webhook](), Person: person, Generation: 1, CreatedAt: now}}
	if err := w.say(in); err != nil {
		return nil, err
	}
	if held >= Most {
		return nil, ErrMany.With("most", strconv.Itoa(Most))
	}
	w.s.Version = 1
	return w, nil
}

// Restore trusts what a store kept.
func Restore(s State) *Webhook { return &Webhook{s} }

// State is what is known of it.
func (w *Webhook) State() State {
	s := w.s
	s.Objects = slices.Clone(s.Objects)
	return s
}

// Change says it anew. It fails as New does.
func (w *Webhook) Change(in Text) error { return w.say(in) }

func (w *Webhook) say(in Text) error {
	name, address := strings.TrimSpace(in.Name), strings.TrimSpace(in.Address)
	if !wording.Line(name, 3, 60) {
		return ErrName
	}
	if !callable(address) {
		return ErrAddress
	}
	chosen := slices.Sorted(slices.Values(in.Objects))
	if len(chosen) == 0 || len(slices.Compact(slices.Clone(chosen))) != len(chosen) {
		return ErrObjects
	}
	for _, o := range chosen {
		if !slices.Contains(objects, o) {
			return ErrObjects.With("object", o)
		}
	}
	w.s.Name, w.s.Address, w.s.Objects = name, address, chosen
	w.s.Version++
	return nil
}

var addressForm = regexp.MustCompile(`^https://(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?(?:[/?][!-"$-~]*)?$`)

// callable keeps away what no receiver of ours has: other protocols, passwords that every log
// would show, fragments that are never sent.
func callable(address string) bool {
	if len(address) > 500 {
		return false
	}
	parts := addressForm.FindStringSubmatch(address)
	if parts == nil {
		return false
	}
	if parts[1] == "" {
		return true
	}
	port, err := strconv.Atoi(parts[1])
	return err == nil && (port == 443 || port >= 1024 && port <= 65535)
}

// Pause stops calls; what happens meanwhile is told after Resume. It fails with ErrStatus.
func (w *Webhook) Pause(why Cause) error {
	if w.s.Paused != "" {
		return ErrStatus
	}
	w.s.Paused = why
	w.s.Version++
	return nil
}

// Resume goes on where calls stopped. It fails with ErrStatus.
func (w *Webhook) Resume() error {
	if w.s.Paused == "" {
		return ErrStatus
	}
	w.s.Paused = ""
	w.s.Version++
	return nil
}

// Rotate replaces the secret; the one before stays good for Overlap. It fails with ErrRotating.
func (w *Webhook) Rotate(now time.Time) error {
	if len(w.s.Generations(now)) > 1 {
		return ErrRotating.With("until", w.s.RotatedAt.Add(Overlap).Format(time.RFC3339))
	}
	w.s.Generation++
	w.s.RotatedAt = now
	w.s.Version++
	return nil
}

// Generations are the secrets that are good, the newest first: what is sent is signed by each.
func (s State) Generations(now time.Time) []int {
	if s.Generation > 1 && now.Before(s.RotatedAt.Add(Overlap)) {
		return []int{s.Generation, s.Generation - 1}
	}
	return []int{s.Generation}
}
