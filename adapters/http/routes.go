package http

import (
	"slices"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/ports/driving"
)

// routes is the whole interface, a line each, by what it is about.
func routes(api *echo.Group, c Config) {
	promised := keepToPromise()
	people := authenticate(c.SignIn)
	in := guarded{api, []echo.MiddlewareFunc{people, promised}, []echo.MiddlewareFunc{orByToken(c.Tokens, people), promised}}

	door := session{c.SignIn, c.Demo}
	api.POST("/session", door.begin, promised)
	api.GET("/session", door.show, promised)
	in.DELETE("/session", door.end)
	in.PUT("/session/cooperative", door.switchTo)
	mine := tokens{c.Tokens}
	in.GET("/tokens", tells(c.Tokens, driving.Tokens.Tokens))
	in.POST("/tokens", mine.make)
	in.POST("/tokens/:id/revoke", acts(c.Tokens, driving.Tokens.RevokeToken))
	ofWebhooks(in, c)
	api.GET("/calendars/:secret", calendars{c.Calendars, c.Orders.Calendar}.feed, promised)

	ofRegistration(api, c, promised)
	ofLinksOfInvitations(api, c, promised)
	ofLaw(in, c)
	ofMembers(in, c)
	ofCodes(in, c)
	ofSuppliers(in, c)
	ofInvitations(in, c)
	ofTenders(in, c)
	ofPapers(in, c)
	ofAwards(in, c)
	ofStatistics(in, c)
	ofContracts(in, c)
	ofOffers(in, c)
	ofBuyers(in, c)
	ofOrders(in, c)
	ofDelivery(in, c)
	ofTariffs(in, c)
	ofMeters(in.byToken(access.MeterRead, access.MeterKeep, access.ReadingImport), c)
	ofCapacity(in.byToken(access.CapacityRead, access.CapacityReserve, access.CapacityKeep), c)
	ofCosts(in, c)

	open := disclosures{c.Publication, c.Disclosure}
	api.GET("/ocds/releases", open.releases, promised)
	api.GET("/ocds/releases.jsonl", open.lines, promised)
	api.GET("/ocds/records/:ocid", open.record, promised)

	in.byToken(access.EventRead).GET("/events", events{c.Auditing}.list)
	in.POST("/audit/verification", tells(c.Verification, driving.Verification.Verify))
}

// ofMembers are members, what is to do, and what they need together.
func ofMembers(in guarded, c Config) {
	m := members{c.Membership}
	in.GET("/public-bodies", m.publicBodies)
	in.byToken(access.MemberRead).GET("/members", m.list)
	in.POST("/members", m.admit)
	in.POST("/members/populations", tells(c.Membership, driving.Membership.RestatePopulations))
	in.byToken(access.MemberRead).GET("/members/:id", showsVersion(c.Membership, driving.Membership.Member))
	in.PUT("/members/:id/approval-limit", m.setApprovalLimit)

	in.GET("/todo", tells(c.ToDo, driving.ToDo.ToDo))

	ofRounds(in, c)
}

// ofTenders leads from the draft to the opened bids.
func ofTenders(in guarded, c Config) {
	officers := keys{c.Keys}
	in.GET("/opening-keys", tells(c.Keys, driving.Keys.Keys))
	in.PUT("/opening-keys/mine", officers.register)
	in.POST("/opening-keys/:personId/confirm", officers.confirm)

	t, b, o := tenders{c.Tendering, c.Writers.PriceSheet}, bids{c.Bidding}, openings{c.Opening, c.Writers.OpeningRecord}
	in.GET("/tenders", showsPage(c.Tendering, driving.Tendering.Tenders))
	in.POST("/tenders", t.create)
	in.GET("/tenders/:id", showsVersion(c.Tendering, driving.Tendering.Tender))
	in.GET("/tenders/:id/price-sheet.xlsx", t.priceSheet)
	in.PUT("/tenders/:id", t.revise)
	in.POST("/tenders/:id/submit", t.submit)
	in.POST("/tenders/:id/return", t.giveBack)
	in.POST("/tenders/:id/publish", t.publish)
	in.POST("/tenders/:id/deadline", t.extend)
	in.POST("/tenders/:id/committee", t.proposeCommittee)
	in.POST("/tenders/:id/committee/confirm", t.confirmCommittee)
	in.POST("/tenders/:id/cancel", t.cancel)
	in.GET("/tenders/:id/bids", shows(c.Bidding, driving.Bidding.Bids))
	in.POST("/tenders/:id/bids", b.handIn)
	in.POST("/tenders/:id/bids/withdraw", b.withdraw)
	in.GET("/tenders/:id/bids/:bidId/receipt", b.receipt)
	in.POST("/tenders/:id/bids/:bidId/late-admission", b.admitLate)
	in.GET("/tenders/:id/drill", shows(c.Keys, driving.Keys.Drill))
	in.POST("/tenders/:id/drill", shows(c.Keys, driving.Keys.Challenge))
	in.POST("/tenders/:id/drill/answer", officers.prove)
	in.GET("/tenders/:id/opening", shows(c.Opening, driving.Opening.Opening))
	in.GET("/tenders/:id/opening-record.pdf", o.pdf)
	in.GET("/tenders/:id/opening-record.txt", o.text)
	in.POST("/tenders/:id/opening/shares", o.release)
	// Bids for which no release is awaited any more.
	in.POST("/tenders/:id/opening/conclude", shows(c.Opening, driving.Opening.Conclude))
}

// ofAwards leads from the opened bids to the award, with what is written of it.
func ofAwards(in guarded, c Config) {
	panel, a := scorings{c.Scoring}, awards{c.Awarding, c.Writers.PriceComparison}
	in.GET("/tenders/:id/scoring", panel.show)
	in.POST("/tenders/:id/panel", panel.appoint)
	in.POST("/tenders/:id/panel/declaration", panel.declare)
	in.POST("/tenders/:id/panel/replacements", panel.replace)
	in.POST("/tenders/:id/examinations", panel.examine)
	in.POST("/tenders/:id/examinations/declaration", panel.declareExaminer)
	in.PUT("/tenders/:id/sheet", panel.write)
	in.POST("/tenders/:id/sheet/hand-in", panel.handIn)
	in.POST("/tenders/:id/consensus", panel.propose)
	in.POST("/tenders/:id/consensus/:consensusId/confirm", panel.confirm)
	in.POST("/tenders/:id/scoring/lock", panel.lock)
	in.GET("/tenders/:id/evaluation", showsVersion(c.Awarding, driving.Awarding.Evaluation))
	in.GET("/tenders/:id/price-comparison.xlsx", a.priceComparison)
	in.POST("/tenders/:id/exclusions", a.exclude)
	in.POST("/tenders/:id/low-prices", a.askAboutPrice)
	in.POST("/tenders/:id/low-prices/decision", a.decideAboutPrice)
	in.POST("/tenders/:id/proposal", a.propose)
	in.POST("/tenders/:id/proposal/approve", a.approve)
	in.POST("/tenders/:id/proposal/return", a.giveBack)
	in.POST("/tenders/:id/award", a.award)
	l := letters{c.Informing, c.Writers.Letter}
	in.GET("/tenders/:id/letters", shows(c.Informing, driving.Informing.Letters))
	in.POST("/tenders/:id/letters", l.send)
	in.GET("/tenders/:id/letters/:supplierId/pdf", l.pdf)
	in.GET("/tenders/:id/reviews", shows(c.Informing, driving.Informing.Reviews))
	in.POST("/tenders/:id/reviews", l.recordReview)
	in.POST("/tenders/:id/reviews/:reviewId/end", l.endReview)

	papers := procurementFiles{c.Documenting, c.Writers.ProcurementFile}
	in.GET("/tenders/:id/procurement-file", shows(c.Documenting, driving.Documenting.Completeness))
	in.GET("/tenders/:id/procurement-file.pdf", papers.pdf)
	ofNotices(in, c)
}

// ofContracts are framework contracts and what happens to them.
func ofContracts(in guarded, c Config) {
	shop := frameworks{c.Marketplace}
	in.GET("/catalogue", shop.catalogue)
	in.GET("/catalogue/items", shop.items)
	in.byToken(access.FrameworkRead).GET("/frameworks", showsPage(c.Marketplace, driving.Marketplace.Frameworks))
	in.byToken(access.FrameworkRead).GET("/frameworks/:id", showsVersion(c.Marketplace, driving.Marketplace.Framework))
	deal := contracts{c.Contracts, c.Modifying}
	in.POST("/frameworks/:id/suspend", explains(c.Contracts, driving.Contracts.Suspend))
	in.POST("/frameworks/:id/resume", acts(c.Contracts, driving.Contracts.Resume))
	in.POST("/frameworks/:id/terminate", explains(c.Contracts, driving.Contracts.Terminate))
	in.POST("/frameworks/:id/extend", explains(c.Contracts, driving.Contracts.Extend))
	in.POST("/frameworks/:id/suppliers", deal.join)
	in.GET("/frameworks/:id/suppliers/next", shows(c.Contracts, driving.Contracts.Candidate))
	in.POST("/frameworks/:id/suppliers/:supplierId/step-out", deal.stepOut)
	in.POST("/frameworks/:id/suppliers/:supplierId/step-in", deal.stepIn)
	in.POST("/frameworks/:id/warnings", deal.note)
	in.GET("/frameworks/:id/forecast", shows(c.Contracts, driving.Contracts.Forecast))
	in.GET("/frameworks/:id/modifications", shows(c.Modifying, driving.Modifying.Modifications))
	in.POST("/frameworks/:id/modifications", deal.propose)
	in.POST("/frameworks/:id/modifications/:modificationId/approve", deal.approve)
	in.POST("/frameworks/:id/modifications/:modificationId/reject", deal.reject)
	shared := sharing{c.Sharing}
	in.GET("/frameworks/:id/transfers", shows(c.Sharing, driving.Sharing.Transfers))
	in.POST("/frameworks/:id/transfers", shared.offer)
	in.POST("/frameworks/:id/transfers/:transferId/accept", shares("transferId", c.Sharing, driving.Sharing.Accept))
	in.POST("/frameworks/:id/transfers/:transferId/end", shares("transferId", c.Sharing, driving.Sharing.End))
	in.GET("/frameworks/:id/successions", shows(c.Sharing, driving.Sharing.Successions))
	in.POST("/frameworks/:id/successions", shared.proposeSuccession)
	in.POST("/frameworks/:id/successions/:successionId/confirm", shares("successionId", c.Sharing, driving.Sharing.ConfirmSuccession))
	in.POST("/frameworks/:id/successions/:successionId/reject", shares("successionId", c.Sharing, driving.Sharing.RejectSuccession))
}

// ofOffers are the suppliers' catalogues and their prices.
func ofOffers(in guarded, c Config) {
	parts := parcels{c.Uploading}
	sending := in.byToken(access.ReadingImport)
	sending.POST("/uploads", parts.begin)
	sending.GET("/uploads/:id", shows(c.Uploading, driving.Uploading.Standing))
	sending.PUT("/uploads/:id/parts/:number", parts.take)
	sending.DELETE("/uploads/:id", parts.drop)

	sent := catalogues{c.Cataloguing, parts, c.Writers.CatalogueTemplate, newUploads()}
	in.GET("/catalogue-template.xlsx", sent.writeTemplate)
	in.GET("/frameworks/:id/catalogues", showsPageOf(c.Cataloguing, driving.Cataloguing.Versions))
	in.POST("/frameworks/:id/catalogues", sent.upload)
	in.GET("/frameworks/:id/catalogues/progress", sent.progress)
	in.GET("/frameworks/:id/catalogue-columns", showsVersion(c.Cataloguing, driving.Cataloguing.Columns))
	in.PUT("/frameworks/:id/catalogue-columns", sent.setColumns)
	in.POST("/frameworks/:id/catalogue-columns/proposal", sent.propose)
	in.GET("/frameworks/:id/items", sent.items)
	in.GET("/frameworks/:id/items/:itemId", sent.item)
	in.GET("/frameworks/:id/media/:mediumId", sent.medium)
	in.GET("/frameworks/:id/media/:mediumId/small", sent.smallMedium)
	in.GET("/catalogues/:id", showsVersion(c.Cataloguing, driving.Cataloguing.Version))
	in.GET("/catalogues/:id/faults", showsPageOf(c.Cataloguing, driving.Cataloguing.Faults))
	in.GET("/catalogues/:id/faults.csv", sent.faultsTable)
	in.GET("/catalogues/:id/changes", sent.changes)
	in.POST("/catalogues/:id/approve", acts(c.Cataloguing, driving.Cataloguing.Approve))
	in.POST("/catalogues/:id/reject", explains(c.Cataloguing, driving.Cataloguing.Reject))

	cost := prices{c.Pricing, c.Indexing, c.Rebating}
	in.GET("/frameworks/:id/prices", showsPageOf(c.Pricing, driving.Pricing.Prices))
	in.GET("/frameworks/:id/pricing", shows(c.Pricing, driving.Pricing.Pricing))
	in.POST("/frameworks/:id/price-changes", cost.propose)
	in.POST("/frameworks/:id/price-changes/by-index", cost.proposeByIndex)
	in.GET("/frameworks/:id/index-preview", cost.preview)
	in.POST("/frameworks/:id/index-clauses", cost.agree)
	in.GET("/price-changes/:id", showsVersion(c.Pricing, driving.Pricing.Change))
	in.POST("/price-changes/:id/approve", acts(c.Pricing, driving.Pricing.ApproveChange))
	in.POST("/price-changes/:id/reject", explains(c.Pricing, driving.Pricing.RejectChange))
	in.POST("/price-changes/:id/withdraw", explains(c.Pricing, driving.Pricing.WithdrawChange))
	in.GET("/price-indices", tells(c.Indexing, driving.Indexing.Indices))
	in.POST("/price-indices", cost.addIndex)
	in.POST("/price-indices/:id/values", cost.recordValue)
	in.POST("/price-indices/:id/values/table", cost.recordTable)
	in.GET("/framework-items/:id/offer", cost.offer)
	in.GET("/framework-items/:id/rebate", shows(c.Rebating, driving.Rebating.PreviewRebate))
	in.POST("/framework-items/:id/rebates", cost.grantRebate)
	in.GET("/rebates/:id", shows(c.Rebating, driving.Rebating.Rebate))
}

// ofBuyers is what buyers keep before they order, and where it goes.
func ofBuyers(in guarded, c Config) {
	cart, lists, own := baskets{c.Buying}, itemLists{c.Listing}, orderSettings{c.Settling}
	in.GET("/basket", cart.show)
	in.GET("/basket/size", tells(c.Buying, driving.Buying.BasketSize))
	in.POST("/basket/lines", cart.put)
	in.DELETE("/basket/lines", cart.take)
	in.PUT("/basket/lines/:itemId", cart.set)
	in.GET("/favourites", cart.favourites)
	in.PUT("/favourites/:itemId", cart.mark(true))
	in.DELETE("/favourites/:itemId", cart.mark(false))
	in.GET("/item-lists", lists.list)
	in.POST("/item-lists", lists.save)
	in.DELETE("/item-lists/:id", lists.remove)
	in.GET("/synonyms", lists.synonyms)
	in.POST("/synonyms", lists.addSynonyms)
	in.DELETE("/synonyms/:id", lists.removeSynonyms)
	in.GET("/members/:id/order-settings", showsVersion(c.Settling, driving.Settling.OrderSettings))
	in.PUT("/members/:id/delivery-addresses", own.setAddresses)
	in.PUT("/members/:id/budget-codes", own.setCodes)
	in.GET("/savings", own.savings)
	in.GET("/savings.csv", own.savingsTable)
}

// ofOrders are call-offs of every kind, and who agrees to them.
func ofOrders(in guarded, c Config) {
	orders := callOffs{c.Ordering, c.Writers.Table}
	in.byToken(access.CallOffRead).GET("/call-offs", orders.list)
	in.GET("/call-offs.csv", orders.csv)
	in.GET("/call-offs.xlsx", orders.xlsx)
	in.POST("/call-offs", orders.place)
	in.POST("/call-offs/quote", orders.quote)
	in.POST("/mini-competitions", competitions{c.Competing}.start)
	in.byToken(access.CallOffRead).GET("/call-offs/:id", showsVersion(c.Ordering, driving.Ordering.CallOff))
	in.POST("/call-offs/:id/approve", acts(c.Ordering, driving.Ordering.ApproveCallOff))
	in.POST("/call-offs/:id/reject", explains(c.Ordering, driving.Ordering.RejectCallOff))
	in.POST("/call-offs/:id/cancel", explains(c.Ordering, driving.Ordering.CancelCallOff))
	in.POST("/call-offs/:id/change", orders.change)
	in.POST("/call-offs/:id/returns", orders.askReturn)
	in.POST("/call-offs/:id/returns/:number/agree", orders.agreeReturn)
	in.POST("/call-offs/:id/returns/:number/decline", orders.declineReturn)
	in.POST("/call-offs/:id/returns/:number/withdraw", orders.withdrawReturn)
	asking := approvals{c.Approving}
	in.GET("/call-offs/:id/approval", shows(c.Approving, driving.Approving.CallOffApproval))
	in.GET("/members/:id/approvals", asking.rules)
	in.PUT("/members/:id/approvals", asking.set)
	in.POST("/members/:id/deputies", asking.nameDeputy)
	in.POST("/members/:id/deputies/:deputyId/end", asking.endDeputy)
	again := standing{c.Recurring}
	in.GET("/standing-orders", tells(c.Recurring, driving.Recurring.StandingOrders))
	in.POST("/standing-orders", again.setUp)
	in.GET("/standing-orders/:id", showsVersion(c.Recurring, driving.Recurring.StandingOrder))
	in.POST("/standing-orders/:id/approve", acts(c.Recurring, driving.Recurring.ApproveStanding))
	in.POST("/standing-orders/:id/reject", explains(c.Recurring, driving.Recurring.RejectStanding))
	in.POST("/standing-orders/:id/pause", acts(c.Recurring, driving.Recurring.PauseStanding))
	in.POST("/standing-orders/:id/resume", acts(c.Recurring, driving.Recurring.ResumeStanding))
	in.POST("/standing-orders/:id/end", explains(c.Recurring, driving.Recurring.EndStanding))
	together := joints{c.Joining}
	in.GET("/frameworks/:id/participants", together.candidates)
	in.GET("/joint-call-offs", showsPage(c.Joining, driving.Joining.Joints))
	in.POST("/joint-call-offs", together.place)
	in.POST("/joint-call-offs/quote", together.quote)
	in.GET("/joint-call-offs/:id", shows(c.Joining, driving.Joining.Joint))
	in.POST("/joint-call-offs/:id/shares/:memberId/agree", together.agree)
	in.POST("/joint-call-offs/:id/shares/:memberId/decline", together.decline)

	working := engagements{c.Engaging, c.Hours}
	in.GET("/call-offs/:id/services", shows(c.Engaging, driving.Engaging.Services))
	in.POST("/call-offs/:id/engagement", working.agree)
	in.POST("/call-offs/:id/engagement/close", working.close)
	in.POST("/call-offs/:id/time-sheets", working.handIn)
	in.POST("/call-offs/:id/time-sheets/check", working.check)
	in.PUT("/call-offs/:id/time-sheets/:sheetId", working.correct)
	in.POST("/call-offs/:id/time-sheets/:sheetId/accept", working.accept)
	in.POST("/call-offs/:id/time-sheets/:sheetId/return", working.giveBack)
}

// ofDelivery is what happens to an order once it is placed, and who is told.
func ofDelivery(in guarded, c Config) {
	leaving := dispatches{c.Dispatching, c.Orders}
	in.GET("/call-offs/:id/dispatch", shows(c.Dispatching, driving.Dispatching.Dispatch))
	in.GET("/call-offs/:id/order.pdf", leaving.pdf)
	in.GET("/call-offs/:id/order.xml", leaving.electronic)
	in.POST("/call-offs/:id/confirm", leaving.confirm)
	in.POST("/call-offs/:id/decline", leaving.decline)
	in.POST("/call-offs/:id/response", leaving.respond)
	in.GET("/call-offs/:id/response.xml", leaving.response)
	in.GET("/suppliers/:id/order-address", showsVersion(c.Dispatching, driving.Dispatching.Address))
	in.PUT("/suppliers/:id/order-address", leaving.setAddress)
	in.GET("/notices", leaving.notices)
	in.PUT("/notices", leaving.setNotices)
	in.GET("/undelivered", showsPage(c.Dispatching, driving.Dispatching.Undelivered))
	in.POST("/undelivered/:id/again", leaving.again)

	held := holdings{c.Holding}
	in.GET("/holdings", held.list)
	in.POST("/licences", held.record)
	in.GET("/licences/:id", shows(c.Holding, driving.Holding.Licence))
	in.POST("/licences/:id/cancel", acts(c.Holding, driving.Holding.CancelLicence))
	in.POST("/licences/:id/counts", held.count)
	in.POST("/licences/:id/orders", held.follow)

	dates := calendars{c.Calendars, c.Orders.Calendar}
	in.GET("/calendar", tells(c.Calendars, driving.Calendars.Calendar))
	in.POST("/calendar/renew", dates.renew)
}

// ofCosts are shared costs, the ledger and the statements.
func ofCosts(in guarded, c Config) {
	k, runs := costs{c.Costing}, allocations{c.Allocating}
	in.GET("/cost-pools", showsPage(c.Costing, driving.Costing.CostPools))
	in.POST("/cost-pools", k.create)
	in.GET("/cost-pools/:id", shows(c.Costing, driving.Costing.CostPool))
	in.POST("/cost-pools/:id/members", k.join)
	in.POST("/cost-pools/:id/costs", k.addCost)
	in.POST("/cost-pools/:id/costs/from-call-offs", k.addCallOffCost)
	in.POST("/cost-pools/:id/grants", k.addGrant)
	in.POST("/grants/:id/close", k.closeGrant)
	in.POST("/cost-pools/:id/preview", runs.preview)
	in.POST("/cost-pools/:id/allocations", runs.draft)
	in.POST("/allocations/drafts", runs.draftAll)
	in.POST("/allocations/post", runs.postAll)
	in.GET("/allocations", tells(c.Allocating, driving.Allocating.Drafts))
	in.GET("/allocations/:id", showsVersion(c.Allocating, driving.Allocating.Allocation))
	in.POST("/allocations/:id/post", runs.post)
	in.POST("/allocations/:id/reverse", runs.reverse)
	in.GET("/allocations/:id/recomputation", shows(c.Allocating, driving.Allocating.RecomputeAllocation))
	in.GET("/cost-flow", runs.flow)
	in.GET("/reimbursement", runs.reimbursement)

	ledger := accounts{c.Accounts}
	in.GET("/accounts", ledger.list)
	in.GET("/accounts/netting", ledger.netting)
	in.GET("/accounts/:id", ledger.show)
	in.GET("/accounts/members/:memberId", ledger.ofMember)

	bills, p := statements{c.Billing, c.Writers}, parties{c.Billing}
	in.GET("/closings", tells(c.Billing, driving.Billing.Closings))
	in.POST("/closings", bills.close)
	in.GET("/closings/preview", bills.previewClosing)
	in.byToken(access.StatementRead).GET("/statements", bills.list)
	in.byToken(access.StatementRead).GET("/statements/:id", showsVersion(c.Billing, driving.Billing.Statement))
	in.byToken(access.StatementRead).GET("/statements/:id/pdf", bills.pdf)
	in.byToken(access.StatementRead).GET("/statements/:id/xlsx", bills.xlsx)
	in.byToken(access.StatementRead).GET("/statements/:id/xrechnung", bills.xrechnung)
	in.POST("/statements/:id/payment", bills.pay)
	in.POST("/statements/:id/credit", bills.credit)
	in.GET("/billing-profile", p.profile)
	in.PUT("/billing-profile", p.setProfile)
	in.GET("/members/:id/billing-address", showsVersion(c.Billing, driving.Billing.Address))
	in.PUT("/members/:id/billing-address", p.setAddress)
}

// guarded are routes behind guards. A group of echo with a middleware would answer
// a wrong method with 404.
type guarded struct {
	group    *echo.Group
	guard    []echo.MiddlewareFunc // the outermost first
	machines []echo.MiddlewareFunc // the guard where tokens open as well
}

// byToken are routes that machines may take too, whose tokens cover one of the acts. Which
// act it takes the use cases know, which hold every caller against one.
func (g guarded) byToken(acts ...access.Act) guarded {
	return guarded{g.group, append(slices.Clone(g.machines), covering(acts)), g.machines}
}

func (g guarded) GET(path string, h echo.HandlerFunc)    { g.group.GET(path, h, g.guard...) }
func (g guarded) POST(path string, h echo.HandlerFunc)   { g.group.POST(path, h, g.guard...) }
func (g guarded) PUT(path string, h echo.HandlerFunc)    { g.group.PUT(path, h, g.guard...) }
func (g guarded) DELETE(path string, h echo.HandlerFunc) { g.group.DELETE(path, h, g.guard...) }
