package postgres

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"allmende/domain/capacity"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type capacitySites struct {
	tx *gorm.DB
	in scope
}

var _ driven.CapacitySites = capacitySites{}

// siteDocument is a site as siteSQL writes it.
type siteDocument struct {
	ID, Name, Address       string
	Version                 int
	Rooms, Certificates, To []string
	Classes                 []int
}

const siteSQL = `select json_build_object('id', s.id, 'name', s.name, 'address', s.address, 'version', s.version, 'rooms', s.room_names, 'classes', s.room_classes,
  'certificates', s.certificate_names, 'to', s.certificates_to)::text from capacity_site s where s.cooperative_id = @cooperative`

func (d siteDocument) state() (capacity.SiteState, error) {
	s := capacity.SiteState{ID: capacity.SiteID(d.ID), Version: d.Version, SiteTerms: capacity.SiteTerms{Name: d.Name, Address: d.Address}}
	for i, name := range d.Rooms {
		s.Rooms = append(s.Rooms, capacity.Room{Name: name, Class: d.Classes[i]})
	}
	for i, name := range d.Certificates {
		to, err := period.ParseDay(d.To[i])
		if err != nil {
			return s, err
		}
		s.Certificates = append(s.Certificates, capacity.Certificate{Name: name, ValidTo: to})
	}
	return s, nil
}

func siteColumns(in scope, s capacity.SiteState) map[string]any {
	var rooms, classes, certificates, to []string
	for _, r := range s.Rooms {
		rooms, classes = append(rooms, r.Name), append(classes, strconv.Itoa(r.Class))
	}
	for _, c := range s.Certificates {
		certificates, to = append(certificates, c.Name), append(to, c.ValidTo.String())
	}
	return map[string]any{
		"cooperative": in.cooperative, "id": s.ID.String(), "name": s.Name, "address": s.Address, "rooms": texts(rooms), "classes": array(classes),
		"certificates": texts(certificates), "to": array(to), "version": s.Version,
	}
}

// Add stores a new site.
func (s capacitySites) Add(_ context.Context, site *capacity.Site) error {
	err := s.tx.Exec(`insert into capacity_site (cooperative_id, id, name, address, room_names, room_classes, certificate_names, certificates_to)
		values (@cooperative, @id, @name, @address, cast(@rooms as text[]), cast(@classes as integer[]), cast(@certificates as text[]), cast(@to as date[]))`,
		siteColumns(s.in, site.State())).Error
	if err != nil {
		return fmt.Errorf("add a site: %w", err)
	}
	return nil
}

// Get locks a site.
func (s capacitySites) Get(_ context.Context, id capacity.SiteID) (*capacity.Site, error) {
	args := map[string]any{"cooperative": s.in.cooperative, "id": id.String()}
	if err := s.tx.Exec(`select from capacity_site where cooperative_id = @cooperative and id = @id for no key update`, args).Error; err != nil {
		return nil, fmt.Errorf("lock a site: %w", err)
	}
	var found siteDocument
	if err := document(s.tx, "read a site", siteSQL+` and s.id = @id`, args, &found); err != nil {
		return nil, err
	}
	state, err := found.state()
	if err != nil {
		return nil, fmt.Errorf("site %s: %v", found.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return capacity.RestoreSite(state), nil
}

// Save stores a change.
func (s capacitySites) Save(_ context.Context, site *capacity.Site) error {
	done := s.tx.Exec(`update capacity_site set name = @name, address = @address, room_names = cast(@rooms as text[]), room_classes = cast(@classes as integer[]),
		certificate_names = cast(@certificates as text[]), certificates_to = cast(@to as date[]), version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, siteColumns(s.in, site.State()))
	return stored("a site", done.RowsAffected, done.Error)
}

// All shows all sites, by name.
func (s capacitySites) All(_ context.Context, today period.Day) ([]view.CapacitySite, error) {
	found, err := documents[siteDocument](s.tx, "list sites", siteSQL+` order by s.name`, map[string]any{"cooperative": s.in.cooperative})
	if err != nil {
		return nil, err
	}
	shown := []view.CapacitySite{}
	for _, d := range found {
		state, err := d.state()
		if err != nil {
			return nil, fmt.Errorf("site %s: %v", d.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		site := view.CapacitySite{ID: d.ID, Name: d.Name, Address: d.Address, Rooms: []view.Room{}, Certificates: []view.Certificate{}, Version: d.Version}
		for _, r := range state.Rooms {
			site.Rooms = append(site.Rooms, view.Room(r))
		}
		for _, c := range state.Certificates {
			site.Certificates = append(site.Certificates, view.Certificate{Name: c.Name, ValidTo: c.ValidTo.String(), Expired: c.ValidTo.Before(today)})
		}
		shown = append(shown, site)
	}
	return shown, nil
}
