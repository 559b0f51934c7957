// Package clustertest gives tests a real PostgreSQL: one private, fast server for
// each test binary, started when the first test asks, and a fresh database for each
// test. With ALLMENDE_TEST_DATABASE_URL set, the owner's connection to some server,
// that one is used instead.
//
//	func TestMain(m *testing.M) { os.Exit(clustertest.Main(m)) }
//
//	func TestSomething(t *testing.T) {
//		url := clustertest.New(t, clustertest.Template(t, "migrated", migrate))
package clustertest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/adapters/cluster"
)

// Environment names the variable that makes tests use a given server.
const Environment = "ALLMENDE_TEST_DATABASE_URL"

// shelf is what the tests of one binary share.
type shelf struct {
	mu        sync.Mutex
	running   bool // Main is around the tests
	folder    string
	server    *cluster.Cluster
	address   string
	err       error
	templates map[string]*template
}

type template struct {
	once sync.Once
	name string
	err  error
}

var tests = shelf{templates: map[string]*template{}}

// Main runs the tests, then stops the server and removes its folder; the result is
// the exit code. A test binary that panics leaves no server behind either.
func Main(m *testing.M) int {
	tests.mu.Lock()
	tests.running = true
	tests.mu.Unlock()
	code := m.Run()
	if err := tests.close(); err != nil {
		fmt.Fprintln(os.Stderr, "clustertest:", err)
		return max(code, 1)
	}
	return code
}

// URL is the owner's connection to the server, in a database that no test may change.
func URL(t testing.TB) string {
	t.Helper()
	address, err := tests.open()
	if err != nil {
		t.Fatalf("a PostgreSQL for tests: %v", err)
	}
	return address
}

// Template returns the name of a database that prepare has filled, once per test
// binary and name. prepare must close its connections: a database in use is no template.
func Template(t testing.TB, name string, prepare func(url string) error) string {
	t.Helper()
	server := URL(t)
	made := tests.template(name)
	made.once.Do(func() { made.err = create(server, made.name, "template0", prepare) })
	if made.err != nil {
		t.Fatalf("the template %s: %v", name, made.err)
	}
	return made.name
}

// New creates a database from a template ("template1" for an empty one) and returns
// the owner's connection to it. It is dropped after the test, open connections or not.
func New(t testing.TB, template string) string {
	t.Helper()
	server, name := URL(t), unique("test")
	if err := create(server, name, template, nil); err != nil {
		t.Fatalf("a database for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := drop(server, name); err != nil {
			t.Errorf("the test's database stays behind: %v", err)
		}
	})
	return within(server, name)
}

// Folder is the path of a data folder for a server that a test starts itself. It does
// not exist yet and is removed after the test. (Those of testing.TB are closed to the
// user under whom root runs PostgreSQL.)
func Folder(t testing.TB) string {
	t.Helper()
	folder := newFolder()
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Errorf("the test's data folder stays behind: %v", err)
		}
	})
	return folder
}

func newFolder() string { return filepath.Join(os.TempDir(), unique("allmende")) }

// open starts the server when the first test asks; the others get the same answer.
func (s *shelf) open() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.running {
		return "", errors.New("no clustertest.Main is around the tests: call it from TestMain")
	}
	if s.address == "" && s.err == nil {
		s.address, s.err = s.start()
	}
	return s.address, s.err
}

func (s *shelf) start() (string, error) {
	if given := os.Getenv(Environment); given != "" {
		if address, err := url.Parse(given); err != nil || address.Host+address.RawQuery == "" {
			return "", fmt.Errorf("%s is no URL of a server: postgres://user:password@host/database", Environment)
		}
		return given, nil
	}
	s.folder = newFolder()
	server, err := cluster.Use(context.Background(), cluster.Config{Data: s.folder, Fast: true})
	if err != nil {
		return "", err
	}
	s.server = server
	return server.URL(), nil
}

func (s *shelf) template(name string) *template {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.templates[name] == nil {
		s.templates[name] = &template{name: unique(name)}
	}
	return s.templates[name]
}

// close removes all that the tests have shared.
func (s *shelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var problems []error
	if s.server == nil && s.address != "" {
		for _, made := range s.templates {
			problems = append(problems, drop(s.address, made.name))
		}
	}
	if s.server != nil {
		problems = append(problems, s.server.Stop())
	}
	if s.folder != "" {
		problems = append(problems, os.RemoveAll(s.folder))
	}
	return errors.Join(problems...)
}

// create makes a database and has prepare, if there is one, fill it.
func create(server, name, from string, prepare func(url string) error) error {
	err := run(server, fmt.Sprintf("create database %s template %s strategy file_copy", quoted(name), quoted(from)))
	if err != nil || prepare == nil {
		return err
	}
	return prepare(within(server, name))
}

func drop(server, name string) error {
	return run(server, fmt.Sprintf("drop database if exists %s with (force)", quoted(name)))
}

func run(server, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// unique is a name that no other test, binary or run has on a shared server.
func unique(name string) string { return name + "_" + strings.ToLower(rand.Text()[:12]) }

// within is the same connection to another database.
func within(server, name string) string {
	address, err := url.Parse(server)
	if err != nil {
		panic(err) // open has parsed it
	}
	address.Path = "/" + name
	return address.String()
}
