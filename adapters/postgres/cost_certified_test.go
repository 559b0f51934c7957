package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

var errRolledBack = errors.New("rolled back")

// certifies asks the database for the conditions that fail once an alteration was made,
// which is taken back.
func (b *treasury) certifies(run view.Allocation, alteration string) (broken string) {
	b.t.Helper()
	err := pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		for _, s := range []string{`set local session_replication_role = replica`, alteration} {
			done, err := tx.Exec(b.t.Context(), s)
			if err != nil {
				return err
			}
			if strings.HasPrefix(s, "update") && done.RowsAffected() == 0 {
				b.t.Errorf("%s alters nothing", s)
			}
		}
		rows, err := tx.Query(b.t.Context(), `select name from allocation_certificate($1) where ok is not true`, run.ID)
		if err != nil {
			return err
		}
		names, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		broken = strings.Join(names, " ")
		return errRolledBack
	})
	if !errors.Is(err, errRolledBack) {
		b.t.Fatalf("%s: %v", alteration, err)
	}
	return broken
}

// certified is a way in which shares come about, with what is altered besides.
type certified struct {
	name   string
	mode   string
	scheme *view.Scheme
	grant  string
	more   []string
}

// altered changes a figure of one share.
func altered(figure string) string {
	return `update allocation_share set ` + figure + ` where allocation_id = '{run}' and tie_key = '033510006006'`
}

// certifiedFigures are alterations of figures that every certificate rests on.
var certifiedFigures = []string{
	altered(`weight = weight + 1`), altered(`remainder = remainder + 1`), altered(`share = share + 0.01, booked = booked + 0.01`),
	`update allocation set weight_sum = weight_sum + 1 where id = '{run}'`, `update allocation set total = total + 0.01 where id = '{run}'`,
	`update allocation set split = split + 0.01 where id = '{run}'`, `update allocation set booked = booked + 0.01 where id = '{run}'`,
	`update allocation set units_left = units_left + 1 where id = '{run}'`, `update allocation set threshold = threshold + 1 where id = '{run}'`,
}

// everyScheme are the ways of sharing among Celle, Gifhorn and Peine.
func everyScheme(members []string) []certified {
	inhabitants := []view.SchemePart{{Key: "inhabitants", Percent: "100"}}
	groups := []view.SchemeGroup{{Name: "A", Weight: "2"}, {Name: "B", Weight: "1"}}
	grouped := []view.Participant{{MemberID: members[0], Group: "A"}, {MemberID: members[1], Group: "A"}, {MemberID: members[2], Group: "B"}}
	moved := `update allocation_share set share = share + d, units = units + d, booked = booked + d, extra = not extra
		from (values ('033510006006', 0.01), ('031510009009', -0.01)) x (k, d) where allocation_id = '{run}' and tie_key = k`
	held := func(figure string) string {
		return `update allocation_share set ` + figure + ` where allocation_id = '{run}' and held = 'cap'`
	}
	group := func(figure string) string {
		return `update allocation_group set ` + figure + ` where allocation_id = '{run}'`
	}
	return []certified{
		{name: "one key", scheme: by(costing.Inhabitants)},
		{name: "a mix", scheme: &view.Scheme{Parts: []view.SchemePart{{Key: "equal", Percent: "30"}, {Key: "inhabitants", Percent: "70"}}}},
		{name: "days", scheme: &view.Scheme{Parts: inhabitants, Days: "member-days",
			Participants: []view.Participant{{MemberID: members[0]}, {MemberID: members[1], From: "2026-01-11"}, {MemberID: members[2]}}}},
		{name: "a base amount", scheme: &view.Scheme{Parts: inhabitants, Base: "5.00"},
			more: []string{altered(`base = base + 1`), altered(`base = 0, share = share - 5, booked = booked - 5`)}},
		{name: "bounds", scheme: &view.Scheme{Parts: inhabitants,
			Participants: []view.Participant{{MemberID: members[0]}, {MemberID: members[1], Cap: "20.00"}, {MemberID: members[2], Floor: "30.00"}}},
			more: []string{held(`bound = bound + 1`), held(`held = 'floor'`), held(`share = share + 1, booked = booked + 1`), `update allocation set level = '70' where id = '{run}'`}},
		{name: "groups", scheme: &view.Scheme{Parts: inhabitants, Groups: groups, Participants: grouped},
			more: []string{group(`weight = weight + 1`), group(`units_left = units_left + 1`), group(`threshold = threshold + 1`), group(`weight_sum = weight_sum + 1`),
				group(`units = units + 0.01, floor = floor + 0.01`), altered(`group_name = 'B'`)}},
		{name: "groups rounded once", scheme: &view.Scheme{Parts: inhabitants, Groups: groups, Participants: grouped, Rounding: "once"},
			more: []string{group(`amount = amount + 1`), altered(`group_name = 'B'`)}},
		{name: "a grant off the top", scheme: by(costing.Inhabitants), grant: "17.00",
			more: []string{altered(`off_top = off_top - 0.01`), altered(`granted = granted + 0.01, booked = booked - 0.01`),
				`update allocation_grant set amount = amount - 1 where allocation_id = '{run}'`}},
		{name: "running totals", mode: "cumulative", scheme: by(costing.Inhabitants),
			more: []string{altered(`carried = carried + 0.01`), altered(`quota = '1/3'`), `update allocation set denominator = denominator + 1 where id = '{run}'`,
				`update allocation set goes_on_from_id = null where id = '{run}'`}},
		{name: "an extra cent", scheme: by(costing.Equal), more: []string{moved}},
	}
}

// The certificate follows every way in which a share comes about, and every figure that
// it rests on.
func TestTheCertificateFollowsEveryScheme(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	members := of(celle, gifhorn, peine)
	for _, c := range everyScheme(members) {
		run := b.certifiedRun(c, members)
		if broken := b.certifies(run, `select 1`); broken != "" {
			t.Errorf("%s as it is: %s", c.name, broken)
		}
		for _, alteration := range append(append([]string{}, certifiedFigures...), c.more...) {
			if broken := b.certifies(run, strings.ReplaceAll(alteration, "{run}", run.ID)); broken == "" {
				t.Errorf("%s: nobody finds %s", c.name, alteration)
			}
		}
	}
	b.ledgerMustAgree()
}

// Bounds are of those who take part: whoever did before, and joins again later with a floor,
// bears nothing of the days between.
func TestAMemberThatTakesNoPartHasNoBounds(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	members := of(celle, gifhorn, peine)
	pool := b.collect(driving.CreateCostPool{Title: "Lizenz", Kind: "other", Members: members})
	b.attach(pool, spent("100.00", january))
	b.run(pool, january, by(costing.Inhabitants))
	correction := b.run(pool, january, &view.Scheme{Parts: []view.SchemePart{{Key: "inhabitants", Percent: "100"}}, Days: "day-slices", Participants: []view.Participant{
		{MemberID: members[0], From: "2026-04-02", Floor: "5.00"}, {MemberID: members[1], Cap: "9000.00"}, {MemberID: members[2]},
	}})
	if broken := b.certifies(correction, `select 1`); broken != "" {
		t.Errorf("as it is: %s", broken)
	}
	b.ledgerMustAgree()
}

// certifiedRun shares 100.01, or with running totals 50.06 more.
func (b *treasury) certifiedRun(c certified, members []string) view.Allocation {
	b.t.Helper()
	pool := b.collect(driving.CreateCostPool{Title: c.name, Kind: "other", Mode: c.mode, Members: members})
	if c.grant != "" {
		grant := driving.AddGrant{Funder: "Land", Reference: "D-1", Method: "off-top", Amount: c.grant}
		if _, err := b.costing.AddGrant(b.t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), grant); err != nil {
			b.t.Fatal(err)
		}
	}
	days := january
	b.attach(pool, spent("100.00", january))
	if c.mode == "cumulative" {
		b.run(pool, january, c.scheme)
		days = february
		b.attach(pool, spent("50.05", february))
	}
	b.attach(pool, spent("0.01", days))
	return b.run(pool, days, c.scheme)
}
