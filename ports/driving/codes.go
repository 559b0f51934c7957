package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/codelist"
	"allmende/ports/view"
)

// Codes is reference data: what is bought (CPV), where (NUTS) and what it is measured in.
type Codes interface {
	// SearchCodes finds what is in use by code or words of either language, the closest first;
	// nothing while nobody imported the list. It is open to whoever is signed in.
	SearchCodes(ctx context.Context, actor access.Actor, list codelist.List, typed string) (view.Codes, error)
}

// CodeImporting is what the operator takes in at the machine. Whoever can run the program on
// the database is not asked for rights.
type CodeImporting interface {
	// ImportCodes brings the lists that the files hold to what they say, all or nothing: the
	// report names the lines that cannot be taken, and then nothing was changed. What is gone
	// from a list is retired and stays for what refers to it. Files and folders may be given.
	ImportCodes(ctx context.Context, paths []string) (view.CodesReport, error)
}
