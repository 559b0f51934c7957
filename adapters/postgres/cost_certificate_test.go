package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/split"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestAnAlteredShareIsFoundByTheCertificateAndTheTotals(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	posted := b.mustPost(b.mustDraft(b.collect(licence("100.00", of(celle, gifhorn, peine)...)), costing.Inhabitants))
	for _, c := range []struct{ name, alter, broken string }{
		{"a cent moved", `share = share + case when tie_key = '033510006006' then -0.01 else 0.01 end, units = units + case when tie_key = '033510006006' then -0.01 else 0.01 end,
			booked = booked + case when tie_key = '033510006006' then -0.01 else 0.01 end, extra = (tie_key <> '033510006006') where tie_key in ('033510006006', '031510009009')`,
			"remainders fresh-split ledger"},
		{"a cent too much", `share = share + 0.01, units = units + 0.01, booked = booked + 0.01, floor = floor + 0.01 where tie_key = '031570006006'`, "sum quotas fresh-split ledger"},
		{"a weight", `weight = 8 where tie_key = '033510006006'`, "quotas fresh-split input-hash"},
		{"a remainder", `remainder = remainder + 1 where tie_key = '031510009009'`, "quotas fresh-split"},
		{"a key", `tie_key = '0' where tie_key = '031510009009'`, "input-hash"},
	} {
		err := pgx.BeginFunc(t.Context(), b.owner, func(tx pgx.Tx) error {
			for _, s := range []string{`alter table allocation_share disable trigger user`, `update allocation_share set ` + c.alter, `alter table allocation_share enable trigger user`} {
				if _, err := tx.Exec(t.Context(), s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		result := b.recompute(posted)
		var broken []string
		for _, check := range result.Checks {
			if !check.OK {
				broken = append(broken, check.Name)
			}
		}
		if result.OK || strings.Join(broken, " ") != c.broken {
			t.Errorf("%s: got %+v, want %s", c.name, result, c.broken)
		}
		b.restoreShares(posted)
	}
	if result := b.recompute(posted); !result.OK {
		t.Errorf("restored: %+v", result)
	}
}

// restoreShares writes the shares back as the view showed them.
func (b *treasury) restoreShares(a view.Allocation) {
	b.t.Helper()
	err := pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(b.t.Context(), `alter table allocation_share disable trigger user`); err != nil {
			return err
		}
		for _, s := range a.Shares {
			_, err := tx.Exec(b.t.Context(), `update allocation_share set tie_key = $2, weight = $3::text::numeric, floor = $4::text::numeric, remainder = $5::text::numeric, extra = $6,
				share = $7::text::numeric, units = $7::text::numeric, booked = $7::text::numeric where member_id = $1`, s.Member.ID, s.TieKey, s.Weight, s.Floor, s.Remainder, s.Extra, s.Share)
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(b.t.Context(), `alter table allocation_share enable trigger user`)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func TestALineThatWasAlteredIsATotalThatIsWrong(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("100.00", of(celle, gifhorn)...)), costing.Equal))
	b.ledgerMustAgree()
	_, err := b.owner.Exec(t.Context(), `alter table ledger_entry disable trigger user; update ledger_entry e set cents[array_position(accounts, k.id)] = 5001
		from ledger_account k where k.member_id = '`+of(celle)[0]+`' and e.accounts @> array[k.id]`)
	if err != nil {
		t.Fatal(err)
	}
	_, findings, err := b.db.Rows(t.Context(), b.id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		if f.Kind == audit.TotalWrong {
			got = append(got, f.Table+" "+f.Detail)
		}
	}
	slices.Sort(got)
	if want := "[allocation_share 50.00 ≠ 50.01 ledger_entry Σ = 0.01]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// The certificate in SQL and split.Verify are written apart; they must agree.
func TestTheCertificateInTheDatabaseIsTheOneOfTheDomain(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 7), b.town("Peine", "031570006006", 3)
	for _, amount := range []string{"0.01", "-0.01", "0.10", "100.00", "-17.03", "99999999999.99"} {
		for _, key := range []costing.Key{costing.Equal, costing.Inhabitants} {
			draft := b.mustDraft(b.collect(licence(amount, of(celle, gifhorn, peine)...)), key)
			var shares []split.Share
			for _, s := range draft.Shares {
				shares = append(shares, split.Share{
					Key: s.TieKey, Weight: decimal.RequireFromString(s.Weight), Floor: decimal.RequireFromString(s.Floor).Shift(2), Remainder: decimal.RequireFromString(s.Remainder), Extra: s.Extra, Units: decimal.RequireFromString(s.Share).Shift(2),
				})
			}
			breaches := split.Verify(decimal.RequireFromString(amount).Shift(2), shares)
			if result := b.recompute(draft); !result.OK || len(breaches) > 0 {
				t.Errorf("%s by %s: %+v, %v", amount, key, result, breaches)
			}
		}
	}
}

func TestElevenThousandMembersAreSplitAndPostedInSeconds(t *testing.T) {
	b := openTreasury(t)
	b.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
		select $1, gen_random_uuid(), 'Ort ' || n, 'it-provider', 'admitted', 20 + (n * 7919) % 300000, 5000, '2026-01-01' from generate_series(1, 11000) n`, b.id.String())
	rows, err := b.owner.Query(t.Context(), `select id::text from member`)
	if err != nil {
		t.Fatal(err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	lap := func(what string) {
		t.Logf("%s: %v", what, time.Since(start).Round(time.Millisecond))
		start = time.Now()
	}
	ctx := t.Context()
	pool, err := b.costing.CreateCostPool(ctx, b.fay, access.Key{}, driving.CreateCostPool{Title: "Alle", Kind: "other", Cost: costOf("1234567.89"), Members: members})
	if err != nil {
		t.Fatal(err)
	}
	lap("collected")
	draft, err := b.allocating.DraftAllocation(ctx, b.fay, access.Key{}, costing.PoolID(pool.ID), driving.Run{From: january.from, To: january.to, Scheme: by(costing.Inhabitants)})
	if err != nil {
		t.Fatal(err)
	}
	lap("drafted")
	posted, err := b.allocating.PostAllocation(ctx, b.finn, costing.AllocationID(draft.ID), draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	lap("posted")
	if n := count(t, b.owner, `select count(*) from ledger_line where entry_id = $1`, posted.EntryID); n != 11_001 || len(posted.Shares) != 11_000 {
		t.Errorf("%d lines, %d shares", n, len(posted.Shares))
	}
	result := b.recompute(posted)
	lap("recomputed")
	if !result.OK {
		t.Errorf("recomputed: %+v", result)
	}
}
