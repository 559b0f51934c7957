// Package ocds writes what is public in the Open Contracting Data Standard 1.1.5, with its
// extensions for lots and techniques.
package ocds

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"allmende/ports/view"
)

// Writer writes releases.
type Writer struct{ Public *url.URL } // where people reach us

// number is an amount or a quantity, exactly as it was: its text is a JSON number.
type number string

// MarshalJSON writes the digits.
func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }

type (
	release struct {
		OCID             string           `json:"ocid"`
		ID               string           `json:"id"`
		Date             time.Time        `json:"date"`
		Tag              []string         `json:"tag"`
		InitiationType   string           `json:"initiationType"`
		Language         string           `json:"language"`
		Parties          []party          `json:"parties"`
		Buyer            *reference       `json:"buyer,omitempty"`
		Tender           tender           `json:"tender"`
		Awards           []award          `json:"awards,omitempty"`
		Contracts        []contract       `json:"contracts,omitempty"`
		RelatedProcesses []relatedProcess `json:"relatedProcesses,omitempty"`
	}
	reference struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	party struct {
		ID    string   `json:"id"`
		Name  string   `json:"name"`
		Roles []string `json:"roles"`
	}
	value struct {
		Amount   number `json:"amount"`
		Currency string `json:"currency"`
	}
	span struct {
		Start    string `json:"startDate,omitempty"`
		End      string `json:"endDate,omitempty"`
		MaxUntil string `json:"maxExtentDate,omitempty"`
	}
	tender struct {
		ID                string      `json:"id"`
		Title             string      `json:"title"`
		Status            string      `json:"status"`
		ProcuringEntity   reference   `json:"procuringEntity"`
		Method            string      `json:"procurementMethod,omitempty"`
		MethodDetails     string      `json:"procurementMethodDetails,omitempty"`
		Category          string      `json:"mainProcurementCategory,omitempty"`
		AwardCriteria     string      `json:"awardCriteria,omitempty"`
		SubmissionMethod  []string    `json:"submissionMethod,omitempty"`
		TenderPeriod      *span       `json:"tenderPeriod,omitempty"`
		NumberOfTenderers int         `json:"numberOfTenderers,omitempty"`
		Techniques        *techniques `json:"techniques,omitempty"`
		Lots              []lot       `json:"lots,omitempty"`
		Items             []item      `json:"items,omitempty"`
		Documents         []document  `json:"documents,omitempty"`
		Amendments        []amendment `json:"amendments,omitempty"`
	}
	document struct {
		ID        string    `json:"id"`
		Type      string    `json:"documentType"`
		Title     string    `json:"title"`
		URL       string    `json:"url"`
		Published time.Time `json:"datePublished"`
		Format    string    `json:"format"`
	}
	techniques struct {
		HasFramework bool       `json:"hasFrameworkAgreement"`
		Framework    *framework `json:"frameworkAgreement,omitempty"`
	}
	framework struct {
		Value           *value `json:"value,omitempty"`
		PeriodRationale string `json:"periodRationale,omitempty"`
		BuyerCategories string `json:"buyerCategories,omitempty"`
	}
	lot struct {
		ID         string     `json:"id"`
		Title      string     `json:"title"`
		Status     string     `json:"status"`
		Techniques techniques `json:"techniques"`
	}
	item struct {
		ID             string          `json:"id"`
		Description    string          `json:"description"`
		Classification *classification `json:"classification,omitempty"`
		Quantity       number          `json:"quantity"`
		Unit           unit            `json:"unit"`
		RelatedLot     string          `json:"relatedLot,omitempty"`
	}
	classification struct {
		Scheme string `json:"scheme"`
		ID     string `json:"id"`
	}
	unit struct {
		Scheme string `json:"scheme"`
		ID     string `json:"id"`
	}
	amendment struct {
		ID          string    `json:"id"`
		Date        time.Time `json:"date"`
		Rationale   string    `json:"rationale"`
		Description string    `json:"description,omitempty"`
	}
	award struct {
		ID          string      `json:"id"`
		Title       string      `json:"title"`
		Status      string      `json:"status"`
		Date        time.Time   `json:"date"`
		Suppliers   []reference `json:"suppliers,omitempty"`
		RelatedLots []string    `json:"relatedLots,omitempty"`
	}
	contract struct {
		ID         string      `json:"id"`
		AwardID    string      `json:"awardID"`
		Title      string      `json:"title"`
		Status     string      `json:"status"`
		Period     *span       `json:"period,omitempty"`
		Value      *value      `json:"value,omitempty"`
		DateSigned time.Time   `json:"dateSigned"`
		Amendments []amendment `json:"amendments,omitempty"`
	}
	relatedProcess struct {
		ID           string   `json:"id"`
		Relationship []string `json:"relationship"`
		Title        string   `json:"title"`
		Scheme       string   `json:"scheme"`
		Identifier   string   `json:"identifier"`
	}
)

// methods are our procedures in the words of the standard. A call-off is awarded directly, out of
// a framework contract that others competed for.
var methods = map[string]string{
	"open-eu": "open", "open-national": "open", "restricted-eu": "selective", "restricted-national": "selective",
	"negotiated-eu": "selective", "negotiated-national": "selective", "mini-competition": "selective",
	"direct": "direct", "direct-award": "direct", "call-off": "direct",
}

// Release writes a process as it is now. What a framework contract may reach at most stands with
// its techniques, and never as the value of an award or a contract: only orders are spent.
func (w Writer) Release(p view.PublicProcess, id string, at time.Time, tags []string) ([]byte, error) {
	r := release{
		OCID: p.OCID, ID: id, Date: at, Tag: tags, InitiationType: "tender", Language: "de",
		Parties: parties(p), Tender: w.tenderOf(p), Awards: awardsOf(p.Awards), Contracts: contractsOf(p.Contracts),
	}
	if len(p.Buyers) == 1 {
		r.Buyer = &reference{p.Buyers[0].ID, p.Buyers[0].Name}
	}
	if f := p.Framework; f != nil {
		r.RelatedProcesses = []relatedProcess{{ID: "1", Relationship: []string{"framework"}, Title: f.Number + " " + f.Title, Scheme: "ocid", Identifier: f.OCID}}
	}
	return json.Marshal(r)
}

// parties are named once, with all that they are.
func parties(p view.PublicProcess) []party {
	var all []party
	add := func(o view.PublicParty, role string) {
		for i := range all {
			if all[i].ID == o.ID {
				all[i].Roles = append(all[i].Roles, role)
				return
			}
		}
		all = append(all, party{o.ID, o.Name, []string{role}})
	}
	add(p.Cooperative, "procuringEntity")
	for _, b := range p.Buyers {
		add(b, "buyer")
	}
	for _, s := range suppliersOf(p.Awards) {
		add(s, "supplier")
	}
	return all
}

func suppliersOf(awards []view.PublicAward) []view.PublicParty {
	seen := map[string]bool{}
	var all []view.PublicParty
	for _, a := range awards {
		for _, s := range a.Suppliers {
			if !seen[s.ID] {
				seen[s.ID] = true
				all = append(all, s)
			}
		}
	}
	return all
}

func (w Writer) tenderOf(p view.PublicProcess) tender {
	in := p.Tender
	t := tender{
		ID: p.Object, Title: in.Title, Status: in.Status, ProcuringEntity: reference{p.Cooperative.ID, p.Cooperative.Name},
		Method: methods[in.Procedure], MethodDetails: in.Procedure, Category: category(in.Items), NumberOfTenderers: in.Tenderers,
		Items: itemsOf(in.Items), Amendments: amendmentsOf(in.Amendments),
	}
	if p.Kind != "tender" {
		return t
	}
	t.AwardCriteria, t.SubmissionMethod = "priceOnly", []string{"electronicSubmission"}
	if in.Scored {
		t.AwardCriteria = "ratedCriteria"
	}
	t.Documents = w.documentsOf(p)
	if !in.Deadline.IsZero() {
		t.TenderPeriod = &span{Start: p.PublishedAt.Format(time.RFC3339), End: in.Deadline.Format(time.RFC3339)}
	}
	t.Techniques = &techniques{true, &framework{Value: euros(in.MaximumValue), PeriodRationale: in.TermJustification, BuyerCategories: names(p.Buyers)}}
	for _, l := range in.Lots {
		t.Lots = append(t.Lots, lot{l.ID, l.Title, l.Status, techniques{true, &framework{Value: euros(l.MaximumValue)}}})
	}
	return t
}

// names lists who may call off, as the notice does: nobody else may.
func names(buyers []view.PublicParty) string {
	all := make([]string, len(buyers))
	for i, b := range buyers {
		all[i] = b.Name
	}
	return strings.Join(all, "; ")
}

func euros(amount string) *value {
	if amount == "" {
		return nil
	}
	return &value{number(amount), "EUR"}
}

// category is what most items are.
func category(items []view.PublicItem) string {
	goods, services := 0, 0
	for _, i := range items {
		if i.Category == "hardware" {
			goods++
		} else if i.Category != "" {
			services++
		}
	}
	switch {
	case goods+services == 0:
		return ""
	case goods >= services:
		return "goods"
	default:
		return "services"
	}
}

func itemsOf(items []view.PublicItem) []item {
	all := make([]item, len(items))
	for n, i := range items {
		all[n] = item{ID: i.ID, Description: i.Name, Quantity: number(i.Quantity), Unit: unit{"UNCEFACT", i.Unit}, RelatedLot: i.Lot}
		if i.CPV != "" {
			code, _, _ := strings.Cut(i.CPV, "-") // the standard's list has no check digits
			all[n].Classification = &classification{"CPV", code}
		}
	}
	return all
}

// The documents' types in the words of the standard.
var (
	documentTypes = map[string]string{"specification": "technicalSpecifications", "conditions": "biddingDocuments", "form": "biddingDocuments", "other": "biddingDocuments"}
	noticeTypes   = map[string]string{
		"planning": "plannedProcurementNotice", "shorter-time": "plannedProcurementNotice", "competition": "tenderNotice", "result": "awardNotice", "modification": "contractNotice",
	}
)

// documentsOf are the notices and the procurement documents, each where anybody reads it.
func (w Writer) documentsOf(p view.PublicProcess) []document {
	at := func(kind, id string) string { return w.Public.JoinPath("bekanntmachungen", p.OCID, kind, id).String() }
	var all []document
	for _, n := range p.Tender.Notices {
		all = append(all, document{n.ID, noticeTypes[n.Kind], "eForms " + n.Name, at("eforms", n.ID), n.At, "application/xml"})
	}
	for _, d := range p.Tender.Documents {
		all = append(all, document{d.ID, documentTypes[d.Kind], d.Name, at("unterlagen", d.ID), d.At, d.MediaType})
	}
	return all
}

func amendmentsOf(amendments []view.PublicAmendment) []amendment {
	var all []amendment
	for _, a := range amendments {
		all = append(all, amendment{a.ID, a.At, a.Reason, strings.TrimSpace(a.Kind + " " + a.Change)})
	}
	return all
}

func awardsOf(awards []view.PublicAward) []award {
	var all []award
	for _, a := range awards {
		out := award{ID: a.ID, Title: a.Title, Status: a.Status, Date: a.At}
		for _, s := range a.Suppliers {
			out.Suppliers = append(out.Suppliers, reference{s.ID, s.Name})
		}
		if a.Lot != "" {
			out.RelatedLots = []string{a.Lot}
		}
		all = append(all, out)
	}
	return all
}

func contractsOf(contracts []view.PublicContract) []contract {
	var all []contract
	for _, c := range contracts {
		out := contract{
			ID: c.ID, AwardID: c.Award, Title: c.Number + " " + c.Title, Status: c.Status, Value: euros(c.Value), DateSigned: c.SignedAt,
			Amendments: amendmentsOf(c.Amendments),
		}
		if c.From != "" {
			out.Period = &span{Start: c.From + "T00:00:00Z", End: c.To + "T23:59:59Z"}
		}
		all = append(all, out)
	}
	return all
}
