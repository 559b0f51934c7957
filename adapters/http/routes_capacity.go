package http

import "allmende/ports/driving"

// ofCapacity is what data centers have, and what members reserve of it.
func ofCapacity(in guarded, c Config) {
	k := capacities{c.Keeping, c.Planning}
	in.GET("/capacity-sites", tells(c.Keeping, driving.CapacityKeeping.CapacitySites))
	in.POST("/capacity-sites", k.addSite)
	in.PUT("/capacity-sites/:id", k.changeSite)
	in.GET("/capacity-pools", tells(c.Planning, driving.CapacityPlanning.CapacityPools))
	in.POST("/capacity-pools", k.addPool)
	in.GET("/capacity-pools/:id", shows(c.Planning, driving.CapacityPlanning.CapacityPool))
	in.PUT("/capacity-pools/:id", k.changePool)
	in.POST("/capacity-pools/:id/resources", k.addResource)
	in.PUT("/capacity-pools/:id/resources/:resourceId/level", k.setLevel)
	in.POST("/capacity-pools/:id/resources/:resourceId/level/drop", k.dropLevel)
	in.GET("/capacity-pools/:id/heat-map", k.heatMap)
	in.GET("/capacity-pools/:id/use", k.use)
	in.GET("/capacity-pools/:id/timeline", k.timeline)
	in.GET("/capacity-pools/:id/outlook", shows(c.Planning, driving.CapacityPlanning.CapacityOutlook))
	in.POST("/capacity/fits", k.fit)

	r := reservations{c.Reserving, c.Deciding, c.Planning}
	in.POST("/capacity/check", r.check)
	in.GET("/reservations", r.list)
	in.POST("/reservations", r.reserve)
	in.GET("/reservations/:id", showsVersion(c.Planning, driving.CapacityPlanning.Reservation))
	in.POST("/reservations/:id/change", r.change)
	in.POST("/reservations/:id/extend", r.extend)
	in.POST("/reservations/:id/release", r.release)
	in.POST("/reservations/:id/withdraw", r.withdraw)
	in.POST("/reservations/:id/accept", r.accept)
	in.POST("/reservations/:id/approve", r.approve)
	in.POST("/reservations/:id/reject", r.reject)
	in.POST("/reservations/:id/hand-over", r.handOver)
}

// ofMeters is what data centers measure.
func ofMeters(in guarded, c Config) {
	h := meters{c.Metering, c.Readings}
	in.GET("/meters", h.list)
	in.POST("/meters", h.fit)
	in.POST("/meters/:id/remove", h.remove)
	in.GET("/meters/:id/days", h.course)
	in.GET("/meters/:id/days/:day", h.day)
	in.POST("/meters/:id/corrections", h.correct)
	in.POST("/reading-corrections", h.correctAll)
	e := energies{c.Energy}
	in.GET("/capacity-sites/:id/energy", e.report)
	in.GET("/capacity-sites/:id/energy.csv", e.table)
	in.POST("/capacity-sites/:id/energy-figures", e.state)
	in.GET("/reading-imports", h.deliveries)
	in.POST("/reading-imports", h.deliver)
	in.GET("/reading-imports/:id", shows(c.Metering, driving.Metering.Import))
	in.GET("/metering-closings", h.closings)
	in.POST("/reading-imports/:id/cancel", shows(c.Metering, driving.Metering.CancelImport))
	in.POST("/metering-closings", h.closeMonth)
}

// ofTariffs is what data centers cost.
func ofTariffs(in guarded, c Config) {
	h := tariffs{c.Rating}
	in.GET("/tariffs", tells(c.Rating, driving.Rating.Tariffs))
	in.POST("/tariffs", h.make)
	in.GET("/tariffs/:id", shows(c.Rating, driving.Rating.Tariff))
	in.GET("/rating-previews/:month", h.preview)
	in.GET("/rating-previews/:month/members/:memberId", h.previewMember)
	in.GET("/capacity-weights/:month", h.weights)
	in.GET("/ratings", tells(c.Rating, driving.Rating.Ratings))
	in.POST("/ratings", h.post)
	in.GET("/ratings/:id", shows(c.Rating, driving.Rating.Rating))
	in.GET("/ratings/:id/members/:memberId", h.member)
}
