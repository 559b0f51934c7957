package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestAFolderWithAnythingElseInItIsRefusedAndLeftAsItIs(t *testing.T) {
	foreign := map[string]string{"another database": "PG_VERSION", "somebody's papers": "letter.txt"}
	for name, file := range foreign {
		t.Run(name, func(t *testing.T) {
			data := newFolder(t)
			if err := os.Mkdir(data, 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(data, file), "15\n")
			_, err := Use(t.Context(), Config{Data: data})
			wantSentence(t, err, "which Allmende did not create")
			entries, err := os.ReadDir(data)
			if err != nil {
				t.Fatal(err)
			}
			if len(entries) != 1 || entries[0].Name() != file {
				t.Errorf("the folder has changed: %v", entries)
			}
		})
	}
}

func TestAnEmptyFolderAndAnEmptyDiskAreClaimed(t *testing.T) {
	data := newFolder(t)
	if err := os.MkdirAll(filepath.Join(data, "lost+found"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := claim(data); err != nil {
		t.Error(err)
	}
}

func TestAFileInTheFoldersPlaceIsNamed(t *testing.T) {
	data := newFolder(t)
	write(t, data, "")
	_, err := Use(t.Context(), Config{Data: data})
	wantSentence(t, err, data+" is not a folder")
	_, err = Use(t.Context(), Config{Data: filepath.Join(data, "below")})
	wantSentence(t, err, "part of its path is not a folder")
	_, err = Use(t.Context(), Config{})
	wantSentence(t, err, "no data folder is named")
}

func TestAFolderThatMayNotBeWrittenIsNamed(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere; the unprivileged run of these tests covers it")
	}
	data := newFolder(t)
	if err := os.Mkdir(data, 0o500); err != nil {
		t.Fatal(err)
	}
	_, err := Use(t.Context(), Config{Data: data})
	wantSentence(t, err, "may not be read or written by this user")
}

func TestAFolderClosedToTheServersUserIsNamed(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root drops to another user")
	}
	above := newFolder(t)
	if err := os.Mkdir(above, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Use(t.Context(), Config{Data: filepath.Join(above, "data")})
	wantSentence(t, err, above+" is closed to the user")
}

func TestAFullDiskIsNamed(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	data := newFolder(t)
	if err := os.Mkdir(data, 0o711); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", data, "tmpfs", 0, "size=8m,mode=0711"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(data, 0); err != nil {
			t.Error(err)
		}
	})
	_, err := Use(t.Context(), Config{Data: data, Fast: true})
	wantSentence(t, err, "the disk that holds "+data+" is full")
}

func TestAPasswordOfAnotherServerIsNamed(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t), Fast: true}
	first := use(t, config)
	stop(t, first)
	write(t, first.folder.password(), "not-the-one\n")
	_, err := Use(t.Context(), config)
	wantSentence(t, err, "refuses the password in "+first.folder.password())
}

func TestMissingOrUnfitProgramsAreNamed(t *testing.T) {
	t.Parallel()
	_, err := Use(t.Context(), Config{Data: newFolder(t), Binaries: t.TempDir()})
	wantSentence(t, err, "holds no initdb")

	old := fakePrograms(t, "postgres (PostgreSQL) 13.4 (Debian)")
	_, err = Use(t.Context(), Config{Data: newFolder(t), Binaries: old})
	wantSentence(t, err, "PostgreSQL 13 in "+old+" is too old")

	config := Config{Data: newFolder(t), Fast: true}
	made := use(t, config)
	version, err := made.folder.madeBy()
	if err != nil {
		t.Fatal(err)
	}
	stop(t, made)
	config.Binaries = fakePrograms(t, "postgres (PostgreSQL) 99.1")
	_, err = Use(t.Context(), config)
	wantSentence(t, err, fmt.Sprintf("was made by PostgreSQL %d, and only version 99 is installed: apt-get install postgresql-%[1]d", version))
}

func TestTheProgramsThatFitTheFilesAreChosen(t *testing.T) {
	found := []programs{{"/17", 17}, {"/15", 15}, {"/13", 13}}
	for _, c := range []struct {
		name  string
		found []programs
		made  int
		want  string
	}{
		{"the newest for a new folder", found, 0, "/17"},
		{"the same version for an old one", found, 15, "/15"},
		{"none for a version that is gone", found, 16, "apt-get install postgresql-16"},
		{"none that is too old", found[2:], 0, "too old"},
		{"none at all", nil, 0, "PostgreSQL 15 or later is missing: apt-get install postgresql"},
	} {
		t.Run(c.name, func(t *testing.T) {
			chosen, err := choose(c.found, c.made)
			if err == nil {
				err = errors.New(chosen.folder)
			}
			wantSentence(t, err, c.want)
		})
	}
}

// fakePrograms is a folder whose postgres only tells a version.
func fakePrograms(t *testing.T, version string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"initdb", "postgres"} {
		script := "#!/bin/sh\necho '" + version + "'\n"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// What depends on the user, again as somebody who is not root.
func TestTheSameHoldsForAnUnprivilegedUser(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("this is the unprivileged run")
	}
	server, err := serverAccount(folder{})
	if err != nil {
		t.Fatal(err)
	}
	home := newFolder(t)
	if err := os.Mkdir(home, 0o755); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(home, "cluster.test")
	text, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(binary, text, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := server.give(home); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "-test.v", "-test.run", "AFresh|AFolder|TheServerIsOut|NoProcess|AGuest")
	cmd.Dir, cmd.Env = home, []string{"TMPDIR=" + home, "HOME=" + home, "PATH=" + os.Getenv("PATH")}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: server.id}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("as %s: %v\n%s", server.name, err, out)
	}
	if got := strings.Count(string(out), "--- PASS: "); got < 6 {
		t.Errorf("only %d tests passed as %s:\n%s", got, server.name, out)
	}
}
