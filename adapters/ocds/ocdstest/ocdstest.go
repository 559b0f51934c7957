// Package ocdstest holds documents against the schema of the Open Contracting Data Standard, as
// its authors published it.
package ocdstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const address = "https://standard.open-contracting.org/schema/1__1__5/"

// Schemas are the compiled schemas of packages.
type Schemas struct{ Releases, Records *jsonschema.Schema }

// Load compiles the schemas with the extensions for lots and techniques out of the folder that
// ALLMENDE_SHARED names. Without it the test is skipped, as all of its kind.
func Load(t testing.TB) Schemas {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	root, err := os.OpenRoot(filepath.Join(shared, "standards", "ocds"))
	if err != nil {
		t.Skipf("the official schema is not here; ALLMENDE_SHARED names the folder with standards/ in it: %v", err)
	}
	defer func() { _ = root.Close() }()
	release := read(t, root, "schema/release-schema.json")
	for _, extension := range []string{"lots", "techniques", "submissionTerms"} {
		patch(release, read(t, root, "extensions/"+extension+".json"))
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseLoader(folderLoader{root})
	if err := c.AddResource(address+"release-schema.json", release); err != nil {
		t.Fatal(err)
	}
	return Schemas{compile(t, c, "release-package-schema.json"), compile(t, c, "record-package-schema.json")}
}

func compile(t testing.TB, c *jsonschema.Compiler, name string) *jsonschema.Schema {
	t.Helper()
	s, err := c.Compile(address + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// folderLoader finds the standard's own documents in a folder, and nothing anywhere else.
type folderLoader struct{ root *os.Root }

// Load reads a document by its address.
func (f folderLoader) Load(url string) (any, error) {
	name, ours := strings.CutPrefix(url, address)
	if !ours {
		return nil, fmt.Errorf("%s is not of the standard", url)
	}
	text, err := f.root.ReadFile("schema/" + filepath.Base(name))
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(text))
}

func read(t testing.TB, root *os.Root, path string) (document map[string]any) {
	t.Helper()
	text, err := root.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&document); err != nil {
		t.Fatal(err)
	}
	return document
}

// patch merges by RFC 7396.
func patch(into, from map[string]any) {
	for name, v := range from {
		inner, isObject := v.(map[string]any)
		if !isObject {
			into[name] = v
			continue
		}
		before, ok := into[name].(map[string]any)
		if !ok {
			before = map[string]any{}
			into[name] = before
		}
		patch(before, inner)
	}
}

// Must holds a document against a schema.
func Must(t testing.TB, s *jsonschema.Schema, text []byte) {
	t.Helper()
	if err := Check(s, text); err != nil {
		t.Errorf("%v\n%s", err, text[:min(len(text), 3000)])
	}
}

// Check tells what is wrong with a document.
func Check(s *jsonschema.Schema, text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var document any
	if err := d.Decode(&document); err != nil {
		return err
	}
	return s.Validate(document)
}
