package view

// CatalogueItem is an item that a member may call off now, with what remains of its maxima.
type CatalogueItem struct {
	ItemID            string          `json:"itemId"`
	FrameworkID       string          `json:"frameworkId"`
	FrameworkNumber   string          `json:"frameworkNumber"`
	FrameworkTitle    string          `json:"frameworkTitle"`
	Name              string          `json:"name"`
	Description       string          `json:"description,omitempty"`
	Category          string          `json:"category"`
	CPV               string          `json:"cpv,omitempty"`
	Unit              string          `json:"unit"`
	Supplier          string          `json:"supplier"`
	Manufacturer      string          `json:"manufacturer,omitempty"`
	ArticleNumber     string          `json:"articleNumber,omitempty"`
	Labels            []string        `json:"labels,omitempty"`
	DeliveryDays      *int            `json:"deliveryDays,omitempty"`
	Price             string          `json:"price"` // of a unit, today
	Quantity          string          `json:"quantity"`
	Total             string          `json:"total"`                       // the price of the quantity
	NextFrom          string          `json:"nextFrom,omitempty"`          // how much one would have to order for the next price step
	NextPrice         string          `json:"nextPrice,omitempty"`         // and the price of a unit then
	RemainingQuantity string          `json:"remainingQuantity,omitempty"` // both empty where only value bounds the item
	MaximumQuantity   string          `json:"maximumQuantity,omitempty"`
	RemainingValue    string          `json:"remainingValue"` // of the framework
	MaximumValue      string          `json:"maximumValue"`
	RemainingQuota    string          `json:"remainingQuota,omitempty"` // of the member; empty without quotas
	Quota             string          `json:"quota,omitempty"`
	InForceTo         string          `json:"inForceTo"`
	Orderable         bool            `json:"orderable"` // whether the quantity fits into all that remains
	Favourite         bool            `json:"favourite"`
	ImageID           string          `json:"imageId,omitempty"` // of the first image that came with its catalogue
	Attributes        []ItemAttribute `json:"attributes,omitempty"`
}

// MarketPage is what a search for things to call off has found. All but the items stands
// on the first page only.
type MarketPage struct {
	Page[CatalogueItem]
	Found       int           `json:"found"` // how many items there are on all pages
	Corrections []Correction  `json:"corrections"`
	Facets      []MarketFacet `json:"facets"`
}

// Correction is a word that no item has, and the one that was looked for instead.
type Correction struct {
	Typed string `json:"typed"`
	Meant string `json:"meant"`
}

// MarketFacet is something that the search can be narrowed by.
type MarketFacet struct {
	Facet  string        `json:"facet"`
	Values []MarketValue `json:"values"`
}

// MarketValue is a value of a facet with the number of items it would give.
type MarketValue struct {
	Value string `json:"value"`
	Name  string `json:"name,omitempty"` // of a contract; of others the value says it
	Items int    `json:"items"`
}
