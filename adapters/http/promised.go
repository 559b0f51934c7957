package http

import (
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
	"go.yaml.in/yaml/v3"
)

// promise is what the contract says an operation takes besides its path.
type promise struct {
	queries map[string]bool
	body    bool
}

// parameter is a path's parameter as echo writes it.
var parameter = regexp.MustCompile(`:([a-zA-Z]+)`)

// keepToPromise refuses what the contract does not name: a misspelt filter would
// otherwise answer with everything, and a body nobody reads would seem to count.
func keepToPromise() echo.MiddlewareFunc {
	promises := mustReadPromises()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			path := parameter.ReplaceAllString(strings.TrimPrefix(c.Path(), apiPath), "{$1}")
			promised, known := promises[c.Request().Method+" "+path]
			if !known {
				return next(c)
			}
			for name := range c.QueryParams() {
				if !promised.queries[name] {
					return errUnknown.At(name)
				}
			}
			if !promised.body && c.Request().ContentLength != 0 {
				return errUnknown
			}
			return next(c)
		}
	}
}

func mustReadPromises() map[string]promise {
	type parameterNode struct {
		Ref  string `yaml:"$ref"`
		In   string
		Name string
	}
	var document struct {
		Paths      map[string]map[string]yaml.Node
		Components struct{ Parameters map[string]parameterNode }
	}
	if err := yaml.Unmarshal(contract, &document); err != nil {
		panic("openapi.yaml: " + err.Error())
	}
	promises := map[string]promise{}
	for path, methods := range document.Paths {
		for method, node := range methods {
			if method == "parameters" {
				continue
			}
			var operation struct {
				Parameters  []parameterNode
				RequestBody map[string]any `yaml:"requestBody"`
			}
			if err := node.Decode(&operation); err != nil {
				panic("openapi.yaml: " + path + ": " + err.Error())
			}
			queries := map[string]bool{}
			for _, p := range operation.Parameters {
				if p.Ref != "" {
					p = document.Components.Parameters[p.Ref[strings.LastIndexByte(p.Ref, '/')+1:]]
				}
				if p.In == "query" {
					queries[p.Name] = true
				}
			}
			promises[strings.ToUpper(method)+" "+path] = promise{queries, operation.RequestBody != nil}
		}
	}
	return promises
}
