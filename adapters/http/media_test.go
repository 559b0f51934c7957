package http_test

import (
	"archive/zip"
	"bytes"
	"image"
	_ "image/jpeg" // what small images are
	"image/png"
	"net/http"
	"testing"

	"allmende/domain/access"
	"allmende/ports/view"
)

// pictured is a catalogue with one image, as wide as said.
func pictured(t *testing.T, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	table, err := w.Create("katalog.csv")
	if err == nil {
		_, err = table.Write([]byte("Artikelnummer;Bezeichnung;Einheit;Preis netto;Bilder\nM-27;Monitor;H87;189,90;m27.png\n"))
	}
	if err != nil {
		t.Fatal(err)
	}
	picture, err := w.Create("m27.png")
	if err == nil {
		err = png.Encode(picture, image.NewGray(image.Rect(0, 0, width, height)))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnImageIsHandedOutSmallForLists(t *testing.T) {
	s := serve(t)
	supplier := s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	s.asOf(access.Buyer, "Stadt A")
	path := "/frameworks/" + s.framework(supplier, "Stadt A").ID.String()
	var sent view.CatalogueVersion
	bidder.post(path+"/catalogues?fileName=bilder.zip", pictured(t, 800, 400), key("catalogue-1"), file).want(http.StatusCreated).into(&sent)
	var which string
	if err := s.owner.QueryRow(t.Context(), `select id::text from catalogue_media`).Scan(&which); err != nil {
		t.Fatal(err)
	}
	bidder.get(path+"/media/"+which+"/small").wantProblem(http.StatusNotFound, "object.not-found") // not approved yet
	s.as(access.ProcurementOfficer).post("/catalogues/"+sent.ID+"/approve", nil, match(sent.Version)).want(http.StatusOK)
	whole := bidder.get(path + "/media/" + which).want(http.StatusOK)
	small := bidder.get(path + "/media/" + which + "/small").want(http.StatusOK)
	if got := whole.header.Get("Content-Type"); got != "image/png" {
		t.Errorf("the whole image is %s", got)
	}
	got, kind, err := image.DecodeConfig(bytes.NewReader(small.body))
	if err != nil || kind != "jpeg" || small.header.Get("Content-Type") != "image/jpeg" || got.Width != 160 || got.Height != 80 {
		t.Errorf("got %s %+v, %v", kind, got, err)
	}
	if got := small.header.Get("Cache-Control"); got != "private, max-age=86400, immutable" {
		t.Errorf("Cache-Control: %q", got)
	}
	bidder.get(path+"/media/"+s.member("Stadt A")+"/small").wantProblem(http.StatusNotFound, "object.not-found")
	s.supplier("Büro AG")
	s.asBidder("Büro AG").get(path+"/media/"+which+"/small").wantProblem(http.StatusNotFound, "object.not-found")
}
