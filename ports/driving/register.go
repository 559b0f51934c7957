package driving

import (
	"context"

	"allmende/ports/view"
)

// Register is what the operator does at the machine: whoever can run the program
// on the database is not asked for rights, and events name no person.
type Register interface {
	// ImportRegister brings the directory to what the file tells, all or nothing: the
	// report says what was refused, and then nothing was changed. It fails only when
	// the file cannot be read or the database not written.
	ImportRegister(ctx context.Context, in ImportRegister) (view.ImportReport, error)
	// AddCooperative founds a cooperative; member.ErrName, member.ErrCooperativeExists.
	AddCooperative(ctx context.Context, name string) (view.Ref, error)
	// Admit makes a body of the directory, or one outside of it, a member. It fails
	// with member.ErrNoSuchCooperative and the faults of Membership.Admit.
	Admit(ctx context.Context, in OperatorAdmit) (view.Member, error)
	// AdmitState admits every municipality and district of a state that is none yet.
	// It fails with member.ErrNoSuchCooperative, member.ErrKeyMalformed and
	// member.ErrNoSuchBody.
	AdmitState(ctx context.Context, cooperative, state string) (view.StateAdmission, error)
	// AddSupplier registers a supplier; member.ErrNoSuchCooperative, member.ErrName,
	// member.ErrSupplierExists.
	AddSupplier(ctx context.Context, cooperative, name string) (view.Ref, error)
	// AddPerson appoints a person, and adds the account when the address has none. It
	// fails with member.ErrNoSuchCooperative, member.ErrNoSuchMember,
	// member.ErrNoSuchSupplier, the faults of appointments, of names, addresses and
	// passwords, and member.ErrRoleHeld.
	AddPerson(ctx context.Context, in AddPerson) (view.AddedPerson, error)
	// SetPassword replaces a password and ends the person's sessions; it fails with
	// member.ErrNoSuchPerson and member.ErrPassword.
	SetPassword(ctx context.Context, email, password string) error
}

// ImportRegister names the file. Year is whose 31 December the population was
// counted at, for a file that does not tell; 0 if it is not known. Step is told
// what is being done, and may be nil.
type ImportRegister struct {
	Path string
	Year int
	Step func(step string)
}

// OperatorAdmit names a body by its official key, or by kind and name when the
// directory does not list it.
type OperatorAdmit struct {
	Cooperative, OfficialKey, Kind, Name, LeitwegID, ApprovalLimit string
}

// AddPerson appoints a person: in a member, in a supplier, or with neither in the
// cooperative. The password is taken only for a new account.
type AddPerson struct {
	Cooperative, Email, Name, Role, Member, Supplier, Password string
}
