package postgres_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// registry is where contracts are looked after: by an officer, and a second one who decides.
type registry struct {
	*shop
	contracts *usecase.Contracts
	modifying *usecase.Modifying
	sharing   *usecase.Sharing
	second    access.Actor
}

func openRegistry(t *testing.T) *registry {
	s := openShop(t)
	return &registry{
		shop: s, contracts: usecase.NewContracts(s.db), modifying: usecase.NewModifying(s.db), sharing: usecase.NewSharing(s.db),
		second: s.appoint("Olga Zweite", access.Grant{Role: access.ProcurementOfficer}),
	}
}

// signer signs for the member of a buyer.
func (o *registry) signer(buyer access.Actor) access.Actor {
	return o.appoint("Freigabe "+buyer.Name, access.Grant{Role: access.Approver, Member: buyer.Grants[0].Member})
}

// divided is the agreement in equal quotas.
func (o *registry) divided(mode tender.QuotaMode, buyers ...access.Actor) framework.Agreement {
	var members []member.ID
	for _, b := range buyers {
		members = append(members, b.Grants[0].Member)
	}
	a := o.agreement(members...)
	a.QuotaMode = mode
	for i := range a.Entitled {
		a.Entitled[i].Quota = money.FromCents(a.Maximum.Cents() / int64(len(members)))
	}
	return a
}

func (o *registry) place(buyer access.Actor, f view.Framework, quantity string) error {
	_, err := o.ordering.PlaceCallOff(o.t.Context(), buyer, access.Key{}, order(buyer, f, line(f, 1, quantity)))
	return err
}

func (o *registry) mustModify(f view.Framework, in driving.Modification) view.Framework {
	o.t.Helper()
	proposed, err := o.modifying.Propose(o.t.Context(), o.officer, access.Key{}, framework.ID(f.ID), f.Version, in)
	if err != nil {
		o.t.Fatal(err)
	}
	all, err := o.modifying.Modifications(o.t.Context(), o.officer, framework.ID(f.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	changed, err := o.modifying.Approve(o.t.Context(), o.second, framework.ID(f.ID), proposed.Version, framework.ModificationID(all.Items[0].ID))
	if err != nil {
		o.t.Fatal(err)
	}
	return changed
}

func mustBe(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func TestNothingIsCalledOffFromASuspendedContractAndNothingIsLost(t *testing.T) {
	o := openRegistry(t)
	celle := o.buyer("Celle")
	f := o.conclude(o.divided(tender.Hard, celle))
	placed := o.mustPlace(celle, f, line(f, 1, "1"))
	which := framework.ID(f.ID)

	suspended, err := o.contracts.Suspend(t.Context(), o.officer, which, f.Version, "Lieferverzug")
	mustBe(t, err, nil)
	if suspended.Status != "suspended" || suspended.Halt == nil || suspended.Halt.Reason != "Lieferverzug" || suspended.Drawn != "389.90" {
		t.Errorf("got %+v", suspended)
	}
	mustBe(t, o.place(celle, f, "1"), framework.ErrSuspended)
	if _, err := o.contracts.Resume(t.Context(), o.officer, which, f.Version); !errors.Is(err, access.ErrStale) {
		t.Errorf("an old version: %v", err)
	}
	_, err = o.contracts.Resume(t.Context(), o.officer, which, suspended.Version)
	mustBe(t, err, nil)
	mustBe(t, o.place(celle, f, "1"), nil)
	_, err = o.contracts.Terminate(t.Context(), o.officer, which, suspended.Version+1, "Insolvenz des Lieferanten")
	mustBe(t, err, nil)
	mustBe(t, o.place(celle, f, "1"), framework.ErrTerminated)
	mustBe(t, o.cancel(t.Context(), celle, placed), nil)
	_, err = o.contracts.Suspend(t.Context(), o.officer, which, suspended.Version+2, "danach")
	mustBe(t, err, framework.ErrTerminated)
	if got := o.contract(which); got.Status != "terminated" || got.Drawn != "389.90" {
		t.Errorf("got %s with %s drawn", got.Status, got.Drawn)
	}
	o.totalsMustAgree()
}

func TestWhatWaitsIsNotApprovedOutOfASuspendedContract(t *testing.T) {
	o := openRegistry(t)
	celle := o.buyer("Celle")
	a := o.divided(tender.FirstCome, celle)
	f := o.conclude(a)
	waiting := o.mustPlace(celle, f, line(f, 1, "15")) // over the limit of 5,000.00
	if waiting.Status != "submitted" || o.contract(framework.ID(f.ID)).Reserved != "5848.50" {
		t.Fatalf("got %s, reserved %s", waiting.Status, o.contract(framework.ID(f.ID)).Reserved)
	}
	_, err := o.contracts.Suspend(t.Context(), o.officer, framework.ID(f.ID), f.Version, "Prüfung")
	mustBe(t, err, nil)
	_, err = o.ordering.ApproveCallOff(t.Context(), o.signer(celle), calloff.ID(waiting.ID), waiting.Version)
	mustBe(t, err, framework.ErrSuspended)
	_, err = o.ordering.RejectCallOff(t.Context(), o.signer(o.buyer("Celle zwei")), calloff.ID(waiting.ID), waiting.Version, "nein")
	mustBe(t, err, access.ErrNotFound)
}

func TestAnOptionMakesTheContractLonger(t *testing.T) {
	o := openRegistry(t)
	celle := o.buyer("Celle")
	a := o.divided(tender.FirstCome, celle)
	a.Options = []int{12}
	f := o.conclude(a)
	extended, err := o.contracts.Extend(t.Context(), o.officer, framework.ID(f.ID), f.Version, "Bedarf besteht fort")
	mustBe(t, err, nil)
	if want := a.InForce.To.Add(1).AddMonths(12).Add(-1).String(); extended.InForceTo != want || extended.Options[0].Reason != "Bedarf besteht fort" || extended.Options[0].UsedBy != o.officer.Name {
		t.Errorf("until %s, want %s: %+v", extended.InForceTo, want, extended.Options)
	}
	_, err = o.contracts.Extend(t.Context(), o.officer, framework.ID(f.ID), extended.Version, "noch einmal")
	mustBe(t, err, framework.ErrNoOption)
}

func TestAModificationRaisesMaximumQuantityAndQuotas(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	f := o.conclude(o.divided(tender.Hard, celle, peine))
	which := framework.ID(f.ID)
	in := driving.Modification{Ground: "mod-minv", Reason: "Mehr Arbeitsplätze", Raise: "1000.00", Items: []driving.ModificationItem{{Item: f.Items[0].ID, MaximumQuantity: "22"}}}
	proposed, err := o.modifying.Propose(t.Context(), o.officer, access.Key{}, which, f.Version, in)
	mustBe(t, err, nil)
	if proposed.MaximumValue != "10000.00" || proposed.Version != f.Version+1 {
		t.Errorf("a proposal alone: %+v", proposed)
	}
	all, err := o.modifying.Modifications(t.Context(), o.officer, which)
	mustBe(t, err, nil)
	modification := framework.ModificationID(all.Items[0].ID)
	_, err = o.modifying.Approve(t.Context(), o.officer, which, proposed.Version, modification)
	mustBe(t, err, access.ErrSamePerson)
	changed, err := o.modifying.Approve(t.Context(), o.second, which, proposed.Version, modification)
	mustBe(t, err, nil)
	if changed.MaximumValue != "11000.00" || changed.OriginalValue != "10000.00" || changed.Items[0].MaximumQuantity != "22" || changed.Quotas[0].Quota != "5500.00" {
		t.Errorf("got %+v", changed)
	}
	if _, err := o.modifying.Propose(t.Context(), o.officer, access.Key{}, which, changed.Version, driving.Modification{Ground: "mod-minv", Reason: "noch mehr", Raise: "0.01"}); !errors.Is(err, framework.ErrModificationTooLarge) {
		t.Errorf("a cent over a tenth: %v", err)
	}
	all, err = o.modifying.Modifications(t.Context(), o.officer, which)
	mustBe(t, err, nil)
	at := slices.IndexFunc(all.Headroom, func(h view.Headroom) bool { return h.Ground == "mod-minv" })
	if h := all.Headroom[at]; h.Limit != "1000.00" || h.Used != "1000.00" || h.Left != "0.00" || h.Primary || h.Source == "" {
		t.Errorf("headroom %+v", h)
	}
	o.totalsMustAgree()
}

func TestTheDatabaseLetsNoMaximumOrQuotaChangeByItself(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	f := o.conclude(o.divided(tender.Hard, celle, peine))
	o.mustModify(f, driving.Modification{Ground: "add-wss", Reason: "Mehrbedarf", Raise: "10.00"})
	for statement, constraint := range map[string]string{
		`update framework set maximum = maximum + 1`:                        "framework_maximum_by_modification",
		`update framework set original_maximum = 9000`:                      "framework_original_fixed",
		`update framework_item set maximum_quantity = maximum_quantity + 1`: "framework_item_maximum_by_modification",
		`update framework_modification set reason = 'anders'`:               "framework_modification_decided_once",
		`insert into framework_transfer (cooperative_id, id, framework_id, from_member_id, to_member_id, amount, status, offered_by, offered_at)
			select f.cooperative_id, gen_random_uuid(), f.id, '` + celle.Grants[0].Member.String() + `', '` + peine.Grants[0].Member.String() + `', 1, 'offered', '` + o.officer.Person.String() + `', now() from framework f;
		update framework_transfer set status = 'accepted', decided_by = '` + o.second.Person.String() + `', decided_at = now()`: "framework_transfer_by_both",
	} {
		err := o.write(statement)
		var refusal *pgconn.PgError
		if !errors.As(err, &refusal) || refusal.ConstraintName != constraint {
			t.Errorf("%.60s: %v, want %s", statement, err, constraint)
		}
	}
}

func TestQuotaPassesFromMemberToMember(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	f := o.conclude(o.divided(tender.Hard, celle, peine))
	which, from, to := framework.ID(f.ID), celle.Grants[0].Member, peine.Grants[0].Member
	giver, taker := o.signer(celle), o.signer(peine)
	mustBe(t, o.place(celle, f, "2"), nil) // 779.80 of 5,000.00

	_, err := o.sharing.Offer(t.Context(), celle, access.Key{}, which, from, to, "1.00")
	mustBe(t, err, access.ErrForbidden) // a buyer does not sign
	_, err = o.sharing.Offer(t.Context(), taker, access.Key{}, which, from, to, "1.00")
	mustBe(t, err, access.ErrNotFound) // nor does another member
	_, err = o.sharing.Offer(t.Context(), giver, access.Key{}, which, from, to, "4220.21")
	mustBe(t, err, framework.ErrTransferExceeds)
	offer, err := o.sharing.Offer(t.Context(), giver, access.Key{}, which, from, to, "4220.20")
	mustBe(t, err, nil)
	_, err = o.sharing.Accept(t.Context(), giver, which, framework.TransferID(offer.ID))
	mustBe(t, err, access.ErrForbidden)
	got, err := o.sharing.Accept(t.Context(), taker, which, framework.TransferID(offer.ID))
	mustBe(t, err, nil)
	if got.Status != "accepted" || got.From.Name != "Celle" || got.DecidedBy != taker.Name {
		t.Errorf("got %+v", got)
	}
	mustBe(t, o.place(celle, f, "1"), framework.ErrQuotaExceeded)
	if quotas := o.contract(which).Quotas; quotas[0].Quota != "779.80" || quotas[1].Quota != "9220.20" {
		t.Errorf("got %+v", quotas)
	}
	_, err = o.sharing.End(t.Context(), taker, which, framework.TransferID(offer.ID))
	mustBe(t, err, framework.ErrTransferDecided)
	o.totalsMustAgree()
}

func TestATransferRacesWithCallOffsAndNothingIsOverdrawn(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	f := o.conclude(o.divided(tender.Hard, celle, peine))
	which := framework.ID(f.ID)
	giver, taker := o.signer(celle), o.signer(peine)
	offer, err := o.sharing.Offer(t.Context(), giver, access.Key{}, which, celle.Grants[0].Member, peine.Grants[0].Member, "4000.00")
	mustBe(t, err, nil)
	results := make(chan error, 9)
	for range 8 {
		go func() { results <- o.place(celle, f, "1") }()
	}
	go func() {
		_, err := o.sharing.Accept(context.WithoutCancel(t.Context()), taker, which, framework.TransferID(offer.ID))
		results <- err
	}()
	for range 9 {
		if err := <-results; err != nil && !errors.Is(err, framework.ErrQuotaExceeded) && !errors.Is(err, framework.ErrTransferExceeds) {
			t.Error(err)
		}
	}
	o.totalsMustAgree()
}

func TestASoftQuotaBindsUntilItsDayAndNoLonger(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	today := period.DayOf(time.Now())
	for day, want := range map[period.Day]error{today.Add(2): framework.ErrQuotaExceeded, today.Add(-1): nil} {
		a := o.divided(tender.Soft, celle, peine)
		a.FlowsBack = day
		f := o.conclude(a)
		mustBe(t, o.place(celle, f, "12"), nil) // 4,678.80 of 5,000.00
		mustBe(t, o.place(celle, f, "5"), want)
		if got := o.contract(framework.ID(f.ID)); got.FlowsBackOn != day.String() || want == nil && (got.Quotas[0].Remaining != "0.00" || got.Drawn != "6628.30") {
			t.Errorf("got %+v", got.Quotas)
		}
	}
	o.totalsMustAgree()
}

func TestASuccessorHoldsWhatTheFormerMemberHad(t *testing.T) {
	o := openRegistry(t)
	celle, peine := o.buyer("Celle"), o.buyer("Peine")
	outside := o.buyer("Neustadt")
	for name, successor := range map[string]access.Actor{"another member of the contract": celle, "one from outside": outside} {
		t.Run(name, func(t *testing.T) {
			for _, mode := range []tender.QuotaMode{tender.Hard, tender.FirstCome} {
				f := o.conclude(o.divided(mode, celle, peine))
				which, from, to := framework.ID(f.ID), peine.Grants[0].Member, successor.Grants[0].Member
				drawn := o.mustPlace(peine, f, line(f, 1, "2"))
				proposal, err := o.sharing.ProposeSuccession(t.Context(), o.officer, access.Key{}, which, from, to, "Eingemeindung")
				mustBe(t, err, nil)
				_, err = o.sharing.ConfirmSuccession(t.Context(), o.officer, which, framework.SuccessionID(proposal.ID))
				mustBe(t, err, access.ErrSamePerson)
				got, err := o.sharing.ConfirmSuccession(t.Context(), o.second, which, framework.SuccessionID(proposal.ID))
				mustBe(t, err, nil)
				if got.Status != "approved" || got.Drawn != "779.80" {
					t.Errorf("got %+v", got)
				}
				if err := o.place(peine, f, "1"); err == nil {
					t.Error("the former member still calls off")
				}
				o.totalsMustAgree()
				mustBe(t, o.place(successor, f, "1"), nil)
				mustBe(t, o.cancel(t.Context(), peine, drawn), nil)
				o.totalsMustAgree()
				if shown := o.contract(which); mode == tender.Hard && !slices.ContainsFunc(shown.Quotas, func(q view.FrameworkQuota) bool {
					return q.Member.ID == to.String() && q.Drawn == "389.90" && len(q.Former) == 1 && q.Former[0].Name == "Peine"
				}) {
					t.Errorf("got %+v", shown.Quotas)
				}
			}
		})
	}
}

func TestAWarningIsToldOnce(t *testing.T) {
	o := openRegistry(t)
	celle := o.buyer("Celle")
	f := o.conclude(o.divided(tender.FirstCome, celle))
	which := framework.ID(f.ID)
	_, err := o.contracts.Note(t.Context(), o.officer, which, 70)
	mustBe(t, err, framework.ErrWarningNotReached)
	mustBe(t, o.place(celle, f, "12"), nil)
	mustBe(t, o.place(celle, f, "6"), nil) // 7,018.20
	if got := o.contract(which); got.Warning != 70 || got.Noted {
		t.Errorf("warned of %d, noted %t", got.Warning, got.Noted)
	}
	noted, err := o.contracts.Note(t.Context(), o.officer, which, 70)
	mustBe(t, err, nil)
	if !noted.Noted {
		t.Error("it is not noted")
	}
	raised := o.mustModify(noted, driving.Modification{Ground: "add-wss", Reason: "Mehrbedarf", Raise: "5000.00"})
	if raised.Warning != 0 || raised.Noted {
		t.Errorf("after the raise: warned of %d, noted %t", raised.Warning, raised.Noted)
	}
}

func TestTheForecastIsOfTheMonthsInBerlin(t *testing.T) {
	o := openRegistry(t)
	celle := o.buyer("Celle")
	f := o.conclude(o.divided(tender.FirstCome, celle))
	mustBe(t, o.place(celle, f, "2"), nil)
	got, err := o.contracts.Forecast(t.Context(), o.officer, framework.ID(f.ID))
	mustBe(t, err, nil)
	if len(got.Months) != 1 || got.Months[0].Drawn != "779.80" || !strings.HasSuffix(got.Months[0].Month, "-01") || got.RestsOn == 0 || got.Rate != "0.00" || got.Expected != "" {
		t.Errorf("got %+v", got)
	}
	_, err = o.contracts.Forecast(t.Context(), o.buyer("Peine"), framework.ID(f.ID))
	mustBe(t, err, access.ErrNotFound)
}
