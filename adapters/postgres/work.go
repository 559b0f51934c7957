package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/ports/driven"
)

// scope is whose transaction it is; every statement of a store is bounded by it,
// and row-level security holds underneath.
type scope struct {
	cooperative string
	actor       access.Actor
	now         time.Time
	accounts    *accountBook
	stock       *stockroom
}

// newStores builds the stores of a transaction.
func newStores(t *transaction, tx *gorm.DB, in scope, law legal.Params) driven.Stores {
	return driven.Stores{
		Now:     in.now,
		Law:     law,
		Events:  events{t, in},
		Numbers: numbers{tx, in},
		Answers: answers{t, tx, in},

		Rounds:       rounds{tx, in},
		RoundReports: roundReports{tx, in},
		EventReports: eventReports{tx, in},
		ToDo:         todo{tx, in},

		Tenders:       tenders{tx, in},
		Bids:          bids{tx, in},
		Documents:     tenderDocuments{tx, in},
		Questions:     questions{tx, in},
		Requests:      requests{tx, in},
		Negotiations:  negotiations{tx, in},
		Amendments:    amendments{tx, in},
		Statistics:    statistics{tx, in},
		OpeningKeys:   openingKeys{tx, in},
		Openings:      openings{tx, in},
		Drills:        drills{tx, in},
		TenderReports: tenderReports{tx, in},
		Awards:        awards{tx, in},
		Publications:  publications{t, tx, in},

		Panels:         panels{tx, in},
		Sheets:         sheets{tx, in},
		Declarations:   declarations{tx, in},
		ScoringReports: scoringReports{tx, in},

		CostPools:      costPools{tx, in},
		Allocations:    allocations{tx, in},
		CostReports:    costReports{tx, in},
		AccountReports: accountReports{tx, in},
		Ledger:         ledger{t, tx, in},

		Statements:     statements{tx, in},
		BillingReports: billingReports{tx, in},

		Frameworks:       frameworks{tx, in},
		FrameworkReports: frameworkReports{tx, in},
		Quotas:           quotas{tx, in},
		CallOffs:         callOffs{t, tx, in},
		Competitions:     competitions{t, tx, in},
		Joints:           joints{tx, in},
		Engagements:      engagements{tx, in},
		CapacitySites:    capacitySites{tx, in},
		CapacityPools:    capacityPools{tx, in},
		Reservations:     reservations{tx, in},
		MarketReports:    marketReports{t, tx, in},
		Baskets:          baskets{tx, in},
		ItemLists:        itemLists{tx, in},
		OrderSettings:    orderSettingStore{tx, in},
		CallOffReports:   callOffReports{tx, in},
		Returns:          returns{t, tx, in},
		StandingOrders:   standingOrders{tx, in},
		Approvals:        approvals{t, tx, in},
		Dispatches:       dispatches{tx, in},
		Licences:         licences{tx, in},
		Calendars:        calendars{tx, in},

		Meters:        meters{tx, in},
		Readings:      readings{t, tx, in},
		Tariffs:       tariffs{tx, in},
		Ratings:       ratings{t, tx, in},
		EnergyFigures: energyFigures{tx, in},

		Prices:       prices{tx, in},
		Clauses:      clauses{tx, in},
		Rebates:      rebates{tx, in},
		PriceReports: priceReports{tx, in},

		Catalogues:       catalogues{t, tx, in},
		CatalogueReports: catalogueReports{tx, in},
		Uploads:          uploads{t, tx, in},

		Members:          members{tx, in},
		MemberReports:    memberReports{tx, in},
		Organisations:    organisations{tx, in},
		Directory:        directory{tx},
		DirectoryReports: directoryReports{tx, in},
		People:           people{tx, in},
		Doors:            doors{tx, in},
		Sessions:         sessions{tx, in},
		Tokens:           tokens{tx, in},
		Webhooks:         webhooks{tx, in},
		Codes:            codes{tx, in},
		Suppliers:        suppliers{tx, in},
		SupplierReports:  supplierReports{tx, in},
		Registrations:    registrations{tx, in},
		Invitations:      invitations{tx, in},
		LegalValues:      legalValues{tx, in},
	}
}

// Do carries out driven.Work: one transaction, its event with it, and a refused
// attempt on record.
func (db *DB) Do(ctx context.Context, attempt driven.Attempt, fn func(context.Context, driven.Stores) error) error {
	err := db.inTurn(ctx, attempt.Act, func() error {
		return db.persistently(ctx, func() error { return db.transact(ctx, attempt.Actor, readWrite, fn) })
	})
	if refusal, ok := fault.Of(err); ok && onRecord(refusal) {
		if recordErr := db.recordRefusal(ctx, attempt, refusal); recordErr != nil {
			return errors.Join(err, recordErr)
		}
	}
	return err
}

// Read carries out driven.Work's read-only transaction.
func (db *DB) Read(ctx context.Context, actor access.Actor, fn func(context.Context, driven.Stores) error) error {
	return db.transact(ctx, actor, readOnly, fn)
}

// retries of a transaction that PostgreSQL chose as a deadlock's victim.
const retries = 3

func (db *DB) persistently(ctx context.Context, run func() error) error {
	for attempt := 1; ; attempt++ {
		err := run()
		var pg *pgconn.PgError
		if attempt > retries || ctx.Err() != nil || !errors.As(err, &pg) || (pg.Code != "40P01" && pg.Code != "40001") {
			return err
		}
	}
}

func (db *DB) transact(ctx context.Context, actor access.Actor, mode string, fn func(context.Context, driven.Stores) error) error {
	err := db.within(ctx, actor, mode, func(t *transaction, tx *gorm.DB, in scope) error {
		law, err := db.lawAtWork(tx, in)
		if err != nil {
			return err
		}
		return fn(ctx, newStores(t, tx, in, law))
	})
	return translate(err)
}

// onRecord says which refusals are events: not those of reading what is not there.
func onRecord(f *fault.Fault) bool {
	switch f.Kind() {
	case fault.Invalid, fault.Forbidden, fault.Conflict, fault.Unauthenticated, fault.Throttled:
		return !errors.Is(f, access.ErrKeyRunning)
	case fault.NotFound, fault.Stale:
		return false
	}
	return true
}

func (db *DB) recordRefusal(ctx context.Context, attempt driven.Attempt, refusal *fault.Fault) error {
	details := refusal.Params()
	if details == nil {
		details = map[string]string{}
	}
	if refusal.Field() != "" {
		details["field"] = refusal.Field()
	}
	return db.within(ctx, attempt.Actor, readWrite, func(t *transaction, _ *gorm.DB, in scope) error {
		event := audit.Event{Action: string(attempt.Act), Object: attempt.Object, Details: details}
		return events{t, in}.append(event, refusal.Code())
	})
}
