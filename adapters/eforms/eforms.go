// Package eforms writes notices as XML of the EU's eForms SDK 1.15.1: UBL 2.3 with its extensions.
package eforms

import (
	"fmt"
	"io"
	"strconv"

	"allmende/domain/publication"
)

const sdk = "eforms-sdk-1.15"

// directive is the legal basis of all notices written here (BT-01): 2014/24/EU, which VgV and GWB follow.
const directive = "32014L0024"

// root is how a kind of notice is called in UBL, and its form and notice type (BT-03, BT-02).
type root struct{ element, form, notice string }

var roots = map[publication.Kind]root{
	publication.Planning:     {"PriorInformationNotice", "planning", "pin-only"},
	publication.ShorterTime:  {"PriorInformationNotice", "planning", "pin-rtl"},
	publication.Competition:  {"ContractNotice", "competition", "cn-standard"},
	publication.Result:       {"ContractAwardNotice", "result", "can-standard"},
	publication.Modification: {"ContractAwardNotice", "cont-modif", "can-modif"},
}

// writer writes one notice; the names of organisations follow from their order.
type writer struct {
	publication.Notice
	root root
}

// Write writes the notice; what it lacks is left out, so that only a notice without faults is valid.
func Write(w io.Writer, n publication.Notice) error {
	r, known := roots[n.Kind]
	if !known {
		return fmt.Errorf("no eForms notice of the kind %q", n.Kind)
	}
	return writer{n, r}.document().document(w)
}

func (w writer) document() *element {
	doc := &element{name: w.root.element}
	ubl := "urn:oasis:names:specification:ubl:schema:xsd:"
	doc.with("xmlns", ubl+w.root.element+"-2").
		with("xmlns:cac", ubl+"CommonAggregateComponents-2").with("xmlns:cbc", ubl+"CommonBasicComponents-2").with("xmlns:ext", ubl+"CommonExtensionComponents-2").
		with("xmlns:efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1").
		with("xmlns:efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1").
		with("xmlns:efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1")
	doc.add(extension(w.correction(), w.modification(), w.result(), group("efac:NoticeSubType", code("cbc:SubTypeCode", "notice-subtype", w.Kind.Subtype())), w.organisations()))
	doc.add(w.head()...)
	for i := range w.Buyers() {
		doc.add(w.buyer(i))
	}
	if w.Kind != publication.Planning {
		doc.add(w.procedure()...)
	}
	doc.add(w.project())
	for i := range w.Lots {
		doc.add(w.lot(i))
	}
	if w.Award != nil && !w.Award.Day.IsZero() {
		doc.add(group("cac:TenderResult", text("cbc:AwardDate", zoned(w.Award.Day))))
	}
	return doc
}

func (w writer) head() []*element {
	head := []*element{
		text("cbc:UBLVersionID", "2.3"), text("cbc:CustomizationID", sdk), ref("notice-id", w.ID),
	}
	if w.Kind != publication.Planning && w.Kind != publication.ShorterTime {
		head = append(head, text("cbc:ContractFolderID", w.Procedure))
	}
	head = append(head, day("cbc:IssueDate", w.Issued), hour("cbc:IssueTime", w.Issued), text("cbc:VersionID", fmt.Sprintf("%02d", w.Version)))
	if w.Kind == publication.Planning && !w.Planned.IsZero() {
		head = append(head, text("cbc:PlannedDate", zoned(w.Planned)))
	}
	return append(head, text("cbc:RegulatoryDomain", directive), code("cbc:NoticeTypeCode", w.root.form, w.root.notice), text("cbc:NoticeLanguageCode", w.Language))
}

func (w writer) correction() *element {
	if w.Corrects == "" {
		return nil
	}
	return group("efac:Changes", text("efbc:ChangedNoticeIdentifier", w.Corrects),
		group("efac:Change", w.words("efbc:ChangeDescription", w.Correction), group("efac:ChangedSection", text("efbc:ChangedSectionIdentifier", "PROCEDURE"))),
		group("efac:ChangeReason", code("cbc:ReasonCode", "change-corig-justification", w.CorrectionReason), w.words("efbc:ReasonDescription", w.Correction)))
}

func (w writer) modification() *element {
	if w.Change == nil {
		return nil
	}
	c := *w.Change
	scheme := "ojs-notice-id"
	if len(c.Previous) > 36 {
		scheme = "notice-id-ref"
	}
	return group("efac:ContractModification",
		text("efbc:ChangedNoticeIdentifier", c.Previous).with("schemeName", scheme), text("efbc:ModifiedContractIdentifier", contractID(c.Contract)).with("schemeName", "contract"),
		group("efac:Change", w.words("efbc:ChangeDescription", c.Description), group("efac:ChangedSection", text("efbc:ChangedSectionIdentifier", resultID(c.Contract)))),
		group("efac:ChangeReason", code("cbc:ReasonCode", "modification-justification", c.Reason), w.words("efbc:ReasonDescription", c.Why)))
}

// words is a text in the language of the notice.
func (w writer) words(name, value string) *element {
	return text(name, value).with("languageID", w.Language)
}

func (w writer) procedure() []*element {
	way := "open"
	switch {
	case w.Requests != nil && w.Requests.Negotiated:
		way = "neg-w-call"
	case w.Requests != nil:
		way = "restricted"
	}
	how := code("cbc:ProcedureCode", "procurement-procedure-type", way)
	source := group("cac:TendererQualificationRequest", group("cac:SpecificTendererRequirement", code("cbc:TendererRequirementTypeCode", "exclusion-grounds-source", "epo-procurement-document")))
	switch w.Kind {
	case publication.ShorterTime:
		return []*element{group("cac:TenderingTerms", source)}
	case publication.Competition:
		return []*element{
			group("cac:TenderingTerms", source, w.distribution()),
			group("cac:TenderingProcess", how, w.accelerated()),
		}
	case publication.Result:
		return []*element{group("cac:TenderingProcess", how)}
	case publication.Planning, publication.Modification:
	}
	return nil
}

// accelerated tells whether bidders have less time than usual, and why (BT-106, BT-1351).
func (w writer) accelerated() *element {
	if w.Accelerated == "" {
		return group("cac:ProcessJustification", code("cbc:ProcessReasonCode", "accelerated-procedure", "false"))
	}
	return group("cac:ProcessJustification", code("cbc:ProcessReasonCode", "accelerated-procedure", "true"), w.words("cbc:ProcessReason", w.Accelerated))
}

// distribution tells of several lots that a bid may be for, and win, all of them (BT-31, BT-33).
func (w writer) distribution() *element {
	if len(w.Lots) < 2 {
		return nil
	}
	return group("cac:LotDistribution", text("cbc:MaximumLotsAwardedNumeric", number(len(w.Lots))), text("cbc:MaximumLotsSubmittedNumeric", number(len(w.Lots))))
}

func (w writer) project() *element {
	p := &element{name: "cac:ProcurementProject"}
	p.add(text("cbc:ID", w.Number).with("schemeName", "InternalID"), w.words("cbc:Name", w.Title), w.words("cbc:Description", w.Description),
		code("cbc:ProcurementTypeCode", "contract-nature", w.Nature))
	if !w.ends() {
		p.add(w.values(w.Estimated(), w.Maximum()))
	}
	p.add(classified(w.CPV), w.place())
	return p
}

func classified(cpv string) *element {
	return group("cac:MainCommodityClassification", code("cbc:ItemClassificationCode", "cpv", cpv))
}

func (w writer) place() *element {
	return group("cac:RealizedLocation", group("cac:Address", code("cbc:CountrySubentityCode", "nuts", w.Place.NUTS), country(w.Place.Country)))
}

func country(code3 string) *element {
	return group("cac:Country", code("cbc:IdentificationCode", "country", code3))
}

func organisationID(i int) string { return fmt.Sprintf("ORG-%04d", i+1) }
func contractID(i int) string     { return fmt.Sprintf("CON-%04d", i+1) }
func resultID(i int) string       { return fmt.Sprintf("RES-%04d", i+1) }
func number(n int) string         { return strconv.Itoa(n) }

func (w writer) lotID(i int) string {
	switch {
	case w.Kind == publication.Planning && len(w.Lots) == 1:
		return "PAR-0000"
	case w.Kind == publication.Planning:
		return fmt.Sprintf("PAR-%04d", i+1)
	case len(w.Lots) == 1:
		return "LOT-0000"
	}
	return fmt.Sprintf("LOT-%04d", i+1)
}

func (w writer) ends() bool {
	return w.Kind == publication.Result || w.Kind == publication.Modification
}
