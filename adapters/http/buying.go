package http

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/shopping"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// baskets answers for what buyers put together before they order.
type baskets struct{ buying driving.Buying }

type putIntoBasket struct {
	MemberID string             `json:"memberId" validate:"required,max=36"`
	Lines    []placeCallOffLine `json:"lines" validate:"max=100,dive"`
	ListID   string             `json:"listId" validate:"max=36"`
	Times    *int               `json:"times" validate:"omitnil,min=1,max=1000"`
}

type setInBasket struct {
	MemberID string `json:"memberId" validate:"required,max=36"`
	Quantity string `json:"quantity" validate:"required,max=13"`
}

func (h baskets) show(c echo.Context) error {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	months, err := monthsOfParts(c)
	if err != nil {
		return err
	}
	basket, err := h.buying.Basket(c.Request().Context(), actor(c), m, months)
	if err != nil {
		return err
	}
	return shown(c, basket)
}

// monthsOfParts reads over how many months the parts of the basket are performed, each as contract:months.
func monthsOfParts(c echo.Context) (map[framework.ID]int, error) {
	months := map[framework.ID]int{}
	for _, given := range c.QueryParams()["duration"] {
		name, number, _ := strings.Cut(given, ":")
		f, err := bodyID[framework.Framework](name, "duration")
		if err != nil {
			return nil, err
		}
		if months[f], err = strconv.Atoi(number); err != nil || months[f] < 1 || months[f] > 120 {
			return nil, errField.At("duration")
		}
	}
	return months, nil
}

func (h baskets) put(c echo.Context) error {
	body, err := decode[putIntoBasket](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.PutIntoBasket{Lines: linesOf(body.Lines), Times: 1}
	if in.Member, err = bodyID[member.Member](body.MemberID, "memberId"); err != nil {
		return err
	}
	if body.ListID != "" {
		if in.List, err = bodyID[shopping.List](body.ListID, "listId"); err != nil {
			return err
		}
	}
	if body.Times != nil {
		in.Times = *body.Times
	}
	put, err := h.buying.PutIntoBasket(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return shown(c, put)
}

func (h baskets) set(c echo.Context) error {
	body, err := decode[setInBasket](c)
	if err != nil {
		return err
	}
	m, err := bodyID[member.Member](body.MemberID, "memberId")
	if err != nil {
		return err
	}
	basket, err := h.buying.SetInBasket(c.Request().Context(), actor(c), m, driving.PlaceCallOffLine{Item: c.Param("itemId"), Quantity: body.Quantity})
	if err != nil {
		return err
	}
	return shown(c, basket)
}

func (h baskets) take(c echo.Context) error {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	item, err := queryID[framework.Item](c, "itemId")
	if err != nil {
		return err
	}
	basket, err := h.buying.TakeFromBasket(c.Request().Context(), actor(c), m, item)
	if err != nil {
		return err
	}
	return shown(c, basket)
}

func (h baskets) favourites(c echo.Context) error {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	items, err := h.buying.Favourites(c.Request().Context(), actor(c), m)
	if err != nil {
		return err
	}
	return shown(c, view.Page[view.CatalogueItem]{Items: items})
}

func (h baskets) mark(marked bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		item, err := pathID[framework.Item](c, "itemId")
		if err != nil {
			return err
		}
		if err := h.buying.Mark(c.Request().Context(), actor(c), item, marked); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	}
}

// itemLists answers for lists and for words that mean the same.
type itemLists struct{ listing driving.Listing }

type saveItemList struct {
	MemberID string             `json:"memberId" validate:"required,max=36"`
	Title    string             `json:"title" validate:"required,max=100"`
	Shared   bool               `json:"shared"`
	Lines    []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
}

type addSynonyms struct {
	Words []string `json:"words" validate:"required,min=2,max=20,dive,max=50"`
}

func (h itemLists) list(c echo.Context) error {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	lists, err := h.listing.ItemLists(c.Request().Context(), actor(c), m)
	if err != nil {
		return err
	}
	return shown(c, view.Page[view.ItemList]{Items: lists})
}

func (h itemLists) save(c echo.Context) error {
	body, err := decode[saveItemList](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.SaveItemList{Title: body.Title, Shared: body.Shared, Lines: linesOf(body.Lines)}
	if in.Member, err = bodyID[member.Member](body.MemberID, "memberId"); err != nil {
		return err
	}
	saved, err := h.listing.SaveItemList(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, saved.Version, saved)
}

func (h itemLists) remove(c echo.Context) error {
	list, err := pathID[shopping.List](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	if err := h.listing.RemoveItemList(c.Request().Context(), actor(c), list, version); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (h itemLists) synonyms(c echo.Context) error {
	groups, err := h.listing.Synonyms(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, view.Page[view.Synonyms]{Items: groups})
}

func (h itemLists) addSynonyms(c echo.Context) error {
	body, err := decode[addSynonyms](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	added, err := h.listing.AddSynonyms(c.Request().Context(), actor(c), key, body.Words)
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, added.Version, added)
}

func (h itemLists) removeSynonyms(c echo.Context) error {
	group, err := pathID[shopping.Synonyms](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	if err := h.listing.RemoveSynonyms(c.Request().Context(), actor(c), group, version); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// orderSettings answers for what a member says about its orders, and what they saved it.
type orderSettings struct{ settling driving.Settling }

type deliveryAddresses struct {
	Addresses []deliveryAddress `json:"addresses" validate:"required,max=50,dive"`
}

type deliveryAddress struct {
	Name     string `json:"name" validate:"required,max=80"`
	Street   string `json:"street" validate:"required,max=200"`
	Postcode string `json:"postcode" validate:"required,max=20"`
	City     string `json:"city" validate:"required,max=100"`
	Country  string `json:"country" validate:"required,len=2,alpha,uppercase"`
	Contact  string `json:"contact" validate:"max=200"`
	Hours    string `json:"hours" validate:"max=200"`
}

type budgetCodes struct {
	Codes []budgetCode `json:"codes" validate:"required,max=500,dive"`
}

type budgetCode struct {
	Code string `json:"code" validate:"required,max=40"`
	Name string `json:"name" validate:"required,max=100"`
	From string `json:"from" validate:"max=10"`
	To   string `json:"to" validate:"max=10"`
}

func (h orderSettings) setAddresses(c echo.Context) error {
	body, err := decode[deliveryAddresses](c)
	if err != nil {
		return err
	}
	return changed(c, func(m member.ID, version int) (view.OrderSettings, error) {
		addresses := make([]view.Address, len(body.Addresses))
		for i, a := range body.Addresses {
			addresses[i] = view.Address(a)
		}
		return h.settling.SetAddresses(c.Request().Context(), actor(c), m, version, addresses)
	})
}

func (h orderSettings) setCodes(c echo.Context) error {
	body, err := decode[budgetCodes](c)
	if err != nil {
		return err
	}
	return changed(c, func(m member.ID, version int) (view.OrderSettings, error) {
		codes := make([]view.BudgetCode, len(body.Codes))
		for i, code := range body.Codes {
			codes[i] = view.BudgetCode(code)
		}
		return h.settling.SetCodes(c.Request().Context(), actor(c), m, version, codes)
	})
}

func (h orderSettings) savings(c echo.Context) error {
	found, err := h.found(c)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h orderSettings) found(c echo.Context) (view.Savings, error) {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return view.Savings{}, err
	}
	year := 0
	if text := c.QueryParam("year"); text != "" {
		if year, err = strconv.Atoi(text); err != nil || year < 2000 || year > 2999 {
			return view.Savings{}, errField.At("year")
		}
	}
	return h.settling.Savings(c.Request().Context(), actor(c), m, year)
}

// savingsHeads are the columns of the savings as a table; the last three are amounts.
var savingsHeads = map[string][]string{
	"de": {"Rahmenvereinbarung", "Positionen", "Schätzung der Ausschreibung", "Bezahlt", "Ersparnis"},
	"en": {"Framework contract", "Lines", "Estimate of the tender", "Paid", "Saved"},
}

// savingsTable writes them as a table that a spreadsheet opens.
func (h orderSettings) savingsTable(c echo.Context) error {
	found, err := h.found(c)
	if err != nil {
		return err
	}
	lang := languageOf(c)
	table := view.Table{}
	for i, head := range savingsHeads[lang] {
		table.Columns = append(table.Columns, view.TableColumn{Head: head, Amount: i >= 2})
	}
	for _, p := range found.Contracts {
		table.Rows = append(table.Rows, []string{p.Framework.Name, strconv.Itoa(p.Lines), p.Baseline, p.Paid, p.Saved})
	}
	return attached(c, "text/csv; charset=utf-8", "ersparnis-"+strconv.Itoa(found.Year)+".csv", func(w io.Writer) error { return separated(w, table, lang) })
}
