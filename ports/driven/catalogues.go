package driven

import (
	"context"
	"io"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// CatalogueFile is a file as somebody sent it; it may be read more than once.
type CatalogueFile struct {
	Name    string
	Content io.ReaderAt
	Size    int64
}

// CatalogueContents takes what is read of a file, in its order. An error ends the reading
// and is handed back as it is.
type CatalogueContents interface {
	Entry(catalogue.Entry) error
	// Medium is an image or a data sheet that came with the catalogue.
	Medium(StoredMedium) error
}

// StoredMedium is a file that came with a catalogue.
type StoredMedium struct {
	Name        string // as the catalogue refers to it
	ContentType string
	Content     []byte
}

// CatalogueReader reads catalogues in every format there is.
type CatalogueReader interface {
	// Read hands over what the file holds, and tells what kind of file it was. The columns
	// of tables are those that they are called by, by field; for fields that are not named
	// the usual names count. It fails with the faults of a file as a whole.
	Read(file CatalogueFile, columns map[string]string, into CatalogueContents) (catalogue.Format, catalogue.Extent, error)
	// Propose reads how a table begins and proposes what its columns hold; a file that is no
	// table has none. It fails with the faults of a file as a whole.
	Propose(file CatalogueFile, columns map[string]string) ([]view.ProposedColumn, error)
	// Small makes an image that fits into a list; access.ErrNotFound for what is none, or too large for that.
	Small(of view.Medium) (view.Medium, error)
}

// Staged is an article with where it stands in a file and what is to become of it.
type Staged struct {
	Line int
	Mode catalogue.Mode
	catalogue.Article
}

// Refused is what is wrong with a line of a file.
type Refused struct {
	Line   int
	Number string
	Fault  *fault.Fault
}

// CatalogueGround is what an upload is read and checked with.
type CatalogueGround struct {
	catalogue.Origin
	Name    string // of the contract
	Codes   catalogue.Codes
	Columns map[string]string // of the supplier's tables
}

// Catalogues keeps what suppliers send and what officers decide about it.
type Catalogues interface {
	// Supplier is who delivers first under a contract; access.ErrNotFound.
	Supplier(ctx context.Context, f framework.ID) (member.SupplierID, error)
	// Contract finds a contract by its number; access.ErrNotFound.
	Contract(ctx context.Context, number string) (framework.ID, error)
	// Begin locks the contract for an upload of one of its suppliers; access.ErrNotFound.
	// Take, Refuse and Keep may be called as often as it takes, and then Add once.
	Begin(ctx context.Context, f framework.ID, supplier member.SupplierID) (CatalogueGround, error)
	Take(ctx context.Context, articles []Staged) error
	Refuse(ctx context.Context, refused []Refused) error
	Keep(ctx context.Context, media StoredMedium) error
	// Add compares what was taken with what is in force, refuses what only that comparison
	// shows to be wrong, and stores the version with its lines, its report and its media.
	// The version that waited before is superseded.
	Add(ctx context.Context, v *catalogue.Version) error
	// Get locks the version's contract and loads the version, and the one that is in force;
	// access.ErrNotFound.
	Get(ctx context.Context, id catalogue.ID) (*catalogue.Version, catalogue.ID, error)
	// Save stores a decision; access.ErrStale.
	Save(ctx context.Context, v *catalogue.Version) error
	// Apply puts an approved version into force: its items, and their prices from tomorrow
	// on. It fails with catalogue.ErrOutdated where a price changed since it was compared.
	Apply(ctx context.Context, v *catalogue.Version) error
	// SetColumns stores what a supplier calls the columns of its tables; access.ErrStale.
	SetColumns(ctx context.Context, supplier member.SupplierID, version int, columns map[string]string) error
}

// CatalogueReports reads catalogues for people, bounded by what they may see.
type CatalogueReports interface {
	// Versions lists the newest first; access.ErrCursor.
	Versions(ctx context.Context, f framework.ID, sight access.Sight, page view.PageRequest) (view.Page[view.CatalogueVersion], error)
	// Version fails with access.ErrNotFound for what is out of sight.
	Version(ctx context.Context, id catalogue.ID, sight access.Sight) (view.CatalogueVersion, error)
	// Faults is the report by line; access.ErrCursor, access.ErrNotFound.
	Faults(ctx context.Context, id catalogue.ID, sight access.Sight, page view.PageRequest) (view.Page[view.CatalogueFault], error)
	// Changes is what a version does to the articles, by their numbers: of one kind (new,
	// changed, dearer, gone) or, for none, of all; access.ErrCursor, access.ErrNotFound.
	Changes(ctx context.Context, id catalogue.ID, kind string, sight access.Sight, page view.PageRequest) (view.Page[view.CatalogueChange], error)
	// Columns are empty, of version 0, while nobody gave them.
	Columns(ctx context.Context, supplier member.SupplierID) (view.CatalogueColumns, error)
	// Items are those of a contract by their position; access.ErrCursor.
	Items(ctx context.Context, f framework.ID, words string, sight access.Sight, page view.PageRequest) (view.Page[view.ContractItem], error)
	// Item is one with all that is known of it; access.ErrNotFound.
	Item(ctx context.Context, f framework.ID, item framework.ItemID, sight access.Sight) (view.ContractItemDetail, error)
	// Medium is the file itself; access.ErrNotFound.
	Medium(ctx context.Context, f framework.ID, medium catalogue.MediumID, sight access.Sight) (view.Medium, error)
}
