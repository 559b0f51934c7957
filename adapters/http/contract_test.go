package http

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"go.yaml.in/yaml/v3"
)

type contractDocument struct {
	Paths      map[string]map[string]yaml.Node
	Components struct {
		Schemas struct {
			FaultCode struct{ Enum []string } `yaml:"FaultCode"`
		}
	}
}

func readContract(t *testing.T) contractDocument {
	t.Helper()
	var document contractDocument
	if err := yaml.Unmarshal(contract, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

func TestEveryRouteIsInTheContractAndEveryOperationHasItsRoute(t *testing.T) {
	e := echo.New()
	routes(e.Group(""), Config{})
	served := map[string]bool{}
	for _, r := range e.Routes() {
		if r.Method != echo.RouteNotFound && !strings.Contains(r.Path, "*") && r.Path != "" {
			served[r.Method+" "+parameter.ReplaceAllString(r.Path, "{$1}")] = true
		}
	}
	promised := map[string]bool{}
	for path, methods := range readContract(t).Paths {
		for method := range methods {
			if method != "parameters" {
				promised[strings.ToUpper(method)+" "+path] = true
			}
		}
	}
	for _, route := range slices.Sorted(maps.Keys(served)) {
		if !promised[route] {
			t.Errorf("%s is served, but not in the contract", route)
		}
	}
	for _, route := range slices.Sorted(maps.Keys(promised)) {
		if !served[route] {
			t.Errorf("%s is in the contract, but not served", route)
		}
	}
}

// declaredFaults finds every fault.New of the program in its source.
func declaredFaults(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, root := range []string{"../../domain", "../../ports", "../../adapters"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if code, ok := newFault(n); ok {
					found[code] = path
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func newFault(n ast.Node) (code string, ok bool) {
	call, isCall := n.(*ast.CallExpr)
	if !isCall || len(call.Args) < 2 {
		return "", false
	}
	name, isSelector := call.Fun.(*ast.SelectorExpr)
	if !isSelector || name.Sel.Name != "New" {
		return "", false
	}
	if of, isName := name.X.(*ast.Ident); !isName || of.Name != "fault" {
		return "", false
	}
	literal, isLiteral := call.Args[1].(*ast.BasicLit)
	if !isLiteral {
		return "", false
	}
	code, err := strconv.Unquote(literal.Value)
	return code, err == nil
}

func TestEveryFaultIsInTheContractAndHasItsSentences(t *testing.T) {
	declared := declaredFaults(t)
	if len(declared) < 50 {
		t.Fatalf("only %d faults found in the source: the search is broken", len(declared))
	}
	promised := map[string]bool{}
	for _, code := range readContract(t).Components.Schemas.FaultCode.Enum {
		if promised[code] {
			t.Errorf("%s is in the contract twice", code)
		}
		promised[code] = true
		if _, known := declared[code]; !known {
			t.Errorf("%s is in the contract, but nothing raises it", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(declared)) {
		if !promised[code] {
			t.Errorf("%s (%s) is not in the contract", code, declared[code])
		}
		for _, lang := range []string{"de", "en"} {
			if sentences[code][lang] == "" {
				t.Errorf("%s (%s) has no sentence in %q", code, declared[code], lang)
			}
		}
	}
	for code := range sentences {
		if _, known := declared[code]; !known {
			t.Errorf("problems.json has a sentence for %s, but nothing raises it", code)
		}
	}
}
