package driving

import (
	"context"
	"io"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Cataloguing is what suppliers and officers do with the catalogues of contracts (G-FRA).
// What the actor may not know of fails with access.ErrNotFound, what it lacks the right for
// with access.ErrForbidden; another version than the present one with access.ErrStale.
type Cataloguing interface {
	// Upload reads a catalogue, checks it line by line, compares it with what is in force
	// and has it wait for a decision; nothing else changes. What is wrong with lines stands
	// in the report. It fails with the faults of a file as a whole, and then nothing of it
	// is left. The same key never stores a second version.
	Upload(ctx context.Context, actor access.Actor, key access.Key, in UploadCatalogue) (view.CatalogueVersion, error)
	// Approve puts a version into force, all of it or nothing: items at once, changed prices
	// from tomorrow on. It fails with catalogue.ErrDecided, catalogue.ErrOutdated and, for
	// whoever sent it, access.ErrSamePerson.
	Approve(ctx context.Context, actor access.Actor, which catalogue.ID, version int) (view.CatalogueVersion, error)
	// Reject turns a version down; catalogue.ErrDecided, catalogue.ErrReason.
	Reject(ctx context.Context, actor access.Actor, which catalogue.ID, version int, reason string) (view.CatalogueVersion, error)
	// ProposeColumns reads how a table begins and proposes what its columns hold; nothing
	// changes. It fails with the faults of a file as a whole.
	ProposeColumns(ctx context.Context, actor access.Actor, in ProposeColumns) (view.CatalogueProposal, error)
	// SetColumns stores what the contract's supplier calls the columns of its tables, by
	// field: a field that is not there keeps its usual names, one with an empty name is in no
	// column; catalogue.ErrMapping.
	SetColumns(ctx context.Context, actor access.Actor, f framework.ID, version int, columns map[string]string) (view.CatalogueColumns, error)

	// Versions lists a contract's, the newest first; access.ErrCursor, as in all lists.
	Versions(ctx context.Context, actor access.Actor, f framework.ID, page view.PageRequest) (view.Page[view.CatalogueVersion], error)
	Version(ctx context.Context, actor access.Actor, which catalogue.ID) (view.CatalogueVersion, error)
	// Faults is a version's report by line.
	Faults(ctx context.Context, actor access.Actor, which catalogue.ID, page view.PageRequest) (view.Page[view.CatalogueFault], error)
	// Changes is what a version does to articles: of one kind (new, changed, dearer, gone) or all.
	Changes(ctx context.Context, actor access.Actor, which catalogue.ID, kind string, page view.PageRequest) (view.Page[view.CatalogueChange], error)
	Columns(ctx context.Context, actor access.Actor, f framework.ID) (view.CatalogueColumns, error)

	// Items lists those of a contract by position, or those with words in them.
	Items(ctx context.Context, actor access.Actor, f framework.ID, words string, page view.PageRequest) (view.Page[view.ContractItem], error)
	Item(ctx context.Context, actor access.Actor, f framework.ID, item framework.ItemID) (view.ContractItemDetail, error)
	// Medium is a stored image or data sheet.
	Medium(ctx context.Context, actor access.Actor, f framework.ID, medium catalogue.MediumID) (view.Medium, error)
	// SmallMedium is a stored image as a list shows it; access.ErrNotFound also for what is no image.
	SmallMedium(ctx context.Context, actor access.Actor, f framework.ID, medium catalogue.MediumID) (view.Medium, error)
}

// UploadCatalogue is a file that somebody sends. Step is told how many entries were read so
// far, and may be nil.
type UploadCatalogue struct {
	Framework framework.ID
	Supplier  member.SupplierID // or none: the contract's first
	Name      string
	Content   io.ReaderAt
	Size      int64
	Hash      string // SHA-256, in hexadecimal
	Step      func(entries int)
}

// ProposeColumns is a file whose columns are to be assigned.
type ProposeColumns struct {
	Framework framework.ID
	Content   io.ReaderAt
	Size      int64
}

// ImportCatalogue is an upload by the operator on behalf of a person.
type ImportCatalogue struct {
	By       string // e-mail address
	Number   string // of the contract
	Supplier string // name, or empty for the contract's first
	// Columns are what the supplier calls those of its tables, by field; they are kept. None
	// leave what is kept as it is.
	Columns map[string]string
	UploadCatalogue
}

// Importing is what the operator takes in at the machine. Whoever can run the program on the
// database is not asked for rights.
type Importing interface {
	// ImportCatalogue is Cataloguing.Upload on behalf of a person, in that person's
	// cooperative. It fails with member.ErrNoSuchPerson, member.ErrNoSuchSupplier and
	// access.ErrNotFound, pointing at the contract.
	ImportCatalogue(ctx context.Context, in ImportCatalogue) (view.CatalogueVersion, error)
}
