package http

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/capacity"
	"allmende/domain/framework"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// capacities answers for data centers, as their operator keeps them and people look at them.
type capacities struct {
	keeping  driving.CapacityKeeping
	planning driving.CapacityPlanning
}

type siteBody struct {
	Name    string `json:"name" validate:"required,max=100"`
	Address string `json:"address" validate:"required,max=300"`
	Rooms   []struct {
		Name  string `json:"name" validate:"required,max=100"`
		Class int    `json:"class" validate:"required"`
	} `json:"rooms" validate:"required,min=1,max=50,dive"`
	Certificates []struct {
		Name    string `json:"name" validate:"required,max=100"`
		ValidTo string `json:"validTo" validate:"required,max=10"`
	} `json:"certificates" validate:"max=50,dive"`
}

func (b siteBody) input() driving.SiteInput {
	in := driving.SiteInput{Name: b.Name, Address: b.Address}
	for _, r := range b.Rooms {
		in.Rooms = append(in.Rooms, capacity.Room(r))
	}
	for _, c := range b.Certificates {
		in.Certificates = append(in.Certificates, driving.CertificateInput(c))
	}
	return in
}

func (h capacities) addSite(c echo.Context) error {
	body, err := decode[siteBody](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	site, err := h.keeping.AddCapacitySite(c.Request().Context(), actor(c), key, body.input())
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, site.Version, site)
}

func (h capacities) changeSite(c echo.Context) error {
	body, err := decode[siteBody](c)
	if err != nil {
		return err
	}
	return changed(c, func(which capacity.SiteID, version int) (view.CapacitySite, error) {
		return h.keeping.ChangeCapacitySite(c.Request().Context(), actor(c), which, version, body.input())
	})
}

type poolBody struct {
	SiteID      string `json:"siteId" validate:"required,max=36"`
	Name        string `json:"name" validate:"required,max=100"`
	Room        string `json:"room" validate:"required,max=100"`
	FrameworkID string `json:"frameworkId" validate:"max=36"`
	Approval    bool   `json:"approval"`
}

func (b poolBody) input() (driving.PoolInput, error) {
	in := driving.PoolInput{Name: b.Name, Room: b.Room, Approval: b.Approval}
	var err error
	if in.Site, err = bodyID[capacity.Site](b.SiteID, "siteId"); err != nil {
		return in, err
	}
	if b.FrameworkID != "" {
		in.Framework, err = bodyID[framework.Framework](b.FrameworkID, "frameworkId")
	}
	return in, err
}

func (h capacities) addPool(c echo.Context) error {
	body, err := decode[poolBody](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in, err := body.input()
	if err != nil {
		return err
	}
	pool, err := h.keeping.AddCapacityPool(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/capacity-pools/"+pool.ID, pool.Version, pool)
}

func (h capacities) changePool(c echo.Context) error {
	body, err := decode[poolBody](c)
	if err != nil {
		return err
	}
	in, err := body.input()
	if err != nil {
		return err
	}
	return changed(c, func(which capacity.PoolID, version int) (view.CapacityPool, error) {
		return h.keeping.ChangeCapacityPool(c.Request().Context(), actor(c), which, version, in)
	})
}

type levelBody struct {
	From       string `json:"from" validate:"required,max=10"`
	Amount     string `json:"amount" validate:"required,max=13"`
	Reserve    string `json:"reserve" validate:"max=13"`
	Overcommit string `json:"overcommit" validate:"max=5"`
}

type resourceBody struct {
	Kind  string    `json:"kind" validate:"required,max=20"`
	Tier  string    `json:"tier" validate:"max=40"`
	Level levelBody `json:"level" validate:"required"`
}

func (h capacities) addResource(c echo.Context) error {
	body, err := decode[resourceBody](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	which, err := pathID[capacity.Pool](c, "id")
	if err != nil {
		return err
	}
	pool, err := h.keeping.AddCapacityResource(c.Request().Context(), actor(c), key, which, driving.ResourceInput{Kind: body.Kind, Tier: body.Tier, Level: capacity.LevelText(body.Level)})
	if err != nil {
		return err
	}
	return born(c, pool)
}

// onResource reads which resource of a pool in which version, and answers with what became of the pool.
func onResource(c echo.Context, act func(driving.ResourceSeen) (view.CapacityPool, error)) error {
	pool, err := pathID[capacity.Pool](c, "id")
	if err != nil {
		return err
	}
	resource, err := pathID[capacity.Resource](c, "resourceId")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	after, err := act(driving.ResourceSeen{Pool: pool, Resource: resource, Version: version})
	if err != nil {
		return err
	}
	return shown(c, after)
}

func (h capacities) setLevel(c echo.Context) error {
	body, err := decode[levelBody](c)
	if err != nil {
		return err
	}
	return onResource(c, func(at driving.ResourceSeen) (view.CapacityPool, error) {
		return h.keeping.SetCapacityLevel(c.Request().Context(), actor(c), at, capacity.LevelText(body))
	})
}

type dropLevel struct {
	From string `json:"from" validate:"required,max=10"`
}

func (h capacities) dropLevel(c echo.Context) error {
	body, err := decode[dropLevel](c)
	if err != nil {
		return err
	}
	return onResource(c, func(at driving.ResourceSeen) (view.CapacityPool, error) {
		return h.keeping.DropCapacityLevel(c.Request().Context(), actor(c), at, body.From)
	})
}

func (h capacities) heatMap(c echo.Context) error {
	which, err := pathID[capacity.Pool](c, "id")
	if err != nil {
		return err
	}
	weeks, err := weeksOf(c, 26)
	if err != nil {
		return err
	}
	found, err := h.planning.CapacityHeatMap(c.Request().Context(), actor(c), which, c.QueryParam("from"), weeks)
	if err != nil {
		return err
	}
	return shown(c, found)
}

// weeksOf reads how many weeks are wanted, so many without it.
func weeksOf(c echo.Context, without int) (int, error) {
	text := c.QueryParam("weeks")
	if text == "" {
		return without, nil
	}
	weeks, err := strconv.Atoi(text)
	if err != nil {
		return 0, errField.At("weeks").With("check", "number")
	}
	return weeks, nil
}

func (h capacities) use(c echo.Context) error {
	which, err := pathID[capacity.Pool](c, "id")
	if err != nil {
		return err
	}
	weeks, err := weeksOf(c, 12)
	if err != nil {
		return err
	}
	found, err := h.planning.CapacityUse(c.Request().Context(), actor(c), which, weeks)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h capacities) timeline(c echo.Context) error {
	which, err := pathID[capacity.Pool](c, "id")
	if err != nil {
		return err
	}
	found, err := h.planning.CapacityTimeline(c.Request().Context(), actor(c), which, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	return shown(c, found)
}

type fitBody struct {
	PoolID    string `json:"poolId" validate:"max=36"`
	NotBefore string `json:"notBefore" validate:"max=10"`
	Phases    []struct {
		Days   int `json:"days"`
		Claims []struct {
			Kind   string `json:"kind" validate:"required,max=20"`
			Tier   string `json:"tier" validate:"max=40"`
			Amount string `json:"amount" validate:"required,max=13"`
		} `json:"claims" validate:"required,min=1,max=30,dive"`
	} `json:"phases" validate:"required,min=1,max=20,dive"`
	Plans []struct {
		ResourceID string `json:"resourceId" validate:"required_without=PoolID,max=36"`
		PoolID     string `json:"poolId" validate:"max=36"`
		Kind       string `json:"kind" validate:"max=20"`
		Tier       string `json:"tier" validate:"max=40"`
		From       string `json:"from" validate:"required,max=10"`
		By         string `json:"by" validate:"required,max=14"`
	} `json:"plans" validate:"max=50,dive"`
}

func (h capacities) fit(c echo.Context) error {
	body, err := decode[fitBody](c)
	if err != nil {
		return err
	}
	in := driving.FitInput{Wish: capacity.WishText{NotBefore: body.NotBefore}}
	if body.PoolID != "" {
		if in.Pool, err = bodyID[capacity.Pool](body.PoolID, "poolId"); err != nil {
			return err
		}
	}
	for _, p := range body.Phases {
		phase := capacity.WishPhaseText{Days: p.Days}
		for _, one := range p.Claims {
			phase.Claims = append(phase.Claims, capacity.WishClaimText(one))
		}
		in.Wish.Phases = append(in.Wish.Phases, phase)
	}
	for i, p := range body.Plans {
		plan := capacity.PlanText{Kind: p.Kind, Tier: p.Tier, From: p.From, By: p.By}
		if place := "plans." + strconv.Itoa(i); p.ResourceID != "" {
			plan.Resource, err = bodyID[capacity.Resource](p.ResourceID, place+".resourceId")
		} else {
			plan.Pool, err = bodyID[capacity.Pool](p.PoolID, place+".poolId")
		}
		if err != nil {
			return err
		}
		in.Plans = append(in.Plans, plan)
	}
	found, err := h.planning.FitCapacity(c.Request().Context(), actor(c), in)
	if err != nil {
		return err
	}
	return shown(c, found)
}
