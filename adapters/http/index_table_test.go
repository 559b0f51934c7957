package http_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
)

func TestIndexValuesComeFromAFile(t *testing.T) {
	s := serve(t)
	officer, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A")
	added := officer.post("/price-indices", map[string]string{"name": "Erzeugerpreise", "base": "2021 = 100", "source": "Destatis"}, key("index-0001")).want(http.StatusCreated).object()
	path := "/price-indices/" + added["items"].([]any)[0].(map[string]any)["id"].(string) + "/values/table"
	table := func(text string) map[string]string { return map[string]string{"table": text} }

	for n, text := range []string{
		"\ufeffMonat;Wert;endgültig\r\n2025-01;101,5;ja\r\n\r\n02.2025;102;nein\r\n;;\r\n",
		"month,value\n2025-03,\"103,5\"\n2025-04,104.5\n",
		"05/2025\t105,5\n",
	} {
		officer.post(path, table(text), key(fmt.Sprint("table-000", n))).want(http.StatusCreated)
	}
	again := officer.post(path, table("05/2025\t105,5\n"), key("table-0002")).want(http.StatusCreated).object() // the same request
	var values []string
	for _, v := range again["items"].([]any)[0].(map[string]any)["values"].([]any) {
		value := v.(map[string]any)
		values = append(values, fmt.Sprint(value["month"], " ", value["value"], " ", value["provisional"]))
	}
	if got := strings.Join(values, ", "); got != "2025-05-01 105.5 false, 2025-04-01 104.5 false, 2025-03-01 103.5 false, 2025-02-01 102 true, 2025-01-01 101.5 false" {
		t.Errorf("entered %s", got)
	}

	refused := officer.post(path, table("Monat;Wert\n\n06.2025;106\n2025-06;107\nJuli 25;1\n08.2025;\"1\n2025-05;108\n09.2025;-1\n"), key("table-0004"))
	var lines []string
	for _, l := range refused.wantProblem(http.StatusUnprocessableEntity, "pricing.index-table-refused").object()["lines"].([]any) {
		line := l.(map[string]any)
		lines = append(lines, fmt.Sprint(line["line"], " ", line["code"]))
	}
	if got := strings.Join(lines, ", "); got != "4 pricing.index-month-twice, 5 pricing.index-month-malformed, 6 pricing.index-line-malformed, 7 pricing.index-month-final, 8 pricing.index-invalid" {
		t.Errorf("refused %s", got)
	}
	officer.post(path, table("Monat;Wert\n"), key("table-0005")).wantAt(http.StatusUnprocessableEntity, "pricing.index-table-empty", "table")
	officer.post(path, table(strings.Repeat("2025-06;1\n", 601)), key("table-0006")).wantAt(http.StatusUnprocessableEntity, "pricing.index-table-too-long", "table")
	buyer.post(path, table("06.2025;106"), key("table-0007")).wantProblem(http.StatusForbidden, "access.forbidden")
}
