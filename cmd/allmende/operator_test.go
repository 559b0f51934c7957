package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"allmende/adapters/cluster/clustertest"
)

const smallRegister = `ags,ars,name,kind,kind_code,state,state_code,region,district,district_code,district_kind,nuts3,association,association_kind,postal_code,area_ha,population,population_male,year,territorial_status,source
03351006,033510006006,"Celle, Stadt",Stadt,63,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,"Celle, Stadt",verbandsfreie Gemeinde,29221,17620,69706,33800,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
03402000,034020000000,"Emden, Stadt",Kreisfreie Stadt,61,Niedersachsen,03,Weser-Ems,"Emden, Stadt",03402,Kreisfreie Stadt,DE942,"Emden, Stadt",verbandsfreie Gemeinde,26721,11240,49500,24000,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
`

// An installation without the demonstration, from the register to people who sign in.
func TestAnOperatorFillsAnInstallation(t *testing.T) {
	data, folder := clustertest.Folder(t), t.TempDir()
	good, bad := filepath.Join(folder, "municipalities.csv"), filepath.Join(folder, "bad.csv")
	for path, text := range map[string]string{good: smallRegister, bad: strings.Replace(smallRegister, "49500", "-5", 1)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	getenv := func(name string) string { return map[string]string{"ALLMENDE_DATA": data}[name] }
	for _, c := range []struct {
		args  []string
		in    string
		code  int
		out   []string // on standard output
		error string   // on standard error
	}{
		{args: []string{"import", "register", bad}, code: 1, out: []string{"Nothing was imported: 1 refused.", `bad.csv line 3: population "-5" is no whole number of 0 or more`}},
		{args: []string{"import", "register", good}, out: []string{"municipalities                          2        2        0         0", "Refused: none."}, error: "storing 5"},
		{args: []string{"import", "register", good}, out: []string{"together                                5        0        0         5", "Nothing changed"}},
		{args: []string{"admit", "--cooperative", "Nord", "--state", "03"}, code: 1, error: "There is no cooperative “Nord”"},
		{args: []string{"cooperative", "add", "Nord"}, out: []string{"Cooperative: Nord"}},
		{args: []string{"admit", "--cooperative", "Nord", "--state", "03"}, out: []string{"Niedersachsen: admitted 2 municipalities and 1 districts; 0 were members already; 0 areas"}},
		{args: []string{"admit", "--cooperative", "Nord", "--key", "03402"}, code: 1, error: "This body is a member already."},
		{args: []string{"admit", "--cooperative", "Nord", "--name", "Städtetag", "--kind", "association"}, out: []string{"Admitted: Städtetag (association)"}},
		{args: []string{"supplier", "add", "--cooperative", "Nord", "Deich GmbH"}, out: []string{"Supplier: Deich GmbH"}},
		{args: []string{"person", "add", "--cooperative", "Nord", "--email", "a@celle.example", "--name", "Anna Ahlers", "--role", "buyer", "--member", "033510006006", "--generate"},
			out: []string{"Appointed: Anna Ahlers (a@celle.example) as buyer of Celle, Stadt", "Password, shown this once: "}},
		{args: []string{"person", "add", "--cooperative", "Nord", "--email", "b@deich.example", "--name", "Bernd Bieter", "--role", "bidder", "--supplier", "Deich GmbH"},
			in: "ein langes Passwort\n", out: []string{"as bidder of Deich GmbH"}},
		{args: []string{"person", "add", "--cooperative", "Nord", "--email", "c@nord.example", "--name", "Cem Celik", "--role", "auditor"}, code: 1, error: "no password on standard input"},
		{args: []string{"person", "password", "--email", "a@celle.example"}, in: "kurz\n", code: 1, error: "A password has 12 to 200 characters."},
		{args: []string{"person", "password", "--email", "a@celle.example"}, in: "ein langes Passwort\n", out: []string{"all sessions have ended"}},
		{args: []string{"admit", "--cooperative", "Nord"}, code: 2},
		{args: []string{"admit", "--cooperative", "Nord", "--state", "03", "--key", "03351"}, code: 2},
	} {
		var out, progress bytes.Buffer
		code := run(t.Context(), c.args, getenv, strings.NewReader(c.in), &out, &progress)
		if code != c.code {
			t.Fatalf("%v: exit code %d, want %d\n%s%s", c.args, code, c.code, out.String(), progress.String())
		}
		for _, want := range c.out {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%v: standard output has no %q:\n%s", c.args, want, out.String())
			}
		}
		if !strings.Contains(progress.String(), c.error) {
			t.Errorf("%v: standard error has no %q:\n%s", c.args, c.error, progress.String())
		}
	}
}
