package http_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"allmende/domain/access"
	"allmende/domain/id"
)

// hostileValues take the place of each value in each body. Where one is accepted,
// the test server holds the request against the contract; none may end in a 5xx.
var hostileValues = []string{
	`null`, `true`, `-1`, `0`, `1e999`, `1e-7`, `123456789012345678901234567890`, `{}`, `[]`, `[null]`, `[[]]`, `""`, `" "`,
	`"NaN"`, `"-1"`, `"-0.01"`, `"0.001"`, `"1e5"`, `"1e999999999"`, `"Infinity"`, `"10000000000000.00"`, `"99999999999999999999"`, `"٣"`, `"1,50"`,
	`"0000-00-00"`, `"infinity"`, `"2026-02-30T00:00:00Z"`, `"0001-01-01T00:00:00Z"`, `"9999-12-31T23:59:59Z"`, `"not-a-uuid"`, `"00000000-0000-0000-0000-000000000000"`,
	`"\u0000"`, `"\ud800"`, `"a\u0008b"`, `"' or 1=1 --"`, `"<script>alert(1)</script>"`, `"=cmd()"`, `"../../etc/passwd"`,
}

// hostileQueryValues take the place of each parameter of each query.
var hostileQueryValues = []string{"%27", "-1", "0", "201", "999999999999999999999", "%F0%9F%92%A9", "NaN", strings.Repeat("x", 500), "%25", "\\", "null", "2026-02-30", "9999-12-31"}

// creations are the routes that make something out of nothing.
var creations = []operation{
	{"POST", "/session", `{"email":"person1@test.example","password":"wrong password"}`},
	{"PUT", "/session/cooperative", `{"cooperativeId":"{cooperative}"}`},
	{"POST", "/members", `{"officialKey":"03","leitwegId":"04011000-1234512345-06","approvalLimit":"5000"}`},
	{"POST", "/rounds", `{"title":"Neue Runde","closesAt":"2030-01-01T12:00:00Z","items":[{"name":"Ding","description":"gut","category":"hardware","cpv":"30213100-6","unit":"H87","estimatedPrice":"1.00"}]}`},
	{"PUT", "/opening-keys/mine", `{"recipient":"age1pq1l3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}`},
	{"POST", "/allocations/drafts", `{"from":"2025-01-01","to":"2025-01-31"}`},
	{"POST", "/closings", `{"through":"2025-02-28"}`},
	{"PUT", "/billing-profile", `{"street":"Domplatz 1","postcode":"30159","city":"Hannover","vatId":"DE123456788","taxNumber":"25/123/45678","contact":"Finanzstelle",
		"phone":"+49 511 1234567","email":"finanzen@nord.example","iban":"DE89370400440532013000","bic":"COBADEFFXXX","paymentDays":30}`},
	{"POST", "/tenders/{tender}/bids", `{"bidId":"{bid}","committeeHash":"{hash}","containers":[{"kind":"price","container":"YWdl","contentHash":"{hash}","envelopes":[{"officerId":"{person}","envelope":"YWdl","shareHash":"{hash}"}]}]}`},
}

// TestNoBodyOfAnyRouteEndsInAServerError replaces every value of every body by
// hostile ones, adds unknown members, and asks with hostile queries.
func TestNoBodyOfAnyRouteEndsInAServerError(t *testing.T) {
	b := openBureau(t)
	ids := b.everything()
	ids["hash"] = strings.Repeat("a", 64)
	ids["cooperative"] = id.New[struct{}]().String()
	everybody := b.asEverybody()
	probes, accepted := 0, 0
	for _, o := range slices.Concat(operations, costOperations, creations) {
		if o.body == "" {
			continue
		}
		for _, body := range hostileBodies(t, fill(o.body, ids)) {
			a := everybody.try(operation{o.method, o.path, body}, ids)
			probes++
			if a.status < 400 {
				accepted++
			}
		}
		everybody.try(operation{o.method, o.path, strings.Replace(fill(o.body, ids), "{", `{"unknown":1,`, 1)}, ids).want(400)
		probes++
	}
	for _, path := range hostileQueries(t, ids) {
		everybody.get(path)
		probes++
	}
	t.Logf("%d probes, %d accepted within the contract", probes, accepted)
	if log := b.log.String(); strings.Contains(log, "internal error") {
		t.Errorf("the server logged:\n%s", log)
	}
	if probes < 2000 {
		t.Errorf("only %d probes: the search is broken", probes)
	}
}

// hostileQueries give every parameter of every query that the contract knows hostile values.
func hostileQueries(t *testing.T, ids map[string]string) (paths []string) {
	t.Helper()
	document, err := contractDocument()
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range document.Paths.Map() {
		if item.Get == nil {
			continue
		}
		for _, p := range item.Get.Parameters {
			for _, value := range hostileQueryValues {
				if p.Value.In == openapi3.ParameterInQuery {
					paths = append(paths, pathTo(path, ids)+"?"+p.Value.Name+"="+value)
				}
			}
		}
	}
	slices.Sort(paths)
	return paths
}

// pathTo names something in place of each parameter: of the kind that the path is of, where the test made one.
func pathTo(path string, ids map[string]string) string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	object := cmp.Or(ids[strings.TrimSuffix(kind, "s")], id.New[struct{}]().String())
	return strings.NewReplacer("{id}", object, "{kind}", "competition", "{list}", "units", "{memberId}", ids["member"], "{itemId}", cmp.Or(ids["item"], object)).Replace(path)
}

func fill(text string, ids map[string]string) string {
	for name, value := range ids {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// hostileBodies are the body with one value at a time replaced, or left out.
func hostileBodies(t *testing.T, body string) (bodies []string) {
	t.Helper()
	var root any
	if err := json.Unmarshal([]byte(body), &root); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	const mark = "\uE000here\uE000"
	write := func() {
		text, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range hostileValues {
			bodies = append(bodies, strings.Replace(string(text), `"`+mark+`"`, value, 1))
		}
		bodies = append(bodies, strings.Replace(string(text), `"`+mark+`"`, `"`+strings.Repeat("ü", 3000)+`"`, 1))
	}
	eachPlace(root, func(set func(any), former any) {
		set(mark)
		write()
		set(former)
	})
	return bodies
}

// eachPlace visits every value below v with a way to replace it.
func eachPlace(v any, visit func(set func(any), former any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			visit(func(to any) { v[name] = to }, v[name])
			eachPlace(v[name], visit)
		}
	case []any:
		for i := range v {
			visit(func(to any) { v[i] = to }, v[i])
			eachPlace(v[i], visit)
		}
	}
}

// asEverybody is a person with every role at once, so that the rights stop nothing.
func (b *bureau) asEverybody() *client {
	b.t.Helper()
	c := b.as(access.ProcurementOfficer)
	for _, role := range access.Roles {
		switch role {
		case access.ProcurementOfficer:
		case access.Buyer, access.Approver, access.Delegate, access.Guest:
			b.alsoAs(c, role, "Stadt A", "")
		case access.Bidder:
			b.alsoAs(c, role, "", "Anton Technik GmbH")
		default:
			b.alsoAs(c, role, "", "")
		}
	}
	c.signIn()
	return c
}
