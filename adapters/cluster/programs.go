package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// oldest is the first major version that has all we use.
const oldest = 15

// debian is where Debian's packages put each major version.
const debian = "/usr/lib/postgresql/*/bin"

var firstNumber = regexp.MustCompile(`\d+`)

// programs is a folder of PostgreSQL's programs and their major version.
type programs struct {
	folder string
	major  int
}

func (p programs) path(name string) string { return filepath.Join(p.folder, name) }

// findPrograms takes the newest programs there are or, when made is not 0, the ones
// of that major version: PostgreSQL reads no other version's files.
func findPrograms(given string, made int) (programs, error) {
	if given != "" {
		only, err := programsIn(given)
		if err != nil {
			return programs{}, err
		}
		return choose([]programs{only}, made)
	}
	var found []programs
	for _, folder := range candidates() {
		if p, err := programsIn(folder); err == nil {
			found = append(found, p)
		}
	}
	return choose(found, made)
}

// choose takes the first that will do; found has the best first and may be empty.
func choose(found []programs, made int) (programs, error) {
	for _, p := range found {
		if p.major >= oldest && (made == 0 || p.major == made) {
			return p, nil
		}
	}
	switch {
	case len(found) == 0:
		return programs{}, fmt.Errorf("PostgreSQL %d or later is missing: apt-get install postgresql", oldest)
	case made != 0:
		return programs{}, fmt.Errorf("the data folder was made by PostgreSQL %d, and only version %d is installed: apt-get install postgresql-%d",
			made, found[0].major, made)
	}
	return programs{}, fmt.Errorf("PostgreSQL %d in %s is too old, %d or later is needed: apt-get install postgresql",
		found[0].major, found[0].folder, oldest)
}

// candidates lists the folders to look in, the newest of Debian's first.
func candidates() []string {
	folders, err := filepath.Glob(debian)
	if err != nil {
		panic(err) // the pattern is a constant
	}
	slices.SortFunc(folders, func(a, b string) int { return number(b) - number(a) })
	if path, err := exec.LookPath("postgres"); err == nil {
		folders = append(folders, filepath.Dir(path))
	}
	return folders
}

func programsIn(folder string) (programs, error) {
	p := programs{folder: folder}
	for _, name := range []string{"initdb", "postgres"} {
		if _, err := os.Stat(p.path(name)); err != nil {
			return programs{}, fmt.Errorf("%s holds no %s: name the folder of PostgreSQL's programs, or apt-get install postgresql", folder, name)
		}
	}
	printed, err := exec.Command(p.path("postgres"), "--version").Output() //nolint:gosec // The operator names the folder.
	if err != nil {
		return programs{}, fmt.Errorf("%s does not run: %w", p.path("postgres"), err)
	}
	p.major = number(string(printed))
	if p.major == 0 {
		return programs{}, errors.New(p.path("postgres") + " does not tell its version")
	}
	return p, nil
}

// number is the first number in text, 0 if there is none.
func number(text string) int {
	n, err := strconv.Atoi(firstNumber.FindString(text))
	if err != nil {
		return 0
	}
	return n
}
