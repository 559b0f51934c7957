package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFolderOfSomebodyElseIsNotTouched(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "letters.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openInstallation(t.Context(), config{data: folder})
	if err == nil || !strings.Contains(err.Error(), "not Allmende's") {
		t.Errorf("got %v", err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("something was left in it: %v", entries)
	}
}
