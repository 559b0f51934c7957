package main

import (
	"context"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
	"allmende/cmd/allmende/demo"
	"allmende/domain/access"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// The demonstration tells of months before the day on which it is loaded: it must do so
// on the first of a year, after a February, and at the end of a long month. Everything
// in it adds up, and what is left for today can be done.
func TestTheDemonstrationIsLoadedOnAnyDay(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the demonstration three times")
	}
	for _, day := range []period.Day{period.Date(2028, 1, 1), period.Date(2028, 3, 1), period.Date(2028, 5, 31)} {
		t.Run(day.String(), func(t *testing.T) {
			d := demonstrated(t, day.Start().Add(10*time.Hour))
			d.verified(t)
			d.noticesWhatIsAltered(t)
			d.balanced(t)
			d.postsWhatWaits(t)
		})
	}
}

// demonstration is one that is loaded.
type demonstration struct {
	*installation
	database        string
	second, auditor access.Actor // a finance officer, and the auditor
}

// demonstrated loads the demonstration in an installation of its own at another time.
func demonstrated(t *testing.T, at time.Time) demonstration {
	t.Helper()
	ctx := t.Context()
	url := clustertest.New(t, clustertest.Template(t, "migrated", func(url string) error {
		db, err := postgres.Open(context.Background(), url)
		if err == nil {
			db.Close()
		}
		return err
	}))
	c := config{data: t.TempDir(), database: url}
	i, err := openInstallation(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(i.db.Close)
	now, err := i.db.Now(ctx)
	if err != nil {
		t.Fatal(err)
	}
	doors := i.doors(c, &console{io.Discard, io.Discard})
	doors.ShiftClock = func(ctx context.Context, by time.Duration) error { return i.db.ShiftClock(ctx, by+at.Sub(now)) }
	if err := demo.Load(ctx, doors, at); err != nil {
		t.Fatal(err)
	}
	return demonstration{i, url, i.signedIn(t, "finanzen2@demo.example"), i.signedIn(t, "pruefung@demo.example")}
}

func (i *installation) signedIn(t *testing.T, email string) access.Actor {
	t.Helper()
	door := usecase.NewSignIn(i.db, i.db, i.passwords())
	session, err := door.SignIn(t.Context(), driving.Credentials{Email: email, Password: demo.Password, Address: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	actor, err := door.Actor(t.Context(), session.Token)
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

func (d demonstration) verified(t *testing.T) {
	t.Helper()
	if _, err := d.verification().Extend(t.Context()); err != nil {
		t.Fatal(err)
	}
	result, err := d.verification().Verify(t.Context(), d.auditor)
	if err != nil || !result.OK || result.RowsChecked < 500 {
		t.Errorf("verified: %+v, %v", result, err)
	}
}

// noticesWhatIsAltered alters one row in each table that has any, with all defences down, and
// has the verification name every table.
func (d demonstration) noticesWhatIsAltered(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	owner, err := pgx.Connect(ctx, d.database)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = owner.Close(context.WithoutCancel(ctx)) }()
	tx, err := owner.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var altered, found []string
	if _, err := tx.Exec(ctx, `select set_config('app.cooperative_id', $1, true)`, d.auditor.Cooperative.String()); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, alterEach, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow(ctx, `select array_agg(relation order by relation) from altered`).Scan(&altered); err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow(ctx, `select array_agg(distinct relation) from audit_row_findings()`).Scan(&found); err != nil {
		t.Fatal(err)
	}
	for _, table := range altered {
		if !slices.Contains(found, table) {
			t.Errorf("an altered row of %s is not found", table)
		}
	}
	for _, table := range []string{"approval_deputy", "approval_table", "call_off_refusal", "mini_competition", "order_setting", "tender_ceiling"} {
		if !slices.Contains(altered, table) {
			t.Errorf("the demonstration has nothing in %s", table)
		}
	}
}

// alterEach raises the version of one row in each table that events stand for.
const alterEach = `set local session_replication_role = replica;
create temporary table altered (relation text) on commit drop;
do $$ declare t text; n bigint; begin
	for t in select distinct r.relation from audit_relations() r join information_schema.columns c on c.table_schema = 'public' and c.table_name = r.relation and c.column_name = 'version' loop
		execute format('update %I set version = version + 1 where ctid = (select min(ctid) from %I where cooperative_id = current_cooperative())', t, t);
		get diagnostics n = row_count;
		if n > 0 then insert into altered values (t); end if;
	end loop;
end $$`

// balanced checks the sum of all accounts, and that every day that is over was paid as it cost.
func (d demonstration) balanced(t *testing.T) {
	t.Helper()
	accounts, err := usecase.NewAccounts(d.db).Accounts(t.Context(), d.auditor, "")
	if err != nil || accounts.Sum != "0.00" || len(accounts.Items) < 40 {
		t.Errorf("%d accounts sum to %s, %v", len(accounts.Items), accounts.Sum, err)
	}
	charged := money.Zero
	for _, a := range accounts.Items {
		if a.Kind == "member" {
			charged = charged.Add(money.MustAmount(a.Balance))
		}
	}
	if charged.Sign() <= 0 {
		t.Errorf("members owe %s", charged)
	}
	proof, err := usecase.NewAllocating(d.db).Reimbursement(t.Context(), d.auditor, "2027-01-01", "2028-12-31", "")
	if err != nil || len(proof.Pools) < 5 {
		t.Fatalf("the proof: %+v, %v", proof, err)
	}
}

// postsWhatWaits posts what is left for the second finance officer, after which every
// pool is paid to the cent.
func (d demonstration) postsWhatWaits(t *testing.T) {
	t.Helper()
	allocating := usecase.NewAllocating(d.db)
	drafts, err := allocating.Drafts(t.Context(), d.second)
	if err != nil || len(drafts.Items) != 3 {
		t.Fatalf("%d drafts wait, want 3: %v", len(drafts.Items), err)
	}
	ids := make([]string, len(drafts.Items))
	for n, draft := range drafts.Items {
		ids[n] = draft.ID
	}
	if _, err := allocating.PostAllocations(t.Context(), d.second, ids); err != nil {
		t.Fatal(err)
	}
	proof, err := allocating.Reimbursement(t.Context(), d.auditor, "2027-01-01", "2029-12-31", "")
	if err != nil || !proof.OK || len(proof.Pools) != 6 {
		t.Errorf("the proof: %+v, %v", proof, err)
	}
}

// An installation whose demonstration was interrupted loads it anew.
func TestADemonstrationThatWasInterruptedIsLoadedAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the demonstration twice")
	}
	url := clustertest.New(t, clustertest.Template(t, "untouched", func(string) error { return nil }))
	c := config{data: t.TempDir(), database: url, demo: true}
	i, err := openInstallation(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(i.db.Close)
	say := &console{io.Discard, io.Discard}
	if err := i.demonstrate(t.Context(), c, say); err != nil {
		t.Fatal(err)
	}
	if err := i.db.SetSetting(t.Context(), demoSetting, demoLoading); err != nil {
		t.Fatal(err)
	}
	if loaded, err := i.loadDemoWhenEmpty(t.Context(), c, say); err != nil || !loaded {
		t.Fatalf("loaded: %t, %v", loaded, err)
	}
	drafts, err := usecase.NewAllocating(i.db).Drafts(t.Context(), i.signedIn(t, "finanzen2@demo.example"))
	if err != nil || len(drafts.Items) != 3 {
		t.Errorf("%d drafts wait, want 3: %v", len(drafts.Items), err)
	}
}
