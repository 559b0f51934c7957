package http

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"
	"go.yaml.in/yaml/v3"
)

//go:embed documentation.html
var documentationPage string

var documentationTemplate = template.Must(template.New("api").Parse(documentationPage))

// operation is one route on the readable page.
type operation struct{ Method, Path, Summary, Description string }

type area struct {
	Name, Description string
	Operations        []operation
}

// documentation renders the contract for people; it is the same document that
// the tests hold the routes against.
func documentation(version string) echo.HandlerFunc {
	var page bytes.Buffer
	err := documentationTemplate.Execute(&page, struct {
		Version string
		Areas   []area
	}{version, mustReadAreas()})
	return func(c echo.Context) error {
		if err != nil {
			return err
		}
		return c.HTMLBlob(http.StatusOK, page.Bytes())
	}
}

func mustReadAreas() []area {
	var document struct {
		Tags  []struct{ Name, Description string }
		Paths map[string]map[string]yaml.Node
	}
	if err := yaml.Unmarshal(contract, &document); err != nil {
		panic("openapi.yaml: " + err.Error())
	}
	byTag := map[string][]operation{}
	for path, methods := range document.Paths {
		for method, node := range methods {
			if method == "parameters" {
				continue
			}
			var op struct {
				Tags                 []string
				Summary, Description string
			}
			if err := node.Decode(&op); err != nil || len(op.Tags) == 0 {
				panic("openapi.yaml: " + path)
			}
			byTag[op.Tags[0]] = append(byTag[op.Tags[0]], operation{strings.ToUpper(method), path, op.Summary, op.Description})
		}
	}
	areas := make([]area, 0, len(document.Tags))
	for _, tag := range document.Tags {
		ops := byTag[tag.Name]
		sort.Slice(ops, func(i, j int) bool { return ops[i].Path+ops[i].Method < ops[j].Path+ops[j].Method })
		areas = append(areas, area{tag.Name, tag.Description, ops})
	}
	return areas
}
