package http_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

func (c *client) law() view.LegalParameters {
	c.t.Helper()
	var law view.LegalParameters
	c.get("/legal-parameters").want(http.StatusOK).into(&law)
	return law
}

func figure(t *testing.T, law view.LegalParameters, code string) view.LegalParameter {
	t.Helper()
	at := slices.IndexFunc(law.Items, func(p view.LegalParameter) bool { return p.Code == code })
	if at < 0 {
		t.Fatalf("no %s", code)
	}
	return law.Items[at]
}

const openDays = "bid-days.open-eu"

func TestAnAdministratorAddsAFigureOfTheLawFromADayToCome(t *testing.T) {
	s := serve(t)
	administrator, buyer, officer := s.as(access.Administrator), s.asOf(access.Buyer, "Stadt A"), s.as(access.ProcurementOfficer)
	today := period.DayOf(time.Now())
	before := figure(t, buyer.law(), openDays)
	if before.Version != 0 || before.Kind != "days" || len(before.Values) != 1 || before.Values[0].Standing != "in-force" || before.Values[0].Value != "30" {
		t.Fatalf("got %+v", before)
	}
	path := "/legal-parameters/" + openDays + "/values"
	next := map[string]any{"value": "25", "from": today.Add(40).String(), "source": "VgV § 15 Abs. 4 (neu)", "primary": true}
	officer.post(path, next, match(0)).wantProblem(http.StatusForbidden, "access.forbidden")
	buyer.post(path, next, match(0)).wantProblem(http.StatusForbidden, "access.forbidden")
	administrator.post("/legal-parameters/bid-days.moon/values", next, match(0)).wantProblem(http.StatusNotFound, "legal.parameter-unknown")
	with := func(key string, value any) map[string]any {
		changed := map[string]any{}
		for k, v := range next {
			changed[k] = v
		}
		changed[key] = value
		return changed
	}
	for name, c := range map[string]struct {
		body map[string]any
		code string
	}{
		"from today":     {with("from", today.String()), "legal.from-invalid"},
		"in the past":    {with("from", "2020-01-01"), "legal.from-invalid"},
		"far ahead":      {with("from", today.AddMonths(121).String()), "legal.from-invalid"},
		"no such day":    {with("from", "2027-02-30"), "period.day-malformed"},
		"too many days":  {with("value", "366"), "legal.value-invalid"},
		"no days":        {with("value", "0"), "legal.value-invalid"},
		"half a day":     {with("value", "2.5"), "legal.value-invalid"},
		"without source": {with("source", " - "), "legal.source-invalid"},
		"nothing new":    {map[string]any{"value": "30", "from": today.Add(1).String(), "source": before.Values[0].Source, "primary": before.Values[0].Primary}, "legal.value-unchanged"},
	} {
		t.Run(name, func(t *testing.T) {
			status := http.StatusUnprocessableEntity
			if c.code == "legal.value-unchanged" {
				status = http.StatusConflict
			}
			administrator.post(path, c.body, match(0)).wantProblem(status, c.code)
		})
	}
	var added view.LegalParameter
	administrator.post(path, next, match(0)).want(http.StatusCreated).into(&added)
	administrator.post(path, next, match(0)).wantProblem(http.StatusConflict, "legal.value-unchanged")
	administrator.post(path, with("value", "20"), match(0)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	if added.Version != 1 || len(added.Values) != 2 || added.Values[0].To != today.Add(39).String() || added.Values[1].Standing != "coming" || added.Values[1].AddedBy == "" {
		t.Errorf("got %+v", added)
	}
	// Another word about the same day replaces what never held.
	administrator.post(path, with("value", "20"), match(1)).want(http.StatusCreated).into(&added)
	if got := []string{added.Values[1].Standing, added.Values[2].Standing}; !slices.Equal(got, []string{"superseded", "coming"}) {
		t.Errorf("got %v", got)
	}
	if n := s.count(`select count(*) from event where action = 'law.value-added' and object_name = $1 and details->>'value' in ('25', '20')`, openDays); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
	if n := s.count(`select count(*) from legal_value`); n != 2 {
		t.Errorf("%d values, want 2", n)
	}
}

func TestAFigureFromAComingDayChangesTheTendersFromThatDayOnOnly(t *testing.T) {
	b := openBureau(t)
	administrator := b.as(access.Administrator)
	first := b.published()
	change := period.DayOf(time.Now()).Add(60)
	for code, value := range map[string]string{"threshold.eu.sub-central": "400000.00", "bid-days.open-national": "50"} {
		body := fields{"value": value, "from": change.String(), "source": "Gesetz der Zukunft", "primary": true}
		administrator.post("/legal-parameters/"+code+"/values", body, match(0)).want(http.StatusCreated)
	}
	before := b.published()
	if before.Procedure != "open-eu" || before.Threshold != "216000.00" {
		t.Errorf("published before the day: %s by %s", before.Procedure, before.Threshold)
	}
	b.again(61 * 24 * time.Hour)
	later := func(days int) func(fields) {
		return func(in fields) { in["deadline"] = time.Now().AddDate(0, 0, 61+days).UTC().Format(time.RFC3339) }
	}
	after := b.published(later(52))
	if after.Procedure != "open-national" || after.Threshold != "400000.00" {
		t.Errorf("published after the day: %s by %s", after.Procedure, after.Threshold)
	}
	in := b.draftFields(b.frozenRound())
	later(49)(in)
	var early view.Tender
	b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&early)
	b.officer.post("/tenders/"+early.ID+"/submit", nil, match(early.Version)).wantProblem(http.StatusConflict, "tender.deadline-early")
	for _, known := range []view.Tender{first, before} {
		var now view.Tender
		b.officer.get("/tenders/" + known.ID).want(http.StatusOK).into(&now)
		if now.Procedure != known.Procedure || now.Threshold != known.Threshold {
			t.Errorf("a tender that was published kept neither procedure nor threshold: %s by %s", now.Procedure, now.Threshold)
		}
	}
}
