package postgres

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/fault"
)

// constraints says which fault a broken constraint means. Whatever is not here is
// a mistake of ours and internal.
var constraints = map[string]*fault.Fault{}

// translate turns the break of a named constraint into the fault it stands for.
func translate(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	if f, known := constraints[pg.ConstraintName]; known {
		return f
	}
	return err
}
