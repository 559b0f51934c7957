package peppol_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"allmende/adapters/peppol"
	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
	"allmende/domain/money"
)

func written(t *testing.T, o dispatch.Order) string {
	t.Helper()
	var b bytes.Buffer
	if err := peppol.WriteOrder(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTheOfficialRulesFindNothingInOrders holds many orders against the XML schema and the
// Schematron rules of Peppol BIS Order 3: no error and no warning.
func TestTheOfficialRulesFindNothingInOrders(t *testing.T) {
	var files []string
	folder := t.TempDir()
	for seed := range 60 {
		file := filepath.Join(folder, fmt.Sprintf("%03d.xml", seed))
		if err := os.WriteFile(file, []byte(written(t, dispatchtest.Orders().Example(seed))), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if findings, passed := validated(t, "order", files...); !passed || findings != "" {
		t.Errorf("%s", findings)
	}
}

// TestOurOwnCheckFindsWhatTheOfficialRulesFind plants a fault in an order: our check refuses
// to write it, and the same fault in a written order does not pass the official rules.
func TestOurOwnCheckFindsWhatTheOfficialRulesFind(t *testing.T) {
	o := dispatchtest.Orders().Example(7)
	whole := written(t, o)
	unit := fmt.Sprintf("unitCode=%q", string(o.Lines[0].Unit))
	total := "<cbc:LineExtensionAmount currencyID=\"EUR\">"
	for name, planted := range map[string]struct {
		plant    func(*dispatch.Order)
		old, new string
	}{
		"unit":       {func(o *dispatch.Order) { o.Lines[0].Unit = "QQQ" }, unit, `unitCode="QQQ"`},
		"currency":   {func(o *dispatch.Order) { o.Currency = "EURO" }, "<cbc:DocumentCurrencyCode>EUR<", "<cbc:DocumentCurrencyCode>EURO<"},
		"identifier": {func(o *dispatch.Order) { o.Buyer.Endpoint = dispatch.Endpoint{Scheme: "0088", ID: "4012345000008"} }, endpoint(o.Buyer), `<cbc:EndpointID schemeID="0088">4012345000008<`},
		"scheme":     {func(o *dispatch.Order) { o.Buyer.Endpoint.Scheme = "EM" }, endpoint(o.Buyer), `<cbc:EndpointID schemeID="EMAIL">a<`},
		"no buyer":   {func(o *dispatch.Order) { o.Buyer.Endpoint = dispatch.Endpoint{} }, endpoint(o.Buyer) + "/cbc:EndpointID>", ""},
		"no seller":  {func(o *dispatch.Order) { o.Supplier.Endpoint = dispatch.Endpoint{} }, endpoint(o.Supplier) + "/cbc:EndpointID>", ""},
		"country":    {func(o *dispatch.Order) { o.Supplier.Country = "XX" }, "<cbc:IdentificationCode>" + o.Supplier.Country, "<cbc:IdentificationCode>XX"},
		"total":      {func(o *dispatch.Order) { o.Total = o.Total.Add(money.MustAmount("1")) }, total, total + "9"},
		"name":       {func(o *dispatch.Order) { o.Buyer.Name = "" }, "<cbc:RegistrationName>" + o.Buyer.Name, "<cbc:RegistrationName>"},
		"number":     {func(o *dispatch.Order) { o.Number = "" }, "<cbc:ID>" + o.Number + "</cbc:ID>", ""},
	} {
		broken := o
		broken.Lines = append([]dispatch.Line(nil), o.Lines...)
		planted.plant(&broken)
		var b bytes.Buffer
		if err := peppol.WriteOrder(&b, broken); !errors.Is(err, dispatch.ErrNotElectronic) || b.Len() > 0 {
			t.Errorf("%s: got %v after %d bytes", name, err, b.Len())
		}
		altered := strings.Replace(whole, planted.old, planted.new, 1)
		if altered == whole {
			t.Fatalf("%s: nothing altered by %q", name, planted.old)
		}
		file := filepath.Join(t.TempDir(), "order.xml")
		if err := os.WriteFile(file, []byte(altered), 0o600); err != nil {
			t.Fatal(err)
		}
		if findings, passed := validated(t, "order", file); passed {
			t.Errorf("%s: the official rules let it pass: %s", name, findings)
		}
	}
}

func endpoint(p dispatch.Party) string {
	return fmt.Sprintf("<cbc:EndpointID schemeID=%q>%s<", p.Endpoint.Scheme, p.Endpoint.ID)
}

// validated runs the official rules, or skips the test where they are not at hand.
func validated(t *testing.T, kind string, files ...string) (findings string, passed bool) {
	t.Helper()
	var summary bytes.Buffer
	command := exec.Command(validator(t), append([]string{"-w", kind}, files...)...)
	command.Stderr = &summary
	out, err := command.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%v: %s", err, summary.String())
	}
	return string(out[:min(len(out), 3000)]), err == nil
}

// validator finds the official rules with the program that runs them, or skips.
func validator(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	path, err := filepath.Abs(filepath.Join(shared, "standards", "tools", "validate"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the official rules are not here; ALLMENDE_SHARED names the folder with standards/ in it: %v", err)
	}
	jar := os.Getenv("SAXON_JAR")
	if jar == "" {
		jar = "/usr/share/java/Saxon-HE.jar"
	}
	_, noJar := os.Stat(jar)
	_, noLint := exec.LookPath("xmllint")
	_, noJava := exec.LookPath("java")
	if err := errors.Join(noJar, noLint, noJava); err != nil {
		t.Skipf("what runs the official rules is missing; 'scripts/need validator' installs it: %v", err)
	}
	return path
}
