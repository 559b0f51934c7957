package http

import "allmende/ports/driving"

// ofPapers is what bidders read of a tender.
func ofPapers(in guarded, c Config) {
	d := documents{c.Papers, parcels{c.Uploading}, c.DocumentLimit}
	in.GET("/tenders/:id/documents", shows(c.Papers, driving.Papers.Documents))
	in.POST("/tenders/:id/documents", d.add)
	in.GET("/tenders/:id/documents/:documentId/content", d.content)
	in.POST("/tenders/:id/documents/:documentId/drop", d.drop)

	r := participation{c.Participating}
	in.GET("/tenders/:id/requests", shows(c.Participating, driving.Participating.Participation))
	in.POST("/tenders/:id/requests", r.request)
	in.POST("/tenders/:id/requests/withdraw", r.withdraw)
	in.POST("/tenders/:id/selection", r.propose)
	in.POST("/tenders/:id/selection/invite", r.invite)
	n := negotiation{c.Negotiating}
	in.GET("/tenders/:id/negotiation", shows(c.Negotiating, driving.Negotiating.Negotiation))
	in.POST("/tenders/:id/talks", n.talk)
	in.POST("/tenders/:id/bid-calls", n.call)
	q := questions{c.Inquiring}
	in.GET("/tenders/:id/questions", shows(c.Inquiring, driving.Inquiring.Questions))
	in.POST("/tenders/:id/questions", q.ask)
	in.POST("/tenders/:id/questions/:questionId/answer", q.answer)

	a := amendments{c.Amending}
	in.GET("/tenders/:id/amendments", shows(c.Amending, driving.Amending.Amendments))
	in.POST("/tenders/:id/amendments", a.amend)
	in.POST("/tenders/:id/bids/confirm", a.confirm)
}
