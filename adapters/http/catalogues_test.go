package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/ports/view"
)

const ownColumns = "SKU;Titel;ME;EK;Lieferzeit\nMA-1;Notebookmaus;H87;18,90;bald\nMA-2;Tastatur;H87;29,90;3\n"

var file = header{"Content-Type", "application/octet-stream"}

func TestASuppliersColumnsAreProposedAssignedAndKept(t *testing.T) {
	s := serve(t)
	supplier := s.supplier("Technik GmbH")
	bidder := s.asBidder("Technik GmbH")
	s.asOf(access.Buyer, "Stadt A")
	path := "/frameworks/" + s.framework(supplier, "Stadt A").ID.String()
	upload := func(k string) *answer {
		return bidder.post(path+"/catalogues?fileName=eigene.csv", ownColumns, key(k), file)
	}
	if refused := upload("catalogue-1").wantProblem(http.StatusUnprocessableEntity, "catalogue.columns-missing"); !strings.Contains(string(refused.body), "Artikelnummer, Bezeichnung, Einheit, Preis netto") {
		t.Errorf("got %s", refused.body)
	}

	var proposal view.CatalogueProposal
	bidder.post(path+"/catalogue-columns/proposal", ownColumns, file).want(http.StatusOK).into(&proposal)
	first := proposal.Columns[0]
	if len(proposal.Columns) != 5 || first.Name != "SKU" || first.Field != "number" || first.Known || len(first.Samples) != 2 || proposal.Kept.Version != 0 {
		t.Errorf("got %+v", proposal)
	}
	if last := proposal.Columns[4]; last.Field != "deliveryDays" || !last.Known {
		t.Errorf("got %+v", last)
	}

	named := map[string]any{"columns": map[string]string{"number": "SKU", "name": "Titel", "unit": "ME", "price": "EK", "deliveryDays": ""}}
	bidder.put(path+"/catalogue-columns", named, match(0)).want(http.StatusOK)
	bidder.put(path+"/catalogue-columns", named, match(0)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	var sent view.CatalogueVersion
	upload("catalogue-1").want(http.StatusCreated).into(&sent)
	if sent.NewCount != 2 || sent.FaultCount != 0 {
		t.Errorf("got %+v", sent)
	}
	bidder.post(path+"/catalogue-columns/proposal", ownColumns, file).want(http.StatusOK).into(&proposal)
	if first := proposal.Columns[0]; !first.Known || first.Field != "number" || proposal.Kept.Version != 1 {
		t.Errorf("the next time: %+v", proposal)
	}
}

func TestColumnsOfOthersAreNotProposed(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	path := "/frameworks/" + s.framework(s.supplier("Technik GmbH"), "Stadt A").ID.String() + "/catalogue-columns/proposal"
	s.supplier("Büro AG")
	s.asBidder("Büro AG").post(path, ownColumns, file).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post(path, ownColumns, file).wantProblem(http.StatusNotFound, "object.not-found")
	officer := s.as(access.ProcurementOfficer)
	officer.post(path, ownColumns, file).want(http.StatusOK)
	officer.post(path, ownColumns).wantProblem(http.StatusUnsupportedMediaType, "request.unsupported-media-type")
	officer.post(path, "\x00", file).wantProblem(http.StatusUnprocessableEntity, "catalogue.format-unknown")
}
