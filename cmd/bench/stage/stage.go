// Package stage fills an installation with a cooperative that the benchmark and the
// crash test act in: members, buyers and framework contracts by the hundred, and past
// call-offs by the hundred thousand. It writes as the owner of the database, with the
// events and the hashes that everything written owes.
package stage

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/passwords"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/member"
)

// Password opens the account of everybody on the stage.
const Password = "a password for the stage"

// Plan says how large the stage is.
type Plan struct {
	Members    int
	Buyers     int // spread over the members
	Frameworks int
	Items      int    // of each framework, at least three, at 1.01 EUR and upwards
	History    int    // past call-offs of three lines
	Maximum    string // of each framework in euros; of items there is always enough
}

// Stage is what was set.
type Stage struct {
	Cooperative string
	Officer     string // the address of an officer who sees everything
	Buyers      []Buyer
	Frameworks  []Framework
}

// Buyer is somebody who orders.
type Buyer struct{ Email, Member string }

// Framework is a contract with the ids of its items.
type Framework struct {
	ID    string
	Items []string
}

//go:embed stage.sql
var stageSQL string

//go:embed history.sql
var historySQL string

//go:embed mass.sql
var massSQL string

//go:embed stock.sql
var stockSQL string

const (
	// Guarded is how many past call-offs are written with their events and hashes where
	// there are more.
	Guarded = 100_000
	// chunk is how many of them share an event.
	chunk = 1000
	mass  = 250_000 // of those without
)

// Set sets the stage in an installation that has none yet.
func Set(ctx context.Context, owner *pgxpool.Pool, plan Plan) (Stage, error) {
	cooperative := id.New[member.Cooperative]().String()
	hash, err := passwords.New(1).Hash(ctx, Password)
	if err != nil {
		return Stage{}, err
	}
	settings := map[string]string{
		"members": strconv.Itoa(plan.Members), "buyers": strconv.Itoa(plan.Buyers), "frameworks": strconv.Itoa(plan.Frameworks),
		"items": strconv.Itoa(plan.Items), "maximum": plan.Maximum, "password_hash": hash,
	}
	if err := act(ctx, owner, cooperative, settings, stageSQL); err != nil {
		return Stage{}, err
	}
	for first := 1; first <= plan.History; first += chunk {
		settings["first"], settings["last"] = strconv.Itoa(first), strconv.Itoa(min(first+chunk-1, plan.History))
		if err := act(ctx, owner, cooperative, settings, historySQL); err != nil {
			return Stage{}, err
		}
	}
	if _, err := owner.Exec(ctx, "vacuum analyze"); err != nil {
		return Stage{}, fmt.Errorf("set the stage: %w", err)
	}
	return look(ctx, owner, cooperative, plan)
}

// Mass adds so many past call-offs to those of the plan, unguarded.
func (s Stage) Mass(ctx context.Context, owner *pgxpool.Pool, plan Plan, rows int) error {
	settings := map[string]string{"members": strconv.Itoa(plan.Members), "frameworks": strconv.Itoa(plan.Frameworks)}
	for first := 1; first <= rows; first += mass {
		settings["first"], settings["last"] = strconv.Itoa(first), strconv.Itoa(min(first+mass-1, rows))
		if err := act(ctx, owner, s.Cooperative, settings, massSQL); err != nil {
			return err
		}
	}
	if rows > 0 {
		if _, err := owner.Exec(ctx, "vacuum analyze call_off"); err != nil {
			return fmt.Errorf("set the stage: %w", err)
		}
	}
	return nil
}

// Stock gives every contract so many items more, named as German catalogues name them.
func (s Stage) Stock(ctx context.Context, owner *pgxpool.Pool, items int) error {
	if err := act(ctx, owner, s.Cooperative, map[string]string{"catalogue": strconv.Itoa(items)}, stockSQL); err != nil {
		return err
	}
	if _, err := owner.Exec(ctx, "vacuum analyze"); err != nil {
		return fmt.Errorf("set the stage: %w", err)
	}
	return nil
}

// act runs a script in a transaction with an event of its own.
func act(ctx context.Context, owner *pgxpool.Pool, cooperative string, settings map[string]string, script string) error {
	err := pgx.BeginFunc(ctx, owner, func(tx pgx.Tx) error {
		for name, value := range settings {
			if _, err := tx.Exec(ctx, `select set_config('stage.' || $1, $2, true)`, name, value); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`,
			id.New[audit.Event]().String(), cooperative); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `select audit_append(now(), null, 'stage.set', 'stage', '1', '', null, null, '', '{}')`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, script, pgx.QueryExecModeSimpleProtocol)
		return err
	})
	if err != nil {
		return fmt.Errorf("set the stage: %w", err)
	}
	return nil
}

func look(ctx context.Context, owner *pgxpool.Pool, cooperative string, plan Plan) (Stage, error) {
	s := Stage{Cooperative: cooperative, Officer: "person0@stage.example"}
	for n := 1; n <= plan.Buyers; n++ {
		b := Buyer{Email: fmt.Sprintf("person%d@stage.example", n)}
		err := owner.QueryRow(ctx, `select a.member_id::text from appointment a join person p on p.id = a.person_id where a.cooperative_id = $1 and p.email = $2`, cooperative, b.Email).Scan(&b.Member)
		if err != nil {
			return s, fmt.Errorf("look at the stage: %w", err)
		}
		s.Buyers = append(s.Buyers, b)
	}
	rows, err := owner.Query(ctx, `select f.id::text, array_agg(i.id::text order by i.position) from framework f
		join framework_item i on i.cooperative_id = f.cooperative_id and i.framework_id = f.id where f.cooperative_id = $1 group by f.id, f.number order by f.number`, cooperative)
	if err != nil {
		return s, fmt.Errorf("look at the stage: %w", err)
	}
	s.Frameworks, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (f Framework, err error) {
		err = row.Scan(&f.ID, &f.Items)
		return f, err
	})
	if err != nil {
		return s, fmt.Errorf("look at the stage: %w", err)
	}
	return s, nil
}

// Wrong lists the stored totals of the stage that are not the sums of their parts.
func (s Stage) Wrong(ctx context.Context, owner *pgxpool.Pool) (wrong []string, err error) {
	err = pgx.BeginFunc(ctx, owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `select set_config('app.cooperative_id', $1, true)`, s.Cooperative); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `select relation || ' ' || row_key || ': ' || detail from framework_totals_wrong()`)
		if err != nil {
			return err
		}
		wrong, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check the totals: %w", err)
	}
	return wrong, nil
}
