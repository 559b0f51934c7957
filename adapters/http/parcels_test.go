package http_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/upload"
	"allmende/ports/view"
)

// inParts cuts a file as it is sent, and says its digest.
func inParts(content string) (parts []string, digest string) {
	all := sha256.New()
	for len(content) > 0 {
		part := content[:min(upload.PartSize, len(content))]
		content = content[len(part):]
		sum := sha256.Sum256([]byte(part))
		all.Write(sum[:])
		parts = append(parts, part)
	}
	return parts, hex.EncodeToString(all.Sum(nil))
}

// largeCatalogue is a table of some parts.
func largeCatalogue() string {
	var text strings.Builder
	text.WriteString("Artikelnummer;Bezeichnung;Beschreibung;Einheit;Preis netto\n")
	for i := range 3000 {
		fmt.Fprintf(&text, "A-%d;Artikel Nummer %d;%s;H87;%d,50\n", i, i, strings.Repeat("Ein Text. ", 150), i+1)
	}
	return text.String()
}

func (a *answer) upload() view.Upload {
	a.t.Helper()
	var u view.Upload
	a.want(http.StatusOK).into(&u)
	return u
}

func announced(content, digest string) map[string]any {
	return map[string]any{"size": len(content), "digest": digest}
}

func TestALargeCatalogueIsSentInPartsAndGoesOnWhereItBrokeOff(t *testing.T) {
	s := serve(t)
	supplier := s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	s.asOf(access.Buyer, "Stadt A")
	path := "/frameworks/" + s.framework(supplier, "Stadt A").ID.String() + "/catalogues?fileName=gross.csv&upload="
	content := largeCatalogue()
	parts, digest := inParts(content)
	if len(parts) < 3 {
		t.Fatalf("%d parts", len(parts))
	}
	begun := bidder.post("/uploads", announced(content, digest)).upload()
	if begun.Parts != len(parts) || begun.Received != 0 || begun.PartSize != upload.PartSize || begun.Size != int64(len(content)) {
		t.Errorf("begun: %+v", begun)
	}
	send := func(number int, part string) *answer {
		return bidder.put("/uploads/"+begun.ID+"/parts/"+strconv.Itoa(number), part, file)
	}
	send(1, parts[1]).wantProblem(http.StatusConflict, "upload.part-out-of-turn")
	send(0, parts[0][1:]).wantProblem(http.StatusUnprocessableEntity, "upload.part-length")
	send(0, parts[0]+"a").wantProblem(http.StatusUnprocessableEntity, "upload.part-length")
	bidder.put("/uploads/"+begun.ID+"/parts/0", map[string]any{}).wantProblem(http.StatusUnsupportedMediaType, "request.unsupported-media-type")
	for range 2 { // the answer to the first was lost
		if got := send(0, parts[0]).upload(); got.Received != 1 {
			t.Errorf("after the first part: %+v", got)
		}
	}
	bidder.post(path+begun.ID, "", key("catalogue-large"), file).wantProblem(http.StatusConflict, "upload.unfinished")

	again := bidder.post("/uploads", announced(content, digest)).upload()
	if again.ID != begun.ID || again.Received != 1 || bidder.get("/uploads/"+begun.ID).upload() != again {
		t.Errorf("again: %+v", again)
	}
	for number := again.Received; number < len(parts); number++ {
		send(number, parts[number]).upload()
	}
	var sent view.CatalogueVersion
	for range 2 {
		bidder.post(path+begun.ID, "", key("catalogue-large"), file).want(http.StatusCreated).into(&sent)
	}
	whole := sha256.Sum256([]byte(content))
	if sent.NewCount != 3000 || sent.FaultCount != 0 || sent.FileHash != hex.EncodeToString(whole[:]) || sent.FileSize != int64(len(content)) {
		t.Errorf("sent: %+v", sent)
	}
	bidder.send("DELETE", "/uploads/"+begun.ID, nil).want(http.StatusNoContent)
	bidder.get("/uploads/"+begun.ID).wantProblem(http.StatusNotFound, "object.not-found")
}

func TestWhatIsSentInPartsIsNobodyElses(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	s.supplier("Büro AG")
	other := s.asBidder("Büro AG")
	content := strings.Repeat("a", 10)
	parts, digest := inParts(content)
	mine := bidder.post("/uploads", announced(content, digest)).upload()
	at := "/uploads/" + mine.ID
	other.get(at).wantProblem(http.StatusNotFound, "object.not-found")
	other.put(at+"/parts/0", parts[0], file).wantProblem(http.StatusNotFound, "object.not-found")
	other.send("DELETE", at, nil).want(http.StatusNoContent) // whatever was there, to it nothing is
	if theirs := other.post("/uploads", announced(content, digest)).upload(); theirs.ID == mine.ID {
		t.Error("the same file of two people is one upload")
	}
	if got := bidder.get(at).upload(); got.Received != 0 {
		t.Errorf("got %+v", got)
	}
	s.as(access.Auditor).post("/uploads", announced(content, digest)).wantProblem(http.StatusForbidden, "access.forbidden")
}

func TestAFileThatIsNotTheOneAnnouncedIsNotRead(t *testing.T) {
	s := serve(t)
	supplier := s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	s.asOf(access.Buyer, "Stadt A")
	path := "/frameworks/" + s.framework(supplier, "Stadt A").ID.String() + "/catalogues?fileName=anders.csv&upload="
	_, digest := inParts(ownColumns)
	begun := bidder.post("/uploads", announced(ownColumns, digest)).upload()
	bidder.put("/uploads/"+begun.ID+"/parts/0", strings.ToUpper(ownColumns), file).upload()
	bidder.post(path+begun.ID, "", key("catalogue-other"), file).wantProblem(http.StatusUnprocessableEntity, "upload.altered")
	bidder.post(path+"none", "", key("catalogue-none"), file).wantProblem(http.StatusNotFound, "object.not-found")
	for name, c := range map[string]struct {
		body any
		code string
	}{
		"nothing":   {map[string]any{"size": 0, "digest": digest}, "request.field-invalid"},
		"less":      {map[string]any{"size": -5, "digest": digest}, "upload.size-invalid"},
		"too large": {map[string]any{"size": upload.Largest + 1, "digest": digest}, "upload.size-invalid"},
		"no digest": {map[string]any{"size": 5, "digest": "abc"}, "upload.digest-invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			bidder.post("/uploads", c.body).wantProblem(http.StatusUnprocessableEntity, c.code)
		})
	}
}

func TestTheOldestOfMoreThanThreeUploadsMakesRoom(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	var begun []view.Upload
	for n := range upload.Most + 1 {
		content := strings.Repeat("a", n+1)
		_, digest := inParts(content)
		begun = append(begun, bidder.post("/uploads", announced(content, digest)).upload())
	}
	bidder.get("/uploads/"+begun[0].ID).wantProblem(http.StatusNotFound, "object.not-found")
	for _, still := range begun[1:] {
		bidder.get("/uploads/" + still.ID).upload()
	}
}
