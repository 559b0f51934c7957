package postgres

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/catalogue"
	"allmende/domain/demand"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// What an article has several of lies in the tables as JSON of these shapes.
type (
	mediumJSON struct {
		Kind   string `json:"kind"`
		Source string `json:"source"`
		Title  string `json:"title"`
	}
	partJSON struct {
		Number   string `json:"number"`
		Quantity string `json:"quantity"`
	}
)

func attributesOf(attributes []catalogue.Attribute) []view.ItemAttribute {
	rows := make([]view.ItemAttribute, len(attributes))
	for i, a := range attributes {
		rows[i] = view.ItemAttribute(a)
	}
	return rows
}

func partsOf(parts []catalogue.Part) []partJSON {
	rows := make([]partJSON, len(parts))
	for i, p := range parts {
		rows[i] = partJSON{p.Number, p.Quantity.String()}
	}
	return rows
}

func mediaOf(media []catalogue.Medium) []mediumJSON {
	rows := make([]mediumJSON, len(media))
	for i, m := range media {
		rows[i] = mediumJSON{string(m.Kind), m.Source, m.Title}
	}
	return rows
}

func tiersOf(tiers []catalogue.Tier) []view.Tier {
	rows := make([]view.Tier, len(tiers))
	for i, t := range tiers {
		rows[i] = view.Tier{From: t.From.String(), Price: t.Price.String()}
	}
	return rows
}

// catalogueLineJSON is a row of catalogue_line as to_jsonb writes it.
type catalogueLineJSON struct {
	ID                 string               `json:"id"`
	ArticleNumber      string               `json:"article_number"`
	Name               string               `json:"name"`
	Description        string               `json:"description"`
	Category           string               `json:"category"`
	CPV                string               `json:"cpv"`
	Unit               string               `json:"unit"`
	Price              decimal.Decimal      `json:"price"`
	Manufacturer       string               `json:"manufacturer"`
	ManufacturerNumber string               `json:"manufacturer_number"`
	GTIN               string               `json:"gtin"`
	DeliveryDays       *int                 `json:"delivery_days"`
	Labels             []string             `json:"labels"`
	SecurityProfile    string               `json:"security_profile"`
	EndOfLife          string               `json:"end_of_life"`
	Successor          string               `json:"successor"`
	Accessories        []string             `json:"accessories"`
	Variants           []string             `json:"variants"`
	Attributes         []view.ItemAttribute `json:"attributes"`
	Parts              []partJSON           `json:"parts"`
	Media              []mediumJSON         `json:"media"`
	Tiers              []view.Tier          `json:"tiers"`
	Tax                string               `json:"tax"`
}

// article reads the row back. A row that cannot be read is not the caller's mistake.
func (l catalogueLineJSON) article() (catalogue.Article, error) {
	a := catalogue.Article{
		Number: l.ArticleNumber, Name: l.Name, Description: l.Description, Category: demand.Category(l.Category), CPV: l.CPV, Unit: quantity.Unit(l.Unit),
		Manufacturer: l.Manufacturer, ManufacturerNumber: l.ManufacturerNumber, GTIN: l.GTIN, DeliveryDays: catalogue.Unstated, Labels: l.Labels,
		SecurityProfile: l.SecurityProfile, Successor: l.Successor, Accessories: l.Accessories, Variants: l.Variants,
	}
	var err error
	if a.Price, err = money.PriceFromDecimal(l.Price); err != nil {
		return a, fmt.Errorf("line %s: %v", l.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	if a.Tax, err = taxOf(l.Tax); err != nil {
		return a, fmt.Errorf("line %s: %w", l.ID, err)
	}
	if l.DeliveryDays != nil {
		a.DeliveryDays = *l.DeliveryDays
	}
	if l.EndOfLife != "" {
		day, err := time.Parse(time.DateOnly, l.EndOfLife)
		if err != nil {
			return a, fmt.Errorf("line %s: %w", l.ID, err)
		}
		a.EndOfLife = period.FromUTC(day)
	}
	for _, t := range l.Attributes {
		a.Attributes = append(a.Attributes, catalogue.Attribute(t))
	}
	for _, m := range l.Media {
		a.Media = append(a.Media, catalogue.Medium{Kind: catalogue.MediumKind(m.Kind), Source: m.Source, Title: m.Title})
	}
	return a, l.counted(&a)
}

func (l catalogueLineJSON) counted(a *catalogue.Article) error {
	for _, p := range l.Parts {
		wanted, err := quantity.Parse(p.Quantity)
		if err != nil {
			return fmt.Errorf("line %s: %v", l.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		a.Parts = append(a.Parts, catalogue.Part{Number: p.Number, Quantity: wanted})
	}
	for _, t := range l.Tiers {
		from, err1 := quantity.Parse(t.From)
		price, err2 := money.ParsePrice(t.Price)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("line %s: broken tier %v", l.ID, t)
		}
		a.Tiers = append(a.Tiers, catalogue.Tier{From: from, Price: price})
	}
	return nil
}

// lineDifferences are what differs between two lines, as people are shown it.
func lineDifferences(was, is catalogueLineJSON) ([]view.CatalogueDifference, error) {
	before, err := was.article()
	if err != nil {
		return nil, err
	}
	after, err := is.article()
	if err != nil {
		return nil, err
	}
	shown := []view.CatalogueDifference{}
	for _, d := range catalogue.Differences(before, after) {
		shown = append(shown, view.CatalogueDifference(d))
	}
	return shown, nil
}

// priceChange is in per cent, of two prices as they are shown.
func priceChange(was, is string) (string, error) {
	before, err1 := money.ParsePrice(was)
	after, err2 := money.ParsePrice(is)
	if err1 != nil || err2 != nil {
		return "", fmt.Errorf("broken prices %q and %q", was, is)
	}
	return catalogue.PriceChange(before, after), nil
}
