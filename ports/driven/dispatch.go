package driven

import (
	"context"
	"errors"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/ports/view"
)

// What suppliers are told; of what people are told is a notice.Kind.
const (
	TellOrder     = "order"
	TellCancelled = "order-cancelled"
	TellPassed    = "order-passed" // it was silent in a cascade, and does not deliver
	TellReturn    = "return-asked" // the member wants to give something back
)

// What news say more closely by their step.
const (
	StepStanding  = "standing"  // a standing order waits, not a call-off
	StepEscalated = "escalated" // it waits for whoever is asked because nobody decided
	StepLapsed    = "lapsed"    // not all agreed in time
	StepSupplier  = "supplier"  // the supplier does not deliver

	// What became of a reservation.
	StepRejected       = "rejected"
	StepChangeRejected = "change-rejected"
	StepPassedOn       = "passed-on" // to another member
	StepReceived       = "received"  // from another member
)

// Recipient is somebody whom something that happened concerns.
type Recipient struct {
	Happening   int64 // its place in the outbox
	Cooperative member.CooperativeID
	Kind        string // a notice.Kind, TellOrder, TellCancelled, TellPassed or TellReturn
	Object      string
	Member      member.ID // of a quota or a share, else none
	Step        string    // of a warning or a reminder, else empty
	At          time.Time
	Person      member.PersonID // or
	Supplier    member.SupplierID
	Settings    notice.Settings // of the person
}

// Delivery is what is to be told to one recipient.
type Delivery struct {
	Recipient
	ID        string
	Way       notice.Way
	Attempts  int // with the present one
	CreatedAt time.Time
	DueAt     time.Time
	To        Address
	Actor     access.Actor // the person with the present grants; without any the person sees nothing
}

// Address is where mail goes; without an Email nowhere.
type Address struct{ Name, Email string }

// Outcome is what became of an attempt.
type Outcome struct {
	Status  DeliveryStatus
	Reason  string    // why it was not sent, a word for people who look after it
	RetryAt time.Time // while it waits
}

// DeliveryStatus is where a delivery stands.
type DeliveryStatus string

// The statuses.
const (
	DeliveryWaiting DeliveryStatus = "waiting"
	DeliverySent    DeliveryStatus = "sent"
	DeliveryDropped DeliveryStatus = "dropped" // nobody needs it any more
	DeliveryDead    DeliveryStatus = "dead"    // it could not be delivered
)

// Outbox moves what happened to those who are to be told of it. It works as the owner of
// the database, across cooperatives and outside of Work: what happened was stored in the
// transaction in which it did.
type Outbox interface {
	// Move takes at most limit happenings, the oldest first, stores the deliveries that
	// choose makes of those whom they concern, and reports how many it took. Each is taken
	// once, whoever else moves at the same time and whenever the power fails.
	Move(ctx context.Context, limit int, choose func(now time.Time, concerned []Recipient) []Delivery) (int, error)
	// Due gives the caller at most limit deliveries that are due, for as long as the lease;
	// the daily ones of a person stand side by side.
	Due(ctx context.Context, limit int, lease time.Duration) (due []Delivery, now time.Time, err error)
	// Settle stores what became of deliveries.
	Settle(ctx context.Context, ids []string, o Outcome) error
	// Remind puts into the outbox what the calendar or a maximum gives reason to tell,
	// each step once, and reports how much that was.
	Remind(ctx context.Context) (int, error)
}

// ErrMailRefused wraps an error of a mail that no later attempt will bring to its recipient.
var ErrMailRefused = errors.New("the mail server refuses the message or its recipient")

// Mailer writes a mail and hands it to a mail server.
type Mailer interface {
	// Send fails with ErrMailRefused where to try again is of no use.
	Send(ctx context.Context, m Mail) error
}

// Mail is what is sent to one address: an order, or news.
type Mail struct {
	ID       string // the same at every attempt, so that the recipient's server can tell a second copy
	To       Address
	Language notice.Language
	Order    *dispatch.Order
	Passed   bool   // the order is another supplier's now, or nobody's; nothing but its number is told
	Return   bool   // the member wants to give back something of the order
	News     []News // one at once, several in a daily mail
	Daily    bool
	Link     *LinkMail // an address is to be confirmed
}

// News is one thing that a person is told of. Texts that do not belong to the kind are empty.
type News struct {
	Kind     notice.Kind
	Path     string // of its page: "/call-offs/…"
	Number   string
	Title    string
	Member   string
	Supplier string
	Amount   string // "1234.50"
	Status   string
	Reason   string
	Day      string // "2026-12-31"
	Step     string // of a warning; one of the steps above, or what became of a return: agreed, declined
}

// Dispatches reads and stores what belongs to orders that leave.
type Dispatches interface {
	// Order is a placed or ended order as its supplier gets it. It fails with
	// access.ErrNotFound for what is out of sight or was never placed.
	Order(ctx context.Context, c calloff.ID, sight access.Sight) (dispatch.Order, error)
	// Sending is what became of the mails to the supplier, the newest first.
	Sending(ctx context.Context, c calloff.ID) ([]view.Sending, error)
	// Undelivered lists what could not be delivered, the newest first; access.ErrCursor.
	Undelivered(ctx context.Context, page view.PageRequest) (view.Page[view.Undelivered], error)
	// Again has a dead delivery tried again; access.ErrNotFound when it is not dead.
	Again(ctx context.Context, delivery string) error
	// Address is where a supplier takes orders, empty while nobody said it;
	// access.ErrNotFound for a supplier that is not there.
	Address(ctx context.Context, s member.SupplierID) (view.SupplierAddress, error)
	// SetAddress writes it over the version given; access.ErrStale.
	SetAddress(ctx context.Context, s member.SupplierID, version int, a view.SupplierAddress) error
	// Settings are how the person wants to be told.
	Settings(ctx context.Context, p member.PersonID) (s notice.Settings, version int, err error)
	// SetSettings writes them over the version given; access.ErrStale.
	SetSettings(ctx context.Context, p member.PersonID, version int, s notice.Settings) error
}
