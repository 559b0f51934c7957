package driving

import (
	"context"

	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/view"
)

// Registering is how suppliers register themselves: anybody enters, and who reads the mail that
// follows confirms. Nobody is signed in yet.
type Registering interface {
	// RegistrationPlaces are where one can register; none without a mail server.
	RegistrationPlaces(ctx context.Context) (view.RegistrationPlaces, error)
	// Register has what was entered wait for its address to be confirmed; it answers the same
	// whether or not somebody signs in with the address. The faults of supplier.Register,
	// notice.ErrLanguage, member.ErrNoSuchCooperative, supplier.ErrRegistrationsMany, supplier.ErrRegistrationClosed.
	Register(ctx context.Context, in EnterSupplier) error
	// Registration is what waits for the link; supplier.ErrRegistrationGone.
	Registration(ctx context.Context, secret string) (view.Registration, error)
	// ConfirmRegistration makes the supplier and its first person, who signs in with the
	// password, and uses the link up; member.ErrPassword, supplier.ErrRegistrationGone,
	// supplier.ErrKnown, member.ErrSupplierExists, member.ErrPersonExists.
	ConfirmRegistration(ctx context.Context, secret, password string) (view.Registration, error)
}

// EnterSupplier is what is entered, and from where.
type EnterSupplier struct {
	Cooperative member.CooperativeID
	Source      string // the network address
	Entered     supplier.Registering
}
