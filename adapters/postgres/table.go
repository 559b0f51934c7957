package postgres

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// table is what the row mapper is asked of rows T. The mapper's own generic interface can a
// great deal more, and has the compiler make some nine hundred functions for each T: a minute
// and two gigabytes for this package.
type table[T any] struct{ db *gorm.DB }

// rowsOf is the table of T, with what is to be done besides, as a lock.
func rowsOf[T any](tx *gorm.DB, how ...clause.Expression) table[T] {
	return table[T]{tx.Session(&gorm.Session{NewDB: true}).Clauses(how...)}
}

func (t table[T]) Where(condition string, args ...any) table[T] {
	return table[T]{t.db.Where(condition, args...)}
}

func (t table[T]) Order(by string) table[T] { return table[T]{t.db.Order(by)} }

// Create inserts one row.
func (t table[T]) Create(ctx context.Context, row *T) error {
	return t.db.WithContext(ctx).Create(row).Error
}

// CreateInBatches inserts rows, so many by one statement.
func (t table[T]) CreateInBatches(ctx context.Context, rows *[]T, size int) error {
	return t.db.WithContext(ctx).CreateInBatches(rows, size).Error
}

// Find reads all rows.
func (t table[T]) Find(ctx context.Context) ([]T, error) {
	var rows []T
	err := t.db.WithContext(ctx).Find(&rows).Error
	return rows, err
}

// Take reads one row, or fails with gorm.ErrRecordNotFound.
func (t table[T]) Take(ctx context.Context) (T, error) {
	var row T
	err := t.db.WithContext(ctx).Take(&row).Error
	return row, err
}

// Count counts the rows.
func (t table[T]) Count(ctx context.Context) (int64, error) {
	var n int64
	err := t.db.WithContext(ctx).Model(new(T)).Count(&n).Error
	return n, err
}

// Overwrite writes all columns of the rows, zeros too, and tells of how many.
func (t table[T]) Overwrite(ctx context.Context, row T) (int64, error) {
	done := t.db.WithContext(ctx).Select("*").Updates(row)
	return done.RowsAffected, done.Error
}
