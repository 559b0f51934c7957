package mail_test

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"allmende/adapters/mail"
	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
	"allmende/domain/notice"
	"allmende/ports/driven"
)

// server is a mail server in this process.
type server struct {
	mu       sync.Mutex
	messages []string
	refuse   *smtp.SMTPError
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return session{s}, nil }

type session struct{ s *server }

func (session) Reset()                               {}
func (session) Logout() error                        { return nil }
func (session) Mail(string, *smtp.MailOptions) error { return nil }
func (s session) Rcpt(string, *smtp.RcptOptions) error {
	if s.s.refuse != nil {
		return s.s.refuse
	}
	return nil
}

func (s session) Data(r io.Reader) error {
	content, err := io.ReadAll(r)
	s.s.mu.Lock()
	defer s.s.mu.Unlock()
	s.s.messages = append(s.s.messages, string(content))
	return err
}

// start gives a server and what sends mail to it.
func start(t *testing.T) (*server, *mail.Mail) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	backend := &server{}
	serving := smtp.NewServer(backend)
	serving.Domain = "test.example"
	go serving.Serve(listener) //nolint:errcheck // it ends when the test does
	t.Cleanup(func() { _ = serving.Close() })
	return backend, sender(t, "smtp://"+listener.Addr().String())
}

func sender(t *testing.T, address string) *mail.Mail {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	public, err := url.Parse("https://allmende.example/base")
	if err != nil {
		t.Fatal(err)
	}
	m, err := mail.New(mail.Config{
		Server: at, From: &netmail.Address{Name: "Allmende Übung", Address: "post@allmende.example"}, Public: public, Timeout: 5 * time.Second,
		PDF: func(w io.Writer, o dispatch.Order) error {
			_, err := io.WriteString(w, "%PDF of "+o.Number)
			return err
		},
		Order: func(w io.Writer, o dispatch.Order) error {
			_, err := io.WriteString(w, "<Order>"+o.Number+"</Order>")
			return err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// opened reads a message: its headers and its parts by their names, the text without one.
func opened(t *testing.T, raw string) (netmail.Header, map[string]string) {
	t.Helper()
	message, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, parameters, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	if !strings.HasPrefix(kind, "multipart/") {
		parts[""] = decoded(t, message.Header.Get("Content-Transfer-Encoding"), message.Body)
		return message.Header, parts
	}
	reader := multipart.NewReader(message.Body, parameters["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return message.Header, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		parts[part.FileName()] = decoded(t, part.Header.Get("Content-Transfer-Encoding"), part)
	}
}

func decoded(t *testing.T, encoding string, r io.Reader) string {
	t.Helper()
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}

func subject(t *testing.T, h netmail.Header) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAnOrderArrivesWithItsDocuments(t *testing.T) {
	server, m := start(t)
	o := dispatchtest.Orders().Filter(func(o dispatch.Order) bool { return o.Supplier.Contact != "" }).Example(4)
	sent := driven.Mail{ID: "0190-1", To: driven.Address{Name: "Müller & Söhne", Email: "auftrag@mueller.example"}, Language: notice.German, Order: &o}
	if err := m.Send(context.Background(), sent); err != nil {
		t.Fatal(err)
	}
	header, parts := opened(t, server.messages[0])
	if got := subject(t, header); got != "Bestellung "+o.Number+" von "+o.Buyer.Name {
		t.Errorf("subject %q", got)
	}
	if header.Get("Message-ID") != "<0190-1@allmende.example>" || header.Get("Auto-Submitted") != "auto-generated" || header.Get("User-Agent") != "" {
		t.Errorf("headers %v", header)
	}
	name := strings.ReplaceAll(o.Number, "/", "-")
	if parts[name+".pdf"] != "%PDF of "+o.Number || parts[name+".xml"] != "<Order>"+o.Number+"</Order>" || len(parts) != 3 {
		t.Errorf("parts %v", parts)
	}
	for _, want := range []string{"Guten Tag Einkauf,", "Bestellnummer: " + o.Number, "https://allmende.example/base/call-offs/" + o.CallOff.String(), o.Lines[0].Name, "Peppol"} {
		if !strings.Contains(parts[""], want) {
			t.Errorf("%q is missing in\n%s", want, parts[""])
		}
	}
}

func TestACancellationAndAnOrderWithFaultsComeAsPaperOnly(t *testing.T) {
	server, m := start(t)
	o := dispatchtest.Orders().Example(4)
	o.Supplier.Endpoint = dispatch.Endpoint{}
	cancelled := o
	cancelled.Cancelled = &dispatch.Cancellation{At: o.PlacedAt, Reason: "Doppelt bestellt"}
	for _, order := range []dispatch.Order{o, cancelled} {
		if err := m.Send(context.Background(), driven.Mail{ID: "1", To: driven.Address{Email: "a@b.example"}, Language: notice.English, Order: &order}); err != nil {
			t.Fatal(err)
		}
	}
	_, plain := opened(t, server.messages[0])
	header, parts := opened(t, server.messages[1])
	if len(plain) != 2 || strings.Contains(plain[""], "Peppol") || len(parts) != 2 {
		t.Errorf("got %v and %v", plain, parts)
	}
	if !strings.HasPrefix(subject(t, header), "Cancellation of order ") || !strings.Contains(parts[""], "Doppelt bestellt") {
		t.Errorf("got %s", parts[""])
	}
}

func TestNewsComeAloneOrGathered(t *testing.T) {
	server, m := start(t)
	waits := driven.News{Kind: notice.ApprovalWaits, Path: "/call-offs/1", Number: "RV-2026-0001/000001", Title: "Notebooks\r\nBcc: x@y.example", Member: "Stadt A", Amount: "12345.60"}
	quota := driven.News{Kind: notice.ContractWarning, Path: "/frameworks/2", Number: "RV-2026-0001", Member: "Stadt A", Step: "85"}
	renews := driven.News{Kind: notice.LicenceRenews, Path: "/contracts", Title: "Office", Status: "2026-12-01", Day: "2026-12-01"}
	person := driven.Address{Name: "Paula Beispiel", Email: "paula@stadt.example"}
	for _, sent := range []driven.Mail{
		{ID: "1", To: person, Language: notice.German, News: []driven.News{waits}},
		{ID: "2", To: person, Language: notice.English, News: []driven.News{quota, renews}, Daily: true},
	} {
		if err := m.Send(context.Background(), sent); err != nil {
			t.Fatal(err)
		}
	}
	header, parts := opened(t, server.messages[0])
	if subject(t, header) != "RV-2026-0001/000001 wartet auf Ihre Freigabe" || header.Get("Bcc") != "" ||
		!strings.Contains(parts[""], "12.345,60 €") || !strings.Contains(parts[""], "https://allmende.example/base/settings") {
		t.Errorf("got %v\n%s", header, parts[""])
	}
	header, parts = opened(t, server.messages[1])
	if subject(t, header) != "2 news in Allmende" || !strings.Contains(parts[""], "The quota of RV-2026-0001 is 85 % called off") ||
		!strings.Contains(parts[""], "Office: cancel by 1 December 2026") {
		t.Errorf("got %v\n%s", header, parts[""])
	}
}

func TestNewsOfApprovalsAndOfWhatSeveralOrderSayWhatIsAsked(t *testing.T) {
	server, m := start(t)
	const number = "RV-2026-0001/000007"
	decided := func(status, step string) driven.News {
		return driven.News{Kind: notice.JointDecided, Number: number, Status: status, Step: step, Day: "2026-12-01", Amount: "900.00"}
	}
	for i, c := range []struct {
		news driven.News
		want [2]string
		says string
	}{
		{driven.News{Kind: notice.ApprovalWaits, Number: number, Step: driven.StepEscalated}, [2]string{
			number + " hat seit neun Arbeitstagen niemand entschieden und wartet auch auf Ihre Freigabe", number + " was decided by nobody for nine working days and waits for your approval too",
		}, ""},
		{driven.News{Kind: notice.ApprovalWaits, Number: "RV-2026-0001 Geräte", Step: driven.StepStanding}, [2]string{
			"RV-2026-0001 Geräte: Ein wiederkehrender Abruf wartet auf Ihre Freigabe", "RV-2026-0001 Geräte: a standing order waits for your approval",
		}, ""},
		{driven.News{Kind: notice.JointAsked, Number: number, Day: "2026-12-01", Amount: "300.00"}, [2]string{
			"Gemeinsamer Abruf " + number + ": Stimmen Sie bis 01.12.2026 Ihrem Anteil zu", "Joint call-off " + number + ": agree to your share by 1 December 2026",
		}, "Anteil netto: 300,00 €"},
		{decided("placed", ""), [2]string{"Gemeinsamer Abruf " + number + " ist bestellt, alle haben zugestimmt", "Joint call-off " + number + " is placed, all have agreed"}, "Summe netto: 900,00 €"},
		{decided("cancelled", ""), [2]string{"Gemeinsamer Abruf " + number + " wurde storniert", "Joint call-off " + number + " was cancelled"}, ""},
		{decided("rejected", ""), [2]string{
			"Gemeinsamer Abruf " + number + " kommt nicht zustande, ein Mitglied hat abgelehnt", "Joint call-off " + number + " comes to nothing, a member has declined",
		}, ""},
		{decided("rejected", driven.StepSupplier), [2]string{
			"Gemeinsamer Abruf " + number + " wird nicht geliefert, der Lieferant lehnt ab", "Joint call-off " + number + " is not delivered, the supplier declines",
		}, ""},
		{decided("rejected", driven.StepLapsed), [2]string{
			"Gemeinsamer Abruf " + number + " ist erloschen, bis 01.12.2026 haben nicht alle zugestimmt", "Joint call-off " + number + " has lapsed, not all had agreed by 1 December 2026",
		}, ""},
	} {
		for l, language := range []notice.Language{notice.German, notice.English} {
			sent := driven.Mail{ID: "1", To: driven.Address{Name: "Paula", Email: "paula@stadt.example"}, Language: language, News: []driven.News{c.news}}
			if err := m.Send(context.Background(), sent); err != nil {
				t.Fatal(err)
			}
			header, parts := opened(t, server.messages[2*i+l])
			if got := subject(t, header); got != c.want[l] {
				t.Errorf("got %q, want %q", got, c.want[l])
			}
			if l == 0 && !strings.Contains(parts[""], c.says) {
				t.Errorf("%q is missing in\n%s", c.says, parts[""])
			}
		}
	}
}

func TestWhatTheServerRefusesForGoodIsToldApart(t *testing.T) {
	server, m := start(t)
	sent := driven.Mail{ID: "1", To: driven.Address{Email: "a@b.example"}, Language: notice.German, News: []driven.News{{Kind: notice.Decided, Status: "placed"}}}
	server.refuse = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	if err := m.Send(context.Background(), sent); !errors.Is(err, driven.ErrMailRefused) {
		t.Errorf("got %v", err)
	}
	server.refuse = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try later"}
	if err := m.Send(context.Background(), sent); err == nil || errors.Is(err, driven.ErrMailRefused) {
		t.Errorf("got %v", err)
	}
	if err := sender(t, "smtp://127.0.0.1:1").Send(context.Background(), sent); err == nil || errors.Is(err, driven.ErrMailRefused) {
		t.Errorf("got %v", err)
	}
}

func TestAnAddressOfAMailServerIsRead(t *testing.T) {
	for _, wrong := range []string{"http://mail.example", "smtp://mail.example:0", "smtp://"} {
		at, err := url.Parse(wrong)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := mail.New(mail.Config{Server: at, Timeout: time.Second}); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
	at := &url.URL{Scheme: "smtps", User: url.UserPassword("u", "secret"), Host: "mail.example"}
	if _, err := mail.New(mail.Config{Server: at, Timeout: time.Second}); err != nil {
		t.Error(err)
	}
	at.Scheme = "ftp"
	if _, err := mail.New(mail.Config{Server: at}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}
