package inspection_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"allmende/adapters/inspection"
)

// eicar is the test file, in two parts so that no scanner takes this source for it.
var eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, part := range parts {
		name, content, _ := strings.Cut(part, "=")
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = entry.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestATypeIsReadFromTheContent(t *testing.T) {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	for name, c := range map[string]struct {
		content []byte
		want    string
		macros  bool
	}{
		"PDF":                    {[]byte("%PDF-1.7\n..."), "application/pdf", false},
		"a page before a PDF":    {[]byte("<html>%PDF-1.7"), "", false},
		"Word":                   {archive(t, "[Content_Types].xml=x", "word/document.xml=x"), word, false},
		"Word with macros":       {archive(t, "word/document.xml=x", "word/vbaProject.bin=x"), word, true},
		"Word to be printed":     {archive(t, "word/document.xml=x", "word/printerSettings/printerSettings1.bin=x"), word, false},
		"OpenDocument":           {archive(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml=x"), "application/vnd.oasis.opendocument.text", false},
		"OpenDocument with code": {archive(t, "mimetype=application/vnd.oasis.opendocument.spreadsheet", "Basic/Standard/Module1.xml=x"), "application/vnd.oasis.opendocument.spreadsheet", true},
		"an archive":             {archive(t, "readme.txt=x"), "", false},
		"half an archive":        {archive(t, "word/document.xml=x")[:20], "", false},
		"PNG":                    {[]byte("\x89PNG\r\n\x1a\n...."), "image/png", false},
		"JPEG":                   {[]byte("\xff\xd8\xff\xe0...."), "image/jpeg", false},
		"text":                   {[]byte("Größe;Menge\n1;2\n"), "text/plain", false},
		"text of Windows":        {[]byte("Gr\xf6\xdfe;Menge\r\n"), "text/plain", false},
		"GAEB":                   {[]byte("\xef\xbb\xbf<?xml version=\"1.0\"?><GAEB/>"), "application/xml", false},
		"XML with entities":      {[]byte(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`), "", false},
		"a page":                 {[]byte("<!DOCTYPE html><html><script>alert(1)</script></html>"), "", false},
		"a page in XML":          {[]byte(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`), "", false},
		"SVG":                    {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "", false},
		"a program":              {[]byte("MZ\x90\x00\x03\x00"), "", false},
		"a script with controls": {[]byte("#!/bin/sh\x00\n"), "", false},
		"nothing":                {nil, "", false},
	} {
		got, err := inspection.Inspector{}.Inspect(t.Context(), bytes.NewReader(c.content), int64(len(c.content)))
		if err != nil || got.MediaType != c.want || got.Macros != c.macros || got.Found != "" || got.Scanner != "" {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestTheTestFileIsRefusedWithoutPretendingThatSomethingScanned(t *testing.T) {
	got, err := inspection.Inspector{}.Inspect(t.Context(), strings.NewReader(eicar+"\n"), 70)
	if err != nil || got.Found == "" || got.Scanner != "" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestClamAVIsAsked runs the real service with a signature of its own.
func TestClamAVIsAsked(t *testing.T) {
	program, err := exec.LookPath("clamd")
	if err != nil {
		t.Skip("clamd (Debian: clamav-daemon) is not installed")
	}
	folder := t.TempDir()
	socket := filepath.Join(folder, "s")
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("ours.ndb", fmt.Sprintf("Allmende.Test:0:*:%x\n", "a marker that only this test knows"))
	write("clamd.conf", fmt.Sprintf("LocalSocket %s\nDatabaseDirectory %s\nForeground yes\nStreamMaxLength 1M\n", socket, folder))
	ctx, stop := context.WithCancel(context.Background())
	service := exec.CommandContext(ctx, program, "--config-file", filepath.Join(folder, "clamd.conf"))
	if err := service.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = service.Wait() })
	for n := 0; ; n++ {
		if line, err := net.Dial("unix", socket); err == nil {
			_ = line.Close()
			break
		}
		if n == 300 {
			t.Fatal("clamd does not listen after 30 s")
		}
		time.Sleep(100 * time.Millisecond)
	}
	with := inspection.Inspector{Scanner: &inspection.Clamd{Network: "unix", Address: socket, Wait: 20 * time.Second}}
	clean, err := with.Inspect(t.Context(), strings.NewReader("harmless"), 8)
	if err != nil || clean.Found != "" || !strings.HasPrefix(clean.Scanner, "ClamAV") || clean.MediaType != "text/plain" {
		t.Errorf("got %+v, %v", clean, err)
	}
	bad := strings.Repeat("padding ", 20_000) + "a marker that only this test knows"
	infected, err := with.Inspect(t.Context(), strings.NewReader(bad), int64(len(bad)))
	if err != nil || infected.Found != "Allmende.Test.UNOFFICIAL" {
		t.Errorf("got %+v, %v", infected, err)
	}
	large := strings.Repeat("x", 3<<20) // more than it was told to take
	if got, err := with.Inspect(t.Context(), strings.NewReader(large), int64(len(large))); err == nil {
		t.Errorf("what was not scanned passes: %+v", got)
	}
	stop()
	_ = service.Wait()
	if got, err := with.Inspect(t.Context(), strings.NewReader("harmless"), 8); err == nil {
		t.Errorf("without its scanner a file passes: %+v", got)
	}
}
