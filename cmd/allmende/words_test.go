package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"allmende/domain/access"
)

// The log names what was done and what was refused; the page of the audit has words for
// each of it, in both languages, for as long as anything of that name may be written.
func TestEveryEventHasWordsInBothLanguages(t *testing.T) {
	events := written(t)
	if len(events.actions) < 50 || len(events.acts) < 40 || len(events.objects) < 15 {
		t.Fatalf("nothing to compare: %+v", events)
	}
	for language, words := range wordsOfEvents(t) {
		for section, names := range map[string][]string{"actions": events.actions, "acts": events.acts, "objects": events.objects} {
			for _, name := range names {
				if !slices.Contains(words[section], name) {
					t.Errorf("%s %q has no words in frontend/src/text/events: %s", section, name, language)
				}
			}
		}
	}
}

// wordsOfEvents are the names that have words, by language and section, in the files of all areas.
func wordsOfEvents(t *testing.T) map[string]map[string][]string {
	t.Helper()
	words := map[string]map[string][]string{"de": {}, "en": {}}
	for _, path := range sources(t, "frontend/src/text/events/*.ts") {
		german, english, found := strings.Cut(source(t, path), "\n  en: {")
		if !found {
			t.Fatalf("%s is not in two languages", path)
		}
		for language, text := range map[string]string{"de": german, "en": english} {
			for _, section := range []string{"actions", "acts", "objects"} {
				_, names, _ := strings.Cut(text, "\n    "+section+": {")
				names, _, _ = strings.Cut(names, "\n    }")
				words[language][section] = append(words[language][section], all(named, names, 1)...)
			}
		}
	}
	return words
}

// names are what events are made of.
type names struct{ actions, acts, objects []string }

var (
	dotted = regexp.MustCompile(`"([a-z-]+\.[a-z][a-z-]+)"`)
	act    = regexp.MustCompile(`Act = "([a-z.-]+)"`)
	object = regexp.MustCompile(`Object\{Type: "([a-z-]+)"`)
	named  = regexp.MustCompile(`\n      "?([a-z.-]+)"?: `)
	bySQL  = regexp.MustCompile(`'(installation\.[a-z-]+)', '([a-z-]+)'`)

	// fields are paths in what a request says, and share the form of an event's name.
	fields = []string{"licence.id", "low.next", "low.mean", "references.points", "references.price", "weights.points", "weights.price"}
)

// written collects the names that the use cases and the migrations write.
func written(t *testing.T) (n names) {
	t.Helper()
	for _, a := range (access.Actor{Grants: everyRole()}).Acts() {
		n.acts = append(n.acts, string(a))
	}
	for _, path := range sources(t, "ports/usecase/*.go") {
		text := source(t, path)
		own := all(act, text, 1) // acts of the command line and of signing in
		n.acts = append(n.acts, own...)
		n.objects = append(n.objects, all(object, text, 1)...)
		for _, name := range all(dotted, text, 1) {
			if !slices.Contains(own, name) && !slices.Contains(fields, name) {
				n.actions = append(n.actions, name)
			}
		}
	}
	for _, path := range sources(t, "migrations/*_*.sql") {
		n.actions = append(n.actions, all(bySQL, source(t, path), 1)...)
		n.objects = append(n.objects, all(bySQL, source(t, path), 2)...)
	}
	return n
}

// everyRole holds each role wherever it can be held.
func everyRole() []access.Grant {
	var grants []access.Grant
	for _, r := range access.Roles {
		grants = append(grants, access.Grant{Role: r}, access.Grant{Role: r, Member: "m"}, access.Grant{Role: r, Supplier: "s"})
	}
	return grants
}

func all(pattern *regexp.Regexp, text string, group int) (found []string) {
	for _, match := range pattern.FindAllStringSubmatch(text, -1) {
		found = append(found, match[group])
	}
	return found
}

// sources are the files of the repository that match, without tests.
func sources(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v, %v", pattern, paths, err)
	}
	return slices.DeleteFunc(paths, func(path string) bool { return strings.HasSuffix(path, "_test.go") })
}

// source reads a file by its path in the repository, or as sources gives it.
func source(t *testing.T, path string) string {
	t.Helper()
	if !strings.HasPrefix(path, "..") {
		path = filepath.Join("..", "..", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
