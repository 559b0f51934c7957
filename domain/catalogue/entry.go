package catalogue

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/wording"
)

// Mode says what an entry is about.
type Mode string

// The modes.
const (
	Full   Mode = "full"   // all there is to say of an article
	Prices Mode = "price"  // its prices alone
	Remove Mode = "remove" // it is no longer to be had
)

// Entry is what a file says about one article, as it says it: nothing is checked yet.
type Entry struct {
	Line               int
	Mode               Mode
	Number             string
	ContractPosition   string
	Name               string
	Description        string
	Category           string
	CPV                string
	Unit               string
	Offers             []Offer
	Tax                Tax
	Manufacturer       string
	ManufacturerNumber string
	GTIN               string
	DeliveryDays       string
	Labels             []string
	SecurityProfile    string
	EndOfLife          string
	Successor          string
	Accessories        []string
	Variants           []string
	Attributes         []Attribute
	Parts              []Wanted
	Media              []Medium
}

// Tax is what a file says about VAT: a category of UNTDID 5305, or the rate in percent alone.
type Tax struct{ Category, Rate string }

// Wanted is a part of a configuration as the file has it.
type Wanted struct{ Number, Quantity string }

// Codes are the code lists of the installation.
type Codes struct {
	CPV map[string]string // with their check digits, by the eight digits before; empty: not known
}

// The most of what one article may have; more is no catalogue but a mistake.
const (
	mostOfAKind   = 200
	longestNumber = 50
	longestProse  = 8000
	longestLine   = 200
)

// Check reads the entry. Whatever is wrong with it is told, all at once; the article is of
// use only where nothing of it is grave.
func (e Entry) Check(codes Codes) (Article, []*fault.Fault) {
	c := checker{article: Article{Number: e.Number, DeliveryDays: Unstated}, codes: codes}
	if !wording.Line(e.Number, 1, longestNumber) || turned(e.Number) {
		c.fault(ErrNumberMissing)
	}
	switch e.Mode {
	case Remove:
		return c.article, c.faults
	case Prices:
		c.prices(e.Offers)
		c.tax(e.Tax)
		return c.article, c.faults
	case Full:
	}
	c.position(e.ContractPosition)
	c.texts(e)
	c.classified(e)
	c.prices(e.Offers)
	c.tax(e.Tax)
	c.dates(e)
	c.lists(e)
	return c.article, c.faults
}

// Grave reports whether a fault keeps the article out. A wrong GTIN or VAT rate does not: trade
// lives with many of them, and the article is taken without.
func Grave(f *fault.Fault) bool { return f.Code() != ErrGTIN.Code() && f.Code() != ErrTax.Code() }

// checker fills an article and collects what is wrong.
type checker struct {
	article Article
	codes   Codes
	faults  []*fault.Fault
}

func (c *checker) fault(f *fault.Fault) { c.faults = append(c.faults, f) }

func (c *checker) position(text string) {
	if text == "" {
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1_000_000 {
		c.fault(ErrPositionUnknown.With("value", clip(text)))
		return
	}
	c.article.ContractPosition = n
}

func (c *checker) texts(e Entry) {
	if !wording.Line(e.Name, 2, longestLine) || turned(e.Name) {
		c.fault(ErrName.With("value", clip(e.Name)))
	}
	c.article.Name = e.Name
	for _, t := range []struct {
		field, text string
		most        int
		into        *string
	}{
		{"description", e.Description, longestProse, &c.article.Description},
		{"manufacturer", e.Manufacturer, longestLine, &c.article.Manufacturer},
		{"manufacturerNumber", e.ManufacturerNumber, 100, &c.article.ManufacturerNumber},
		{"securityProfile", e.SecurityProfile, 100, &c.article.SecurityProfile},
		{"successor", e.Successor, longestNumber, &c.article.Successor},
	} {
		if !wording.Prose(t.text, 0, t.most) || turned(t.text) {
			c.fault(ErrText.At(t.field).With("most", strconv.Itoa(t.most)))
		}
		*t.into = t.text
	}
}

var (
	cpvText  = regexp.MustCompile(`^[0-9]{8}(-[0-9])?$`)
	gtinText = regexp.MustCompile(`^([0-9]{8}|[0-9]{12,14})$`)
)

func (c *checker) classified(e Entry) {
	unit, err := quantity.ParseUnit(e.Unit)
	if err != nil || !unit.Known() {
		c.fault(ErrUnit.With("value", clip(e.Unit)))
	}
	c.article.Unit = unit
	c.cpv(e.CPV)
	switch category := demand.Category(e.Category); category {
	case demand.Hardware, demand.Software, demand.Service, demand.DataCenter:
		c.article.Category = category
	case "":
		c.article.Category = categoryOf(c.article.CPV)
	default:
		c.fault(ErrCategory.With("value", clip(e.Category)))
	}
	if e.GTIN == "" || gtinText.MatchString(e.GTIN) && checked(e.GTIN) {
		c.article.GTIN = e.GTIN
	} else {
		c.fault(ErrGTIN.With("value", clip(e.GTIN)))
	}
}

// cpv takes a code with its check digit or, where the list is known, without.
func (c *checker) cpv(text string) {
	if text == "" {
		return
	}
	if !cpvText.MatchString(text) {
		c.fault(ErrCPVMalformed.With("value", clip(text)))
		return
	}
	whole, known := c.codes.CPV[text[:8]]
	switch {
	case len(c.codes.CPV) == 0 && len(text) == 8:
		c.fault(ErrCPVMalformed.With("value", text))
	case len(c.codes.CPV) == 0:
		c.article.CPV = text
	case !known || len(text) > 8 && text != whole:
		c.fault(ErrCPVUnknown.With("value", text))
	default:
		c.article.CPV = whole
	}
}

// categoryOf sorts by the division of the vocabulary: 48 is software, from 50 on stand
// services.
func categoryOf(cpv string) demand.Category {
	switch {
	case strings.HasPrefix(cpv, "48"):
		return demand.Software
	case cpv >= "50":
		return demand.Service
	}
	return demand.Hardware
}

// checked holds a GTIN against its check digit: from the right, every other digit counts
// three times, and all together are a multiple of ten.
func checked(gtin string) bool {
	sum := 0
	for i := range len(gtin) {
		digit := int(gtin[len(gtin)-1-i] - '0')
		if i%2 == 1 {
			digit *= 3
		}
		sum += digit
	}
	return sum%10 == 0
}

func (c *checker) dates(e Entry) {
	if e.DeliveryDays != "" {
		days, err := strconv.Atoi(e.DeliveryDays)
		if err != nil || days < 0 || days > 999 {
			c.fault(ErrDeliveryDays.With("value", clip(e.DeliveryDays)))
		}
		c.article.DeliveryDays = days
	}
	if e.EndOfLife != "" {
		day, err := period.ParseDay(e.EndOfLife)
		if err != nil {
			c.fault(ErrDay.With("value", clip(e.EndOfLife)))
		}
		c.article.EndOfLife = day
	}
}

func (c *checker) lists(e Entry) {
	c.article.Labels = c.words("labels", e.Labels, 100)
	c.article.Accessories = c.words("accessories", e.Accessories, longestNumber)
	c.article.Variants = c.words("variants", e.Variants, longestNumber)
	c.article.Attributes, c.article.Media = e.Attributes, e.Media
	for _, a := range e.Attributes {
		if !wording.Line(a.Name, 1, longestLine) || !wording.Line(a.Value, 0, 1000) || !wording.Line(a.Unit, 0, 50) || turned(a.Name+a.Value+a.Unit) {
			c.fault(ErrText.At("attributes").With("most", "1000"))
			break
		}
	}
	for _, m := range e.Media {
		if !wording.Line(m.Source, 1, 1000) || !wording.Line(m.Title, 0, longestLine) || turned(m.Source+m.Title) {
			c.fault(ErrText.At("media").With("most", "1000"))
			break
		}
	}
	for _, p := range e.Parts {
		wanted, err := quantity.Parse(p.Quantity)
		if err != nil || wanted.IsZero() || !wording.Line(p.Number, 1, longestNumber) {
			c.fault(ErrQuantity.At("parts").With("value", clip(p.Number+" "+p.Quantity)))
			break
		}
		c.article.Parts = append(c.article.Parts, Part{p.Number, wanted})
	}
	for field, n := range map[string]int{"attributes": len(e.Attributes), "media": len(e.Media), "parts": len(e.Parts)} {
		if n > mostOfAKind {
			c.fault(ErrTooMany.At(field).With("most", strconv.Itoa(mostOfAKind)))
		}
	}
}

// words are short texts, each once and in the order given.
func (c *checker) words(field string, texts []string, longest int) []string {
	words := make([]string, 0, len(texts))
	for _, text := range texts {
		if !wording.Line(text, 1, longest) || turned(text) {
			c.fault(ErrText.At(field).With("most", strconv.Itoa(longest)))
			return nil
		}
		if !slices.Contains(words, text) {
			words = append(words, text)
		}
		if len(words) > mostOfAKind {
			c.fault(ErrTooMany.At(field).With("most", strconv.Itoa(mostOfAKind)))
			return nil
		}
	}
	return words
}

// turned reports the controls that show a text in another order than it has.
func turned(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) })
}

// clip is a value as a report repeats it.
func clip(text string) string {
	if runes := []rune(strings.ToValidUTF8(text, "?")); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}
