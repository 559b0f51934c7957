package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// inexact are the names by which a float comes into a computation.
var inexact = []string{"float32", "float64", "InexactFloat64", "Float64", "NewFromFloat", "ParseFloat"}

// TestNoFloatIsInThePathOfMoneyAndPoints: what is split, compared or decided is exact, from the
// domain to the use cases. Adapters use floats for the widths of columns only.
func TestNoFloatIsInThePathOfMoneyAndPoints(t *testing.T) {
	read := 0
	for _, folder := range []string{"domain", "ports", "cmd/allmende/comparison", "cmd/allmende/sheet", "cmd/allmende/cases"} {
		err := filepath.WalkDir(filepath.Join(root(t), folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			read++
			ast.Inspect(file, func(n ast.Node) bool {
				if name, is := n.(*ast.Ident); is && slices.Contains(inexact, name.Name) {
					t.Errorf("%s: %s", files.Position(name.Pos()), name.Name)
				}
				if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.FLOAT && strings.Contains(literal.Value, ".") {
					t.Errorf("%s: %s", files.Position(literal.Pos()), literal.Value)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 200 {
		t.Errorf("only %d files were read", read)
	}
}
