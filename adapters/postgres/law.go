package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// legalValues keeps what a cooperative added to the figures of the law, in legal_value.
type legalValues struct {
	tx *gorm.DB
	in scope
}

var _ driven.LegalValues = legalValues{}

// Sources reads the installation's figures, and the cooperative's in the order of adding.
func (s legalValues) Sources(context.Context) (legal.Params, []driven.LegalValue, error) {
	own, err := installationLaw(s.tx)
	if err != nil {
		return nil, nil, err
	}
	added, err := addedLaw(s.tx, s.in.cooperative)
	return own, added, err
}

// Add stores one more of its code.
func (s legalValues) Add(_ context.Context, p legal.Param, position int) error {
	err := s.tx.Exec(`insert into legal_value (cooperative_id, id, code, position, value, valid_from, source, primary_source, added_by, added_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[legal.Param]().String(), p.Code, position, p.Value, p.From.String(), p.Source, p.Primary, s.in.actor.Person.String(), s.in.now).Error
	if err != nil {
		return fmt.Errorf("add a value of the law: %w", err)
	}
	return nil
}

func installationLaw(tx *gorm.DB) (legal.Params, error) {
	var rows []struct {
		Code, Value, Source string
		PrimarySource       bool
		ValidFrom           time.Time
		ValidTo             *time.Time
	}
	if err := tx.Raw(`select code, value, source, primary_source, valid_from, valid_to from legal_parameter`).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the legal parameters: %w", err)
	}
	law := make(legal.Params, 0, len(rows))
	for _, r := range rows {
		p := legal.Param{Code: r.Code, Value: r.Value, Source: r.Source, Primary: r.PrimarySource, From: period.FromUTC(r.ValidFrom)}
		if r.ValidTo != nil {
			p.To = period.FromUTC(*r.ValidTo)
		}
		law = append(law, p)
	}
	return law, nil
}

func addedLaw(tx *gorm.DB, cooperative string) ([]driven.LegalValue, error) {
	var rows []struct {
		Code, Value, Source, AddedBy, Name string
		PrimarySource                      bool
		ValidFrom, AddedAt                 time.Time
	}
	err := tx.Raw(`select v.code, v.value, v.source, v.primary_source, v.valid_from, v.added_by::text, v.added_at, p.name
		from legal_value v join person p on p.id = v.added_by where v.cooperative_id = ? order by v.code, v.position`, cooperative).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was added to the law: %w", err)
	}
	added := make([]driven.LegalValue, len(rows))
	for i, r := range rows {
		added[i] = driven.LegalValue{
			Param: legal.Param{Code: r.Code, Value: r.Value, Source: r.Source, Primary: r.PrimarySource, From: period.FromUTC(r.ValidFrom)},
			By:    member.PersonID(r.AddedBy), ByName: r.Name, At: r.AddedAt.UTC(),
		}
	}
	return added, nil
}

// lawRead is the law as it was read at an instant.
type lawRead struct {
	law legal.Params
	at  time.Time
}

// lawAge is how old the law may be in memory. What is added holds from the next day at the
// earliest, so an older law is the same one.
const lawAge = 10 * time.Second

// lawAtWork is the law of the cooperative: the installation's, with what it added.
func (db *DB) lawAtWork(tx *gorm.DB, in scope) (legal.Params, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if read, known := db.law[in.cooperative]; known {
		if age := in.now.Sub(read.at); age >= 0 && age < lawAge {
			return read.law, nil
		}
	}
	law, err := installationLaw(tx)
	if err != nil {
		return nil, err
	}
	if in.cooperative != "" {
		added, err := addedLaw(tx, in.cooperative)
		if err != nil {
			return nil, err
		}
		law = law.With(driven.LegalParams(added))
	}
	if db.law == nil {
		db.law = map[string]lawRead{}
	}
	db.law[in.cooperative] = lawRead{law, in.now}
	return law, nil
}
