package peppol

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/period"
)

const responseCustomization = "urn:fdc:peppol.eu:poacc:trns:order_response:3"

// Codes of an answer as a whole (UNCL4343) and of its lines (UNCL1229).
const (
	accepted      = "AP"
	conditionally = "CA" // the only answer that has lines
	rejected      = "RE"

	lineChanged  = "3"
	lineAccepted = "5"
)

// WriteResponse writes the answer to an order, or refuses with dispatch.ErrNotElectronic.
// Only a conditional acceptance has lines, so that an answer whose lines come on several
// days is one, without a change of what was ordered.
func WriteResponse(w io.Writer, o dispatch.Order, a calloff.Answer) error {
	if err := o.CheckElectronic(); err != nil {
		return err
	}
	return encode(w, o.Number, responseOf(o, a))
}

func responseOf(o dispatch.Order, a calloff.Answer) orderResponse {
	at := a.At.In(period.Berlin)
	u := orderResponse{
		XMLNS: namespace + "OrderResponse-2", CAC: aggregates, CBC: basics,
		CustomizationID: responseCustomization, ProfileID: profile,
		ID: o.Number + "-A", IssueDate: at.Format("2006-01-02"), IssueTime: at.Format("15:04:05"), Note: clean(a.Reason), Currency: o.Currency, Order: o.Number,
		Seller: respondentOf(o.Supplier), Buyer: respondentOf(o.Buyer),
	}
	switch {
	case a.Kind == calloff.Declined:
		u.Code = rejected
	case a.Kind == calloff.Accepted && oneDay(a.Lines):
		u.Code, u.Promised = accepted, promisedOn(a.Lines[0].DeliveredOn)
	default:
		u.Code, u.Lines = conditionally, responseLines(o, a)
	}
	return u
}

func responseLines(o dispatch.Order, a calloff.Answer) []responseLine {
	names := map[int]string{}
	for _, l := range o.Lines {
		names[l.Position] = clean(l.Name)
	}
	lines := make([]responseLine, len(a.Lines))
	for i, l := range a.Lines {
		position, status := strconv.Itoa(l.Position), lineAccepted
		if l.Change != "" {
			status = lineChanged
		}
		lines[i] = responseLine{
			Item:      answeredItem{ID: position, Note: clean(l.Change), Status: status, Promised: *promisedOn(l.DeliveredOn), Item: named{names[l.Position]}},
			Reference: position,
		}
	}
	return lines
}

func oneDay(lines []calloff.AnsweredLine) bool {
	for _, l := range lines {
		if l.DeliveredOn != lines[0].DeliveredOn {
			return false
		}
	}
	return len(lines) > 0
}

func promisedOn(d period.Day) *promised { return &promised{d.String(), d.String()} }

func respondentOf(p dispatch.Party) respondent {
	return respondent{identifier{p.Endpoint.Scheme, p.Endpoint.ID}, clean(p.Name)}
}

// receivedResponse is what is read of a response that a supplier sends. Names without a
// prefix stand for any namespace.
type receivedResponse struct {
	XMLName         xml.Name
	CustomizationID string `xml:"CustomizationID"`
	Code            string `xml:"OrderResponseCode"`
	Note            string `xml:"Note"`
	Order           string `xml:"OrderReference>ID"`
	Promised        string `xml:"Delivery>PromisedDeliveryPeriod>EndDate"`
	Lines           []struct {
		Reference string `xml:"OrderLineReference>LineID"`
		Item      struct {
			Note     string `xml:"Note"`
			Status   string `xml:"LineStatusCode"`
			Promised string `xml:"Delivery>PromisedDeliveryPeriod>EndDate"`
		} `xml:"LineItem"`
	} `xml:"OrderLine"`
}

// ReadResponse reads an answer that a supplier sends. It fails with dispatch.ErrResponse,
// whose "reason" says why: what it names is looked up by the caller, as is whether the
// order has such lines.
func ReadResponse(r io.Reader) (dispatch.Response, error) {
	var got receivedResponse
	decoder := xml.NewDecoder(r)
	if err := decoder.Decode(&got); err != nil {
		return dispatch.Response{}, dispatch.ErrResponse.With("reason", "xml")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return dispatch.Response{}, dispatch.ErrResponse.With("reason", "xml")
	}
	if got.XMLName != (xml.Name{Space: namespace + "OrderResponse-2", Local: "OrderResponse"}) || !strings.HasPrefix(clean(got.CustomizationID), responseCustomization) {
		return dispatch.Response{}, dispatch.ErrResponse.With("reason", "document")
	}
	response := dispatch.Response{Order: clean(got.Order), Reason: clean(got.Note), Code: dispatch.ResponseCode(clean(got.Code))}
	var err error
	if response.DeliveredOn, err = day(got.Promised); err != nil {
		return dispatch.Response{}, err
	}
	for _, line := range got.Lines {
		read := dispatch.ResponseLine{Change: clean(line.Item.Note), Status: clean(line.Item.Status)}
		if read.Position, err = strconv.Atoi(clean(line.Reference)); err != nil {
			return dispatch.Response{}, dispatch.ErrResponse.With("reason", "line")
		}
		if read.DeliveredOn, err = day(line.Item.Promised); err != nil {
			return dispatch.Response{}, err
		}
		response.Lines = append(response.Lines, read)
	}
	return response, nil
}

func day(text string) (period.Day, error) {
	if clean(text) == "" {
		return period.Day{}, nil
	}
	d, err := period.ParseDay(clean(text))
	if err != nil {
		return period.Day{}, dispatch.ErrResponse.With("reason", "date")
	}
	return d, nil
}
