package main

import (
	"log/slog"
	"runtime"
	"time"

	"allmende/adapters/age"
	"allmende/adapters/bulletin"
	"allmende/adapters/catalogue"
	"allmende/adapters/codes"
	"allmende/adapters/eforms"
	allmendehttp "allmende/adapters/http"
	"allmende/adapters/ical"
	"allmende/adapters/inspection"
	"allmende/adapters/ocds"
	"allmende/adapters/passwords"
	"allmende/adapters/pdf"
	"allmende/adapters/peppol"
	"allmende/adapters/readings"
	"allmende/adapters/sheet"
	"allmende/adapters/xrechnung"
	"allmende/frontend"
	"allmende/ports/driven"
	"allmende/ports/usecase"
)

// services ties the use cases to the server, top to bottom.
func (i *installation) services(c config, files driven.Files, log *slog.Logger, demo bool) allmendehttp.Config {
	sealing, prices := age.Sealing{}, usecase.NewPricing(i.db)
	return allmendehttp.Config{
		SignIn:     usecase.NewSignIn(i.db, i.db, i.passwords()),
		Membership: usecase.NewMembership(i.db),
		ToDo:       usecase.NewToDo(i.db),
		Demand:     usecase.NewDemand(i.db),
		Tendering:  usecase.NewTendering(i.db),
		Competing:  usecase.NewCompeting(i.db),
		Papers:     usecase.NewPapers(i.db, files, inspection.Inspector{Scanner: c.papers.scanner}), DocumentLimit: c.papers.limit,
		Inquiring:     usecase.NewInquiring(i.db),
		Participating: usecase.NewParticipating(i.db),
		Negotiating:   usecase.NewNegotiating(i.db),
		Statistics:    usecase.NewStatistics(i.db),
		Amending:      usecase.NewAmending(i.db),
		Bidding:       usecase.NewBidding(i.db, sealing, i.notary),
		Keys:          usecase.NewKeys(i.db, sealing),
		Opening:       usecase.NewOpening(i.db, sealing),
		Scoring:       usecase.NewScoring(i.db),
		Awarding:      usecase.NewAwarding(i.db),
		Informing:     usecase.NewInforming(i.db),
		Documenting:   usecase.NewDocumenting(i.db),
		Publishing:    usecase.NewPublishing(i.db, eforms.Write),
		Marketplace:   usecase.NewMarketplace(i.db),
		Cataloguing:   usecase.NewCataloguing(i.db, catalogue.Reader{}),
		Uploading:     usecase.NewUploading(i.db),
		Pricing:       prices,
		Indexing:      prices,
		Rebating:      prices,
		Contracts:     usecase.NewContracts(i.db),
		Modifying:     usecase.NewModifying(i.db),
		Sharing:       usecase.NewSharing(i.db),
		Ordering:      usecase.NewOrdering(i.db, i.db, i.db),
		Buying:        usecase.NewBuying(i.db),
		Listing:       usecase.NewBuying(i.db),
		Settling:      usecase.NewBuying(i.db),
		Approving:     usecase.NewApproving(i.db),
		Joining:       usecase.NewJoining(i.db, i.db),
		Recurring:     usecase.NewRecurring(i.db, i.db, i.db),
		Dispatching:   usecase.NewDispatching(i.db, c.mail != nil),
		Holding:       usecase.NewHolding(i.db),
		Engaging:      usecase.NewEngaging(i.db),
		Keeping:       usecase.NewCapacityKeeping(i.db),
		Planning:      usecase.NewCapacityPlanning(i.db),
		Reserving:     usecase.NewReserving(i.db, i.db),
		Deciding:      usecase.NewReserving(i.db, i.db),
		Hours:         sheet.ReadHours,
		Needs:         allmendehttp.NeedsSheets{Write: sheet.WriteNeeds, Read: sheet.ReadNeeds, Grid: sheet.WriteNeedsGrid},
		Metering:      usecase.NewMetering(i.db),
		Rating:        usecase.NewRating(i.db),
		Energy:        usecase.NewEnergyReporting(i.db),
		Readings:      readings.Open,
		Calendars:     usecase.NewCalendars(i.db, i.db),
		Suppliers:     usecase.NewSuppliers(i.db),
		Codes:         usecase.NewCodes(i.db, codes.Reader{}),
		Tokens:        usecase.NewTokens(i.db, i.db),
		Webhooks:      usecase.NewWebhooks(i.db, i.hooks), Law: usecase.NewLaw(i.db),
		Registering:  usecase.NewRegistering(i.db, i.passwords(), c.mail != nil),
		Inviting:     usecase.NewInviting(i.db, i.db, i.passwords(), c.mail != nil),
		Orders:       allmendehttp.OrderWriters{PDF: pdf.WriteOrder, Order: peppol.WriteOrder, Response: peppol.WriteResponse, Read: peppol.ReadResponse, Calendar: ical.Writer{Public: c.public}.Write},
		Costing:      usecase.NewCosting(i.db),
		Allocating:   usecase.NewAllocating(i.db),
		Accounts:     usecase.NewAccounts(i.db),
		Billing:      usecase.NewBilling(i.db),
		Writers:      allmendehttp.Writers{PDF: pdf.Write, XLSX: sheet.Write, XRechnung: xrechnung.Write, PriceSheet: sheet.WritePriceSheet, PriceComparison: sheet.WriteComparison, Letter: pdf.WriteLetter, ProcurementFile: pdf.WriteFile, OpeningRecord: pdf.WriteOpening, CatalogueTemplate: catalogue.WriteTemplate, Table: sheet.WriteTable},
		Auditing:     usecase.NewAuditing(i.db),
		Verification: i.verification(),
		Publication:  usecase.NewPublication(i.db, files),
		Disclosure:   allmendehttp.Disclosure{Releases: ocds.Releases, Records: ocds.Records, Public: c.public},
		Bulletin:     bulletin.Bulletin{Public: c.public, Now: time.Now},
		Patience:     allmendehttp.Patience{Now: time.Now, Pause: 30 * time.Second, Whole: 15 * time.Minute},
		Demo:         demo,
		Ready:        i.db.Ping,
		Pages:        frontend.Files(),
		Log:          log,
		Version:      version,
	}
}

func (i *installation) verification() *usecase.Verification {
	return usecase.NewVerification(i.db, i.db, i.notary)
}

// passwords takes turns: so many hashes at once as there are processors, so that
// sign-ins cannot starve what else happens.
func (i *installation) passwords() *passwords.Passwords { return passwords.New(runtime.NumCPU()) }
