package http_test

import (
	"net/http"
	"testing"

	"allmende/domain/access"
)

func TestWhoHasNothingToDoAnywhereReadsAnEmptyList(t *testing.T) {
	s := serve(t)
	for _, role := range []access.Role{access.Administrator, access.Auditor, access.Evaluator} {
		if got := s.as(role).get("/todo").want(http.StatusOK).object()["items"].([]any); len(got) != 0 {
			t.Errorf("%s: %v", role, got)
		}
	}
}
